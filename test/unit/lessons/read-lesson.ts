import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LessonData } from '../../../src/app/lesson.ts';
import type { Program } from '../../../src/language/program.ts';
import { compilePython } from '../../../src/language/python/compile.ts';

/** A lesson's folder as a test reads it; the page gets the same files through Vite. */
export function readLesson(slug: string) {
  const read = (file: string): string => readFileSync(path.join('lessons', slug, file), 'utf8');
  const data = JSON.parse(read('lesson.json')) as LessonData;
  return { slug, data, read, words: read('lesson.md'), source: read(data.program) };
}

/** Compiles, and fails the test with what is wrong when that is not possible. */
export function compiled(source: string): Program {
  const result = compilePython(source, 'program.py');
  if (!result.ok) throw new Error(result.diagnostics.map((d) => `line ${d.line}: ${d.message}`).join('\n'));
  return result.program;
}

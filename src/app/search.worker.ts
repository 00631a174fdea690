/** Searches and first runs of edited programs: whatever might take long. The page ends it by ending the worker. */
import type { Budget } from '../explore/budget.ts';
import { compilePython } from '../language/python/compile.ts';
import { createVm } from '../vm/vm.ts';
import { checkFix } from './check-fix.ts';
import { factsOf } from './facts.ts';
import type { Answers, Asked, CheckResult, LoadResult, Question, Said } from './search-protocol.ts';

/** The most that one search may take: some seconds, and 256 megabytes. */
const MOST: Budget = { states: 400_000, words: 1 << 26 };

const say = (message: Said): void => postMessage(message);

function answer(question: Question, budget: Budget): Answers[keyof Answers] {
  if (question.kind === 'load') return load(question);
  const compiled = compilePython(question.source, question.lesson.program);
  if (question.kind === 'facts') {
    if (!compiled.ok) return { ok: false, message: compiled.diagnostics[0]?.message ?? '' };
    return factsOf(compiled.program, question.lesson, budget);
  }
  if (!compiled.ok) return { ok: false, diagnostics: compiled.diagnostics } satisfies CheckResult;
  const result = checkFix(compiled.program, question.lesson, budget);
  return { ok: true, result, diagnostics: compiled.diagnostics } satisfies CheckResult;
}

function load({ source, file, machine }: Extract<Question, { kind: 'load' }>): LoadResult {
  const compiled = compilePython(source, file);
  if (!compiled.ok) return compiled;
  const start = performance.now();
  createVm(compiled.program, machine);
  return { ...compiled, setup: performance.now() - start };
}

addEventListener('message', ({ data: { id, question } }: MessageEvent<Asked>) => {
  let last = performance.now();
  const progress: Budget['progress'] = ({ states }) => {
    if (performance.now() - last < 100) return;
    last = performance.now();
    say({ id, kind: 'progress', states });
  };
  try {
    say({ id, kind: 'answer', answer: answer(question, { ...MOST, progress }) });
  } catch (error) {
    say({ id, kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});

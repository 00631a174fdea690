import type { Lesson, LessonData, Section } from './lesson.ts';

/** Every lesson's folder, bundled: data and words, no code. Programs that only a test needs stay out. */
const data = import.meta.glob<LessonData>('../../lessons/*/lesson.json', { eager: true, import: 'default' });
// Rendered at the build: see words.ts.
const words = import.meta.glob<readonly Section[]>('../../lessons/*/lesson.md', { eager: true, import: 'default' });
const sources = import.meta.glob<string>('../../lessons/*/program.py', {
  eager: true,
  query: '?raw',
  import: 'default',
});

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
const nameOf = (folder: string): string => folder.slice(folder.lastIndexOf('/') + 1);

/** In the order of the course. */
export const lessons: readonly Lesson[] = Object.entries(data)
  .map(([path, lesson]): Lesson => {
    const folder = folderOf(path);
    return {
      slug: nameOf(folder),
      data: lesson,
      source: sources[`${folder}/${lesson.program}`] ?? '',
      words: words[`${folder}/lesson.md`] ?? [],
    };
  })
  .sort((a, b) => a.data.number - b.data.number);

/** How many lessons the course will have (design: curriculum). */
export const COURSE = 17;

export const lessonOf = (slug: string): Lesson | undefined => lessons.find((lesson) => lesson.slug === slug);

import type { Machine } from '../vm/machine.ts';

/** One answer of a prediction. `wrong`: what would have to be true for it; the true answer has none. */
export interface PredictionOption {
  readonly id: string;
  readonly text: string;
  readonly wrong?: string;
}

/**
 * A fix that fails. `broken`: some schedule breaks it; then `sign` (a regular expression, multi-line) tells the
 * reader's own attempt at it, and `because` says what would have to be true for it. `work`: the work does not happen.
 */
export interface WrongFix {
  readonly file: string;
  readonly fails: 'broken' | 'work';
  readonly sign?: string;
  readonly because?: string;
}

/** `lesson.json`: a lesson as data. What it claims is proved by test/unit/lessons. */
export interface LessonData {
  readonly number: number;
  readonly part: string;
  readonly question: string;
  /** File of the program, in the lesson's folder. */
  readonly program: string;
  readonly machine: Machine;
  /** The shared number the lesson is about, how many updates of it a run makes, and how many writes of each thread (by id). */
  readonly counter: {
    readonly name: string;
    readonly updates: number;
    readonly writes: Readonly<Record<string, number>>;
  };
  readonly predict: {
    readonly question: string;
    readonly truth: string;
    readonly options: readonly PredictionOption[];
  };
  readonly play: 'break';
  /** What to reach at the end of a run, as explore/goal.ts reads it. */
  readonly goal: { readonly judge: 'reach'; readonly state: string; readonly heading: string };
  /** Fewest switches that reach the goal, and a schedule that does it with so many. */
  readonly par: number;
  readonly golden: string;
  readonly explain: { readonly question: string; readonly words: readonly string[]; readonly answer: string };
  /** What must hold at the end of every run. */
  readonly fix: {
    readonly judge: 'never';
    readonly always: string;
    readonly reference: string;
    readonly wrong: readonly WrongFix[];
  };
  readonly lab: { readonly experiment: string; readonly workers: number; readonly rounds: number };
  readonly article: {
    readonly title: string;
    readonly author: string;
    readonly section: string;
    readonly quote: string;
    readonly verdict: string;
  };
  readonly read: readonly { readonly text: string; readonly href?: string }[];
}

/** A lesson's folder, read. */
export interface Lesson {
  /** Name of the folder: `03-lost-update`. */
  readonly slug: string;
  readonly data: LessonData;
  readonly source: string;
  /** Each `## section` of lesson.md, in order; a name can come more than once (hints). */
  readonly words: readonly Section[];
}

export interface Section {
  readonly name: string;
  /** Rendered by words.ts; quoted numbers are still `{{name}}`. */
  readonly html: string;
}

export const sectionOf = (words: readonly Section[], name: string): string =>
  words.find((section) => section.name === name)?.html ?? '';

/** All sections of a name, in order: a step's hints. */
export const allSections = (words: readonly Section[], name: string): string[] =>
  words.filter((section) => section.name === name).map((section) => section.html);

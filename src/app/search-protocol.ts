import type { Diagnostic, Program } from '../language/program.ts';
import type { Machine } from '../vm/machine.ts';
import type { FixResult } from './check-fix.ts';
import type { FactsResult } from './facts.ts';
import type { LessonData } from './lesson.ts';

/** What the page asks of the search worker. Programs go as source: the worker compiles, so a bad one cannot freeze the page. */
export type Question =
  | { readonly kind: 'facts'; readonly source: string; readonly lesson: LessonData }
  | { readonly kind: 'check'; readonly source: string; readonly lesson: LessonData }
  | { readonly kind: 'load'; readonly source: string; readonly file: string; readonly machine: Machine };

/** A program that compiled. `setup`: milliseconds that its set-up took. */
export type LoadResult =
  | {
      readonly ok: true;
      readonly program: Program;
      readonly diagnostics: readonly Diagnostic[];
      readonly setup: number;
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export type CheckResult =
  | { readonly ok: true; readonly result: FixResult; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export interface Answers {
  readonly facts: FactsResult;
  readonly check: CheckResult;
  readonly load: LoadResult;
}

export interface Asked {
  readonly id: number;
  readonly question: Question;
}

/** What comes back: any number of `progress`, then one of the others. */
export type Said =
  | { readonly id: number; readonly kind: 'progress'; readonly states: number }
  | { readonly id: number; readonly kind: 'answer'; readonly answer: Answers[keyof Answers] }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string };

import type { Facts } from './facts.ts';
import type { LessonData } from './lesson.ts';

/** `137,846,528,820`: the same in every browser. */
export const digits = (n: bigint | number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** A share as a percentage with two significant digits: `0.00013 %`, `23 %`; never 0 or 100 for what is not. */
export function percent(part: bigint, whole: bigint): string {
  if (whole === 0n) return '0 %';
  const share = (Number(part) / Number(whole)) * 100;
  if (share === 0 || share === 100) return `${share} %`;
  if (share > 99) return 'more than 99 %';
  const places = share >= 10 ? 0 : Math.min(20, 1 - Math.floor(Math.log10(share)));
  return `${share.toFixed(places)} %`;
}

/** Numbers that a lesson's words may quote as `{{name}}`. All are computed; none is written by hand. */
export type Quoted = Readonly<Record<string, string>>;

export function quotedOf(lesson: LessonData, facts: Facts | undefined): Quoted {
  const { updates } = lesson.counter;
  const known = { updates: digits(updates), rounds: digits(lesson.lab.rounds) };
  if (facts === undefined) return known;
  return {
    ...known,
    steps: digits(facts.steps),
    schedules: digits(facts.schedules),
    'all-kept': digits(facts.allKept),
    'all-kept-share': percent(facts.allKept, facts.schedules),
    'goal-schedules': digits(facts.reached),
    smallest: digits(facts.smallest),
    lost: digits(updates - facts.smallest),
    par: digits(facts.par),
  };
}

/** Puts the numbers in; one that is not known yet shows as an ellipsis. */
export const fill = (text: string, quoted: Quoted): string =>
  text.replace(/\{\{([\w-]+)\}\}/g, (_, name: string) => quoted[name] ?? '…');

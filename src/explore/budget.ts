/**
 * How far a search may go. Every search takes one; none throws when it is used up: its result then says `finished:
 * false` and how far it came.
 */
export interface Budget {
  /** Most different states. Default 1,000,000. */
  readonly states?: number;
  /** Most words of 32 bits that the states may take together. Default 2^27 (512 megabytes). */
  readonly words?: number;
  /** Asked every 64 states; true ends the search: the Stop button. */
  readonly shouldStop?: () => boolean;
  /** Told every thousand states or so how far the search is. */
  readonly progress?: (stats: SearchStats) => void;
}

export interface SearchStats {
  /** Different states found, and steps taken between them. */
  readonly states: number;
  readonly transitions: number;
}

/** Why a search ended early: one sentence for the reader. Empty when it has seen everything. */
export type Unfinished = string;

const DEFAULT_STATES = 1_000_000;
const DEFAULT_WORDS = 1 << 27;
const ASK = 1 << 6;
const TELL = 1 << 10;

/** Watches a budget. `spent` is called once for each state that is expanded; it answers why to stop, or ''. */
export function watch(budget: Budget): (stats: SearchStats, words: number) => Unfinished {
  const most = budget.states ?? DEFAULT_STATES;
  const mostWords = budget.words ?? DEFAULT_WORDS;
  let calls = 0;
  return (stats, words) => {
    if (stats.states > most) return `Stopped at the limit of ${count(most)} states`;
    if (words > mostWords)
      return `Stopped at the memory limit of ${count(mostWords)} words, after ${count(stats.states)} states`;
    const call = calls++;
    if (call % ASK !== 0) return '';
    if (call % TELL === 0) budget.progress?.({ states: stats.states, transitions: stats.transitions });
    return budget.shouldStop?.()
      ? `Stopped after ${count(stats.states)} ${stats.states === 1 ? 'state' : 'states'}`
      : '';
  };
}

const count = (n: number): string => n.toLocaleString('en');

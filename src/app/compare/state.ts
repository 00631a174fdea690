import { type MachineChoice, readMachine, writeMachine } from '../benchmarks/machine-choice.ts';
import { formatQuery, oneOf, type Query, wholeNumber } from '../benchmarks/query.ts';
import { type ContestantId, contestantIds, usualContestants } from './contestants.ts';
import { EXAMPLE } from './example.ts';
import { type WorkId, workIds } from './works.ts';

/** All that the reader sets on the compare page; the address holds it. */
export interface CompareState {
  readonly work: WorkId | 'program';
  readonly workers: number;
  /** Its Python does not count: each contestant brings its own. */
  readonly machine: MachineChoice;
  readonly contestants: readonly ContestantId[];
  readonly seed: number;
  /** The program, when `work` is one. */
  readonly source: string;
}

export const MOST_WORKERS = 8;
export const MOST_SEED = 999_999_999;
/** A longer program does not fit into an address. */
const MOST_SOURCE = 6000;
const USUAL = { work: 'computing', workers: 3, with: usualContestants.join('.'), seed: 1 } as const;

export function readCompare(query: Query): CompareState {
  const asked = new Set((query.get('with') ?? '').split('.'));
  const contestants = contestantIds.filter((id) => asked.has(id));
  return {
    work: oneOf(query.get('work'), [...workIds, 'program'], USUAL.work),
    workers: wholeNumber(query.get('workers'), 1, MOST_WORKERS, USUAL.workers),
    machine: readMachine(query),
    contestants: contestants.length > 0 ? contestants : usualContestants,
    seed: wholeNumber(query.get('seed'), 0, MOST_SEED, USUAL.seed),
    source: query.get('source') ?? EXAMPLE,
  };
}

export const writeCompare = ({ work, workers, machine, contestants, seed, source }: CompareState): string =>
  formatQuery(
    {
      work,
      workers,
      ...writeMachine(machine),
      with: contestants.join('.'),
      seed,
      ...(work === 'program' && source.length <= MOST_SOURCE && { source }),
    },
    { ...USUAL, source: EXAMPLE },
  );

/** With one more or one less, in the page's order; the last one stays. */
export function toggled(contestants: readonly ContestantId[], id: ContestantId): readonly ContestantId[] {
  const without = contestants.filter((one) => one !== id);
  if (without.length < contestants.length) return without.length > 0 ? without : contestants;
  return contestantIds.filter((one) => one === id || contestants.includes(one));
}

import { lostUpdatesOf } from '../analysis/lost-updates.ts';
import { storesTo } from '../analysis/switches.ts';
import type { Budget } from '../explore/budget.ts';
import { neverBroken } from '../explore/check.ts';
import { fewestSwitches } from '../explore/fewest-switches.ts';
import { goalOf } from '../explore/goal.ts';
import type { Program } from '../language/program.ts';
import { randomScheduler } from '../schedule/random.ts';
import { formatSchedule, markOf, parseSchedule } from '../schedule/text.ts';
import { replayTrace, runTrace } from '../trace/record.ts';
import type { Trace } from '../trace/types.ts';
import type { LessonData } from './lesson.ts';

/** Random runs on which it is checked that the work still happens, and the steps each may take. */
export const SAMPLE = 64;
const SAMPLE_STEPS = 20_000;

export interface FixResult {
  /**
   * - `holds`: no schedule breaks it, and the work still happens
   * - `broken`: `schedule` shows it
   * - `work`: the number is right, but the threads do not do their work any more
   * - `open`: not finished
   */
  readonly kind: 'holds' | 'broken' | 'work' | 'open';
  /** What was proved, or what went wrong, in a sentence. */
  readonly what: string;
  /** What would have to be true for it to work; or a remark on a fix that holds. May be empty. */
  readonly why: string;
  /** Schedule that shows it; may be empty. */
  readonly schedule: string;
  readonly states: number;
}

/**
 * Judges a reader's fix. Every schedule: it ends, without an exception, with the goal. The guard (each thread writes
 * the counter as often as it must, and nobody else does) is looked at in 64 random runs: a sample, and the page
 * says so.
 */
export function checkFix(program: Program, lesson: LessonData, budget: Budget = {}): FixResult {
  const { machine, fix } = lesson;
  const goal = goalOf(fix.always);
  const check = neverBroken(program, machine, { always: [goal] }, budget);
  const { states } = check;
  if (check.verdict === 'not finished') return { kind: 'open', what: check.what, why: '', schedule: '', states };
  if (check.verdict === 'broken') {
    // Fewest switches are easier to follow than fewest steps; a deadlock or an endless run has only the latter.
    const clear = fewestSwitches(program, machine, goalOf(`finished and not ${fix.always}`), 'end', budget);
    const schedule = formatSchedule(clear.schedule ?? check.schedule ?? []);
    const { trace } = replayTrace(program, machine, parseSchedule(schedule).steps);
    const fault = clear.schedule !== null && clear.switches === 0 ? workFault(trace, lesson) : '';
    if (fault !== '') return { kind: 'work', what: fault, why: demand(lesson), schedule, states };
    const what = clear.schedule === null ? check.what : endOf(trace, lesson, clear.switches);
    return { kind: 'broken', what, why: whyWrong(trace, lesson), schedule, states };
  }
  for (let seed = 1; seed <= SAMPLE; seed++) {
    const run = runTrace(program, machine, randomScheduler(seed), { steps: SAMPLE_STEPS });
    const fault = run.ending.kind === 'finished' ? workFault(run, lesson) : '';
    if (fault !== '') return { kind: 'work', what: fault, why: demand(lesson), schedule: textOf(run), states };
  }
  return { kind: 'holds', what: check.what, why: inTurns(program, lesson), schedule: '', states };
}

const textOf = (trace: Trace): string => formatSchedule(trace.steps.map((step) => step.thread));

const times = (n: number): string => (n === 0 ? 'never' : n === 1 ? 'once' : `${n} times`);

/** What is wrong with who wrote the counter in a finished run, or ''. */
function workFault(trace: Trace, { counter }: LessonData): string {
  const stores = storesTo(trace, counter.name);
  const wanted = new Map(Object.entries(counter.writes).map(([id, writes]) => [Number(id), writes]));
  for (const id of new Set([...wanted.keys(), ...stores.keys()])) {
    const found = stores.get(id) ?? 0;
    const must = wanted.get(id) ?? 0;
    if (found !== must) return `${markOf(id)} writes \`${counter.name}\` ${times(found)}; it has to be ${times(must)}.`;
  }
  return '';
}

const demand = ({ counter }: LessonData): string => {
  const writes = Object.entries(counter.writes).map(([id, n]) => `T${id} ${n} times`);
  return `The work must still happen: ${writes.join(', ')}, and nobody else writes \`${counter.name}\`.`;
};

/** How a counterexample ends. */
function endOf(trace: Trace, { counter }: LessonData, switches: number): string {
  const last = trace.steps
    .flatMap((step) => step.effects)
    .findLast((effect) => effect.kind === 'store' && effect.name === counter.name);
  const needs = switches === 0 ? 'no switch' : switches === 1 ? 'one switch' : `${switches} switches`;
  return `With ${needs}, it ends with \`${counter.name} = ${last?.after ?? '?'}\` instead of ${counter.updates}.`;
}

/** What would have to be true for a broken program to be right. */
function whyWrong(trace: Trace, lesson: LessonData): string {
  const { source } = trace.program;
  const known = lesson.fix.wrong.find(({ sign }) => sign !== undefined && new RegExp(sign, 'm').test(source));
  const lost = lostUpdatesOf(trace)[0];
  if (lost === undefined) return '';
  if (known?.because !== undefined) return known.because;
  const who = markOf(lost.thread);
  return `For that to work, nobody could come between ${who}’s read of \`${lost.name}\` at step ${lost.readStep} and its write at step ${lost.step}.`;
}

/** A remark when a thread's writes are never interrupted by another's: right, but no longer side by side. */
function inTurns(program: Program, { machine, counter }: LessonData): string {
  for (let seed = 1; seed <= SAMPLE; seed++) {
    const run = runTrace(program, machine, randomScheduler(seed), { steps: SAMPLE_STEPS });
    const writers = run.steps.flatMap((step) =>
      step.effects.filter((e) => e.kind === 'store' && e.name === counter.name).map((e) => e.thread),
    );
    const changes = writers.filter((writer, i) => i > 0 && writer !== writers[i - 1]).length;
    if (changes > 1) return '';
  }
  return 'One thread now does all its rounds before the other begins. That is right, but nothing takes turns any more: the smaller the locked part, the less everybody waits.';
}

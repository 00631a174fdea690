import type { Budget } from '../explore/budget.ts';
import { countSchedules, outcomeName } from '../explore/count.ts';
import { fewestSwitches } from '../explore/fewest-switches.ts';
import { goalOf } from '../explore/goal.ts';
import type { Program } from '../language/program.ts';
import { formatSchedule } from '../schedule/text.ts';
import type { LessonData } from './lesson.ts';

/** What the engine finds out about a lesson's program; every number that its words quote. */
export interface Facts {
  /** Complete schedules: all of them, those that lose nothing, those that reach the goal. */
  readonly schedules: bigint;
  readonly allKept: bigint;
  readonly reached: bigint;
  /** Smallest final value of the counter. */
  readonly smallest: number;
  /** Fewest switches to the goal, and a schedule with so many. */
  readonly par: number;
  readonly best: string;
  /** Steps of that schedule. */
  readonly steps: number;
}

export type FactsResult =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly message: string };

/** Counts every schedule and finds the par. Takes about a second. */
export function factsOf(program: Program, lesson: LessonData, budget: Budget = {}): FactsResult {
  const { counter, goal, machine } = lesson;
  const count = countSchedules(program, machine, outcomeName([counter.name]), budget);
  if (count.schedules === null) return { ok: false, message: count.unfinished || 'This program has no end.' };
  const shortest = fewestSwitches(program, machine, goalOf(goal.state), 'end', budget);
  if (shortest.schedule === null) return { ok: false, message: shortest.unfinished || 'No schedule reaches the goal.' };
  const values = count.outcomes.map(({ name, schedules }) => ({
    value: Number(name.split(' = ')[1]),
    name,
    schedules,
  }));
  const ways = (value: number): bigint => values.find((v) => v.value === value)?.schedules ?? 0n;
  const smallest = Math.min(...values.map((v) => v.value));
  const goalName = goal.state.replace('==', '=').replace(/\s+/g, ' ');
  return {
    ok: true,
    facts: {
      schedules: count.schedules,
      allKept: ways(counter.updates),
      reached: values.find((v) => v.name === goalName)?.schedules ?? 0n,
      smallest,
      par: shortest.switches,
      best: formatSchedule(shortest.schedule),
      steps: shortest.steps,
    },
  };
}

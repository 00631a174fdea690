import type { Program } from '../language/program.ts';
import type { Schedule } from '../schedule/text.ts';
import type { Machine } from '../vm/machine.ts';
import type { Vm } from '../vm/types.ts';
import { type Budget, type SearchStats, watch } from './budget.ts';
import { exceptionOf, type Goal, isDeadlock } from './goal.ts';
import { createGraph, type Graph } from './graph.ts';
import { canReach, topologicalOrder } from './order.ts';

/** What must be true of every run. */
export interface Demand {
  /** Must hold at no end of a run. */
  readonly never?: readonly Goal[];
  /** Must hold at every end of a run. */
  readonly always?: readonly Goal[];
}

export type Verdict = 'holds' | 'broken' | 'not finished';

export interface Check extends SearchStats {
  readonly verdict: Verdict;
  /** One sentence: what was proved, what went wrong, or how far it came. */
  readonly what: string;
  /** Broken: a schedule of fewest steps that shows it. */
  readonly schedule: Schedule | null;
  /** What the verdict assumes, or empty: runs can go round in circles, and it counts on threads getting their turns. */
  readonly assumption: string;
}

const FAIR = 'every thread that can go on gets its turn again and again, in no fixed pattern';

/**
 * Every schedule: nobody deadlocks, no thread ends by an exception, every run can still finish (so no thread is cut
 * off from its work), and at each end the demand holds. `broken` comes with a shortest schedule; `holds` is a proof
 * over all states.
 */
export function neverBroken(program: Program, machine: Machine, demand: Demand, budget: Budget = {}): Check {
  const graph = createGraph(program, machine);
  const spent = watch(budget);
  const answer = (verdict: Verdict, what: string, schedule: Schedule | null, assumption = ''): Check => {
    const { states, transitions } = graph;
    return { verdict, what, schedule, assumption, states, transitions };
  };
  const ends: number[] = [];
  for (let state = 0; state < graph.states; state++) {
    const unfinished = spent(graph, graph.words);
    if (unfinished !== '') return answer('not finished', `${unfinished}: no failure so far, not finished.`, null);
    graph.expand(state);
    if (graph.first(state) !== graph.end(state)) continue;
    const fault = faultOf(graph.visit(state), demand);
    if (fault !== '') return answer('broken', fault, graph.scheduleTo(state));
    ends.push(state);
  }
  const proved = `No schedule breaks it: ${graph.states.toLocaleString('en')} states, all of them seen.`;
  if (topologicalOrder(graph) !== null) return answer('holds', proved, null);
  const trap = firstTrap(graph, ends);
  if (trap < 0) return answer('holds', proved, null, FAIR);
  return answer('broken', 'After this schedule the run can never finish.', graph.scheduleTo(trap));
}

/** What is wrong with the end of a run, or ''. */
function faultOf(vm: Vm, { never = [], always = [] }: Demand): string {
  const exception = exceptionOf(vm);
  if (exception !== '') return `A thread ends by an exception: ${exception}.`;
  if (isDeadlock(vm)) return `The run gets stuck: ${waits(vm)}.`;
  for (const goal of never) if (goal.holds(vm)) return `The run ends with ${goal.text}.`;
  for (const goal of always) if (!goal.holds(vm)) return `The run ends without ${goal.text}${found(vm, goal)}.`;
  return '';
}

const waits = (vm: Vm): string => {
  const parts: string[] = [];
  for (let id = 0; id < vm.threadCount(); id++) {
    const { mark, reason, status } = vm.thread(id);
    if (status === 'blocked') parts.push(`${mark} ${reason}`);
  }
  return parts.join(', ');
};

/** The values of the globals that a goal names: ` (count = 12)`. */
const found = (vm: Vm, goal: Goal): string => {
  const names = new Set(goal.text.match(/[A-Za-z_]\w*/g) ?? []);
  const values = [...names].flatMap((name) => {
    const value = vm.global(name);
    return value === undefined ? [] : [`${name} = ${value}`];
  });
  return values.length === 0 ? '' : ` (${values.join(', ')})`;
};

/** The first state from which no end can be reached, −1 when there is none. */
function firstTrap(graph: Graph, ends: readonly number[]): number {
  const goals = new Uint8Array(graph.states);
  for (const state of ends) goals[state] = 1;
  return canReach(graph, goals).indexOf(0);
}

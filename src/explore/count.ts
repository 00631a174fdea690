import type { Program } from '../language/program.ts';
import type { Schedule } from '../schedule/text.ts';
import type { Machine } from '../vm/machine.ts';
import type { Vm } from '../vm/types.ts';
import { type Budget, type SearchStats, type Unfinished, watch } from './budget.ts';
import { exceptionOf, isDeadlock } from './goal.ts';
import { createGraph, type Graph } from './graph.ts';
import { topologicalOrder } from './order.ts';

/** What a run can end with, and how many schedules do. */
export interface Outcome {
  readonly name: string;
  /** Number of schedules that end so. */
  readonly schedules: bigint;
  /** Probability that a run ends so when at every step each thread that can step is equally likely. */
  readonly chance: number;
  /** Different final states that have this name. */
  readonly states: number;
  /** One schedule of fewest steps that ends so. */
  readonly example: Schedule;
}

export interface Count extends SearchStats {
  /** All schedules; null when there are infinitely many (`endless`) or the search is not finished. */
  readonly schedules: bigint | null;
  /** In order of discovery. With `schedules` null their numbers are 0n and their chances 0. */
  readonly outcomes: readonly Outcome[];
  /** Some run never ends: the graph of states has a cycle. */
  readonly endless: boolean;
  readonly finished: boolean;
  readonly unfinished: Unfinished;
}

/**
 * Counts the complete schedules of a program by outcome, exactly: dynamic programming over the graph of states, so
 * each state is computed once however many schedules pass through it. `nameOf` is asked once for each final state.
 */
export function countSchedules(
  program: Program,
  machine: Machine,
  nameOf: (vm: Vm) => string,
  budget: Budget = {},
): Count {
  const graph = createGraph(program, machine);
  const spent = watch(budget);
  const names = new Map<number, string>(); // by final state
  let unfinished = '';
  for (let state = 0; state < graph.states && unfinished === ''; state++) {
    unfinished = spent(graph, graph.words);
    if (unfinished !== '') break;
    graph.expand(state);
    if (graph.first(state) === graph.end(state)) names.set(state, nameOf(graph.visit(state)));
  }
  const order = unfinished === '' ? topologicalOrder(graph) : null;
  const { states, transitions } = graph;
  const outcomes = gather(graph, names, order === null ? null : ways(graph, order));
  return {
    schedules: order === null ? null : outcomes.reduce((sum, outcome) => sum + outcome.schedules, 0n),
    outcomes,
    endless: unfinished === '' && order === null,
    finished: unfinished === '',
    unfinished,
    states,
    transitions,
  };
}

/** Names a final state by the values of some globals: `count = 2`; a deadlock or an exception comes first. */
export function outcomeName(globals: readonly string[]): (vm: Vm) => string {
  return (vm) => {
    const parts = globals.map((name) => `${name} = ${vm.global(name) ?? 'no value'}`);
    const exception = exceptionOf(vm);
    if (exception !== '') parts.unshift(`exception in ${exception}`);
    if (isDeadlock(vm)) parts.unshift('deadlock');
    return parts.join(', ') || 'finished';
  };
}

interface Ways {
  /** By state: the number of ways to it, and the probability to pass through it. */
  readonly paths: readonly bigint[];
  readonly chances: Float64Array;
}

function ways(graph: Graph, order: Int32Array): Ways {
  const paths = new Array<bigint>(graph.states).fill(0n);
  const chances = new Float64Array(graph.states);
  paths[0] = 1n;
  chances[0] = 1;
  for (const state of order) {
    const here = paths[state] as bigint;
    const first = graph.first(state);
    const end = graph.end(state);
    const share = (chances[state] as number) / (end - first);
    for (let edge = first; edge < end; edge++) {
      const target = graph.target(edge);
      paths[target] = (paths[target] as bigint) + here;
      chances[target] = (chances[target] as number) + share;
    }
    if (first < end) paths[state] = 0n; // only final states are asked for: let large numbers go
  }
  return { paths, chances };
}

function gather(graph: Graph, names: ReadonlyMap<number, string>, ways: Ways | null): Outcome[] {
  const outcomes = new Map<string, { schedules: bigint; chance: number; states: number; first: number }>();
  for (const [state, name] of names) {
    const outcome = outcomes.get(name) ?? { schedules: 0n, chance: 0, states: 0, first: state };
    outcome.schedules += ways?.paths[state] ?? 0n;
    outcome.chance += ways?.chances[state] ?? 0;
    outcome.states++;
    outcomes.set(name, outcome);
  }
  return [...outcomes].map(([name, { first, ...numbers }]) => ({ name, ...numbers, example: graph.scheduleTo(first) }));
}

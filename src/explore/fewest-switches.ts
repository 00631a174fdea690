import type { Program } from '../language/program.ts';
import type { Schedule } from '../schedule/text.ts';
import type { Machine } from '../vm/machine.ts';
import { type Budget, type SearchStats, type Unfinished, watch } from './budget.ts';
import type { Goal } from './goal.ts';
import { createGraph, type Graph } from './graph.ts';
import type { Where } from './reach.ts';
import { createStateSet } from './state-set.ts';

export interface FewestSwitches extends SearchStats {
  /** Among the schedules that reach the goal, one with fewest switches and, of those, fewest steps; null when none was found. */
  readonly schedule: Schedule | null;
  /** Its switches. When the search is not finished: every schedule to the goal needs at least so many (proved so far). */
  readonly switches: number;
  readonly steps: number;
  readonly finished: boolean;
  readonly unfinished: Unfinished;
}

/**
 * The par of a goal. A switch is counted when the thread before could have gone on: the first thread, and whoever
 * follows one that blocked, sleeps or finished, costs nothing. 0–1 breadth-first search over (state, last thread):
 * one level for each number of switches, and within a level in order of steps, so the first hit is the best.
 */
export function fewestSwitches(
  program: Program,
  machine: Machine,
  goal: Goal,
  where: Where = 'end',
  budget: Budget = {},
): FewestSwitches {
  const graph = createGraph(program, machine);
  const spent = watch(budget);
  const asleep = sleepTest(graph, program);
  /** Nodes are rows of two words: state, last thread. */
  const nodes = createStateSet();
  const node = new Int32Array(2);
  /** By node, once settled: the node before it; −1 at the start, −2 while not settled. */
  const parents: number[] = [];
  let level = createQueue();
  let inner = createQueue();
  let next = createQueue();
  let switches = 0;

  const enqueue = (queue: Queue, state: number, last: number, parent: number, steps: number): void => {
    node[0] = state;
    node[1] = last;
    const known = nodes.size;
    const index = nodes.add(node, 2);
    if (index === known) parents.push(-2);
    else if (parents[index] !== -2) return;
    queue.push(index, parent, steps);
  };
  const answer = (end: number, steps: number, unfinished: Unfinished): FewestSwitches => {
    const schedule = end < 0 ? null : pathTo(end);
    const { states, transitions } = graph;
    return { schedule, switches, steps, finished: unfinished === '', unfinished, states, transitions };
  };
  const pathTo = (end: number): Schedule => {
    const schedule: number[] = [];
    for (let at = end; (parents[at] as number) >= 0; at = parents[at] as number) {
      nodes.copy(at, node);
      schedule.push(node[1] as number);
    }
    return schedule.reverse();
  };

  enqueue(level, 0, -1, -1, 0);
  while (true) {
    // Both queues are in order of steps: take the nearer head.
    const queue = inner.steps() <= level.steps() ? inner : level;
    if (queue.steps() === Number.POSITIVE_INFINITY) {
      if (next.steps() === Number.POSITIVE_INFINITY) return answer(-1, 0, '');
      switches++;
      level = next;
      inner = createQueue();
      next = createQueue();
      continue;
    }
    const steps = queue.steps();
    const parent = queue.parent();
    const index = queue.pop();
    if (parents[index] !== -2) continue;
    const unfinished = spent(graph, graph.words + nodes.words);
    if (unfinished !== '') return answer(-1, 0, unfinished);
    parents[index] = parent;
    nodes.copy(index, node);
    const state = node[0] as number;
    const last = node[1] as number;
    graph.expand(state);
    const first = graph.first(state);
    const end = graph.end(state);
    if ((first === end || where === 'ever') && goal.holds(graph.visit(state))) return answer(index, steps, '');
    let free = true; // nobody is interrupted
    for (let edge = first; edge < end; edge++) if (graph.thread(edge) === last) free = asleep(state, last);
    for (let edge = first; edge < end; edge++) {
      const thread = graph.thread(edge);
      enqueue(free || thread === last ? inner : next, graph.target(edge), thread, index, steps + 1);
    }
  }
}

/** Whether the thread rests in a sleep: leaving it then is no switch. A program that never says `sleep` need not be asked. */
function sleepTest(graph: Graph, program: Program): (state: number, thread: number) => boolean {
  if (!program.source.includes('sleep')) return () => false;
  return (state, thread) => graph.visit(state).thread(thread).status === 'sleeping';
}

/** First in, first out, of (node, parent, steps). An empty queue's head is infinitely far away. */
type Queue = ReturnType<typeof createQueue>;

function createQueue() {
  const items: number[] = [];
  let head = 0;
  return {
    push(index: number, parent: number, steps: number): void {
      items.push(index, parent, steps);
    },
    steps: (): number => items[head + 2] ?? Number.POSITIVE_INFINITY,
    parent: (): number => items[head + 1] ?? -1,
    pop(): number {
      head += 3;
      return items[head - 3] as number; // the caller has seen that steps() is finite
    },
  };
}

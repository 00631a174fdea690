import type { Program } from '../language/program.ts';
import type { Schedule } from '../schedule/text.ts';
import type { Machine } from '../vm/machine.ts';
import { type Budget, type SearchStats, type Unfinished, watch } from './budget.ts';
import type { Goal } from './goal.ts';
import { createGraph } from './graph.ts';

/** Where a goal must hold: at the end of a run (nobody can step any more), or at any moment. */
export type Where = 'end' | 'ever';

export interface Reach extends SearchStats {
  /** A schedule of fewest steps that reaches the goal, or null. */
  readonly schedule: Schedule | null;
  /** True: the answer is final. False: nothing was found so far, and `unfinished` says why it went no further. */
  readonly finished: boolean;
  readonly unfinished: Unfinished;
}

/** Breadth-first over states: can the goal be reached, and in how few steps? */
export function reach(
  program: Program,
  machine: Machine,
  goal: Goal,
  where: Where = 'end',
  budget: Budget = {},
): Reach {
  const graph = createGraph(program, machine);
  const spent = watch(budget);
  const answer = (schedule: Schedule | null, unfinished: Unfinished): Reach => {
    const { states, transitions } = graph;
    return { schedule, finished: unfinished === '', unfinished, states, transitions };
  };
  for (let state = 0; state < graph.states; state++) {
    const unfinished = spent(graph, graph.words);
    if (unfinished !== '') return answer(null, unfinished);
    graph.expand(state);
    const terminal = graph.first(state) === graph.end(state);
    if ((terminal || where === 'ever') && goal.holds(graph.visit(state))) return answer(graph.scheduleTo(state), '');
  }
  return answer(null, '');
}

import type { Graph } from './graph.ts';

/**
 * The states of a completely expanded graph in topological order (Kahn, CACM 5(11), 1962): every edge leads from an
 * earlier to a later one. Null when the graph has a cycle, so that some run never ends.
 */
export function topologicalOrder(graph: Graph): Int32Array | null {
  const { states, transitions } = graph;
  const waiting = new Int32Array(states); // edges into each state that have not been walked yet
  for (let edge = 0; edge < transitions; edge++) {
    const target = graph.target(edge);
    waiting[target] = (waiting[target] as number) + 1;
  }
  const order = new Int32Array(states);
  let length = 1; // state 0 is the start; every other state has an edge into it
  if (waiting[0] !== 0) return null;
  for (let i = 0; i < length; i++) {
    const state = order[i] as number;
    for (let edge = graph.first(state); edge < graph.end(state); edge++) {
      const target = graph.target(edge);
      const left = (waiting[target] as number) - 1;
      waiting[target] = left;
      if (left === 0) order[length++] = target;
    }
  }
  return length === states ? order : null;
}

/**
 * For each state of a completely expanded graph, 1 when one of the `goals` (a 1 for each goal state) can be reached
 * from it. Backwards, breadth first.
 */
export function canReach(graph: Graph, goals: Uint8Array): Uint8Array {
  const { states, transitions } = graph;
  // Edges into each state: those of state s are into[starts[s] … starts[s + 1]), given by the state they leave.
  const starts = new Int32Array(states + 1);
  for (let edge = 0; edge < transitions; edge++) {
    const slot = graph.target(edge) + 1;
    starts[slot] = (starts[slot] as number) + 1;
  }
  for (let s = 0; s < states; s++) starts[s + 1] = (starts[s + 1] as number) + (starts[s] as number);
  const fill = starts.slice();
  const into = new Int32Array(transitions);
  for (let s = 0; s < states; s++) {
    for (let edge = graph.first(s); edge < graph.end(s); edge++) {
      const target = graph.target(edge);
      const at = fill[target] as number;
      into[at] = s;
      fill[target] = at + 1;
    }
  }
  const marked = goals.slice();
  const queue: number[] = [];
  for (let s = 0; s < states; s++) if (marked[s] === 1) queue.push(s);
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    for (let i = starts[state] as number; i < (starts[state + 1] as number); i++) {
      const source = into[i] as number;
      if (marked[source] === 1) continue;
      marked[source] = 1;
      queue.push(source);
    }
  }
  return marked;
}

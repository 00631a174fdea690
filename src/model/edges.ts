import type { AnyStateMachine, AnyStateNode, EventFrom, StateValueFrom } from 'xstate';

/** Names of a flat machine's states. */
export type StateOf<Machine extends AnyStateMachine> = StateValueFrom<Machine> & string;
/** Names of its events. */
export type EventOf<Machine extends AnyStateMachine> = EventFrom<Machine>['type'];

/** One arrow of a machine's diagram. */
export interface Edge<State extends string, Event extends string> {
  readonly from: State;
  readonly event: Event;
  readonly to: State;
  /** When it is taken, as a sentence. */
  readonly description: string;
}

/** What a flat machine must not have, or empty: it would do more, or something else, than its arrows say. */
function obstacle(node: AnyStateNode): string {
  if (node.type !== 'atomic' && node.type !== 'final') return `is ${node.type}`;
  if (node.always?.length || node.after.length || node.invoke.length) return 'moves on without an event';
  if (node.entry.length || node.exit.length) return 'has entry or exit actions';
  if (node.type === 'final' && node.transitions.size > 0) return 'is final and has transitions';
  return '';
}

function* edgesFrom(node: AnyStateNode): Generator<Edge<string, string>> {
  for (const [event, [transition, ...others]] of node.transitions) {
    const target = transition?.target?.[0];
    const plain = target?.parent === node.parent && !transition?.guard && !transition?.actions.length;
    if (!target || !plain || others.length > 0 || event.includes('*')) {
      throw new Error(`${node.machine.id}: "${event}" in "${node.key}" is not a plain transition to one state`);
    }
    yield { from: node.key, event, to: target.key, description: transition?.description ?? '' };
  }
}

/**
 * All arrows of a flat machine, in the order in which it is written: for its table (table.ts), and for drawing it.
 *
 * Flat means atomic and final states, and on each event at most one transition, with neither guard nor action.
 * Throws an Error that names machine and state where it is not.
 */
export function edgesOf<Machine extends AnyStateMachine>(machine: Machine): Edge<StateOf<Machine>, EventOf<Machine>>[] {
  if (machine.root.type !== 'compound' || machine.root.transitions.size > 0) {
    throw new Error(`${machine.id}: the machine itself must be a plain set of states`);
  }
  const nodes: AnyStateNode[] = Object.values(machine.states);
  for (const node of nodes) {
    const found = obstacle(node);
    if (found) throw new Error(`${machine.id}: state "${node.key}" ${found}`);
  }
  // XState's types do not say that the keys of its nodes are the names in its types.
  return nodes.flatMap((node) => [...edgesFrom(node)]) as Edge<StateOf<Machine>, EventOf<Machine>>[];
}

import type { AnyStateMachine } from 'xstate';
import { type EventOf, edgesOf, type StateOf } from './edges.ts';

/**
 * A flat machine as one typed array. XState's `transition()` costs microseconds, a look-up here nanoseconds; that
 * both say the same for every state and event is a test (test/unit/model/table.test.ts).
 *
 * In a hot loop states and events are plain integers: take them out of `state` and `event` once, outside.
 */
export interface Table<State extends string, Event extends string> {
  /** The machine's id, for errors. */
  readonly machine: string;
  /** Names by number, in the order in which the machine is written. */
  readonly states: readonly State[];
  readonly events: readonly Event[];
  /** Numbers by name. */
  readonly state: Readonly<Record<State, number>>;
  readonly event: Readonly<Record<Event, number>>;
  readonly initial: number;
  /** `to[state * events.length + event]`: the number of the state that follows, or −1 where there is none. */
  readonly to: Int16Array;
}

const NONE = -1;

/** `['a', 'b']` → `{ a: 0, b: 1 }`. */
function numbered<Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, number) => [name, number])) as Record<Name, number>;
}

/** Compiles a flat machine. Throws an Error that names machine and state when it is not flat (see edgesOf). */
export function compileTable<Machine extends AnyStateMachine>(
  machine: Machine,
): Table<StateOf<Machine>, EventOf<Machine>> {
  const edges = edgesOf(machine);
  const states = Object.keys(machine.states) as StateOf<Machine>[];
  const events = [...new Set(edges.map((edge) => edge.event))];
  const state = numbered(states);
  const event = numbered(events);
  const to = new Int16Array(states.length * events.length).fill(NONE);
  for (const edge of edges) to[state[edge.from] * events.length + event[edge.event]] = state[edge.to];
  const initial = state[machine.root.initial.target?.[0]?.key as StateOf<Machine>];
  return { machine: machine.id, states, events, state, event, initial, to };
}

/**
 * The state that follows `state` on `event`; all three are numbers of the table.
 *
 * Throws an Error that names machine, state and event when there is none: XState would ignore the event, but whoever
 * sends one that cannot happen has lost track of the machine.
 */
export function next<State extends string, Event extends string>(
  table: Table<State, Event>,
  state: number,
  event: number,
): number {
  const width = table.events.length;
  // An event that is no event would read the row of another state.
  const following = event >= 0 && event < width ? table.to[state * width + event] : NONE;
  if (following === undefined || following === NONE) throw undefinedTransition(table, state, event);
  return following;
}

/** Apart from `next`, so that what runs often stays small. */
function undefinedTransition(table: Table<string, string>, state: number, event: number): Error {
  const from = table.states[state] ?? state;
  const on = table.events[event] ?? event;
  return new Error(`${table.machine}: no transition from "${from}" on "${on}"`);
}

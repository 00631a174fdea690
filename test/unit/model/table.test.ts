import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnyMachineSnapshot, type AnyStateMachine, createMachine, initialTransition, transition } from 'xstate';
import { edgesOf } from '../../../src/model/edges.ts';
import { compileTable, next, type Table } from '../../../src/model/table.ts';
import { machines } from './machines.ts';

type AnyTable = Table<string, string>;

/** Number of the state in which a snapshot of XState is. */
const numberOf = (table: AnyTable, snapshot: AnyMachineSnapshot): number => table.states.indexOf(snapshot.value);

/** The snapshot of each state that XState reaches from the initial one. */
function reachable(machine: AnyStateMachine, events: readonly string[]): Map<string, AnyMachineSnapshot> {
  const [first] = initialTransition(machine);
  const found = new Map<string, AnyMachineSnapshot>([[first.value, first]]);
  for (const snapshot of found.values()) {
    for (const type of events) {
      const [following] = transition(machine, snapshot, { type });
      if (!found.has(following.value)) found.set(following.value, following);
    }
  }
  return found;
}

/** The law: what the table says of a state and an event is what XState says; where that ignores it, this throws. */
function expectAgreement(machine: AnyStateMachine, table: AnyTable, snapshot: AnyMachineSnapshot, type: string): void {
  const state = numberOf(table, snapshot);
  const event = table.events.indexOf(type);
  const [following] = transition(machine, snapshot, { type });
  if (snapshot.can({ type })) {
    expect(table.states[next(table, state, event)]).toBe(following.value);
  } else {
    expect(following.value).toBe(snapshot.value);
    const name = type in table.event ? type : event;
    expect(() => next(table, state, event)).toThrow(
      new Error(`${machine.id}: no transition from "${snapshot.value}" on "${name}"`),
    );
  }
}

describe.each(machines)(
  'the table of the $id machine',
  ({ machine, table }: { machine: AnyStateMachine; table: AnyTable }) => {
    const allEvents = [...table.events, 'nonsense'];

    test('starts where the machine starts', () => {
      expect(table.initial).toBe(numberOf(table, initialTransition(machine)[0]));
    });

    test('has exactly the states that the machine reaches', () => {
      expect([...reachable(machine, table.events).keys()].sort()).toEqual([...table.states].sort());
    });

    test('agrees with transition() in every reachable state on every event', () => {
      for (const snapshot of reachable(machine, table.events).values()) {
        for (const type of allEvents) expectAgreement(machine, table, snapshot, type);
      }
    });

    test('agrees with transition() along random walks', () => {
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...allEvents), { maxLength: 60 }), (walk) => {
          let [snapshot]: [AnyMachineSnapshot, unknown] = initialTransition(machine);
          for (const type of walk) {
            expectAgreement(machine, table, snapshot, type);
            [snapshot] = transition(machine, snapshot, { type });
          }
        }),
      );
    });

    test('numbers states and events as its lists do', () => {
      expect(Object.entries(table.state)).toEqual(table.states.map((name, number) => [name, number]));
      expect(Object.entries(table.event)).toEqual(table.events.map((name, number) => [name, number]));
    });

    test('refuses numbers that are no state or no event', () => {
      const outside = fc.oneof(fc.integer({ max: -1 }), fc.integer({ min: table.states.length * table.events.length }));
      fc.assert(
        fc.property(outside, (number) => {
          expect(() => next(table, number, 0)).toThrow(`${machine.id}: no transition from "${number}" on`);
          expect(() => next(table, 0, number)).toThrow(`on "${number}"`);
        }),
      );
    });

    test('says of every state what it is, and of every arrow when it is taken', () => {
      for (const node of Object.values(machine.states)) expect(node.description).toMatch(/\S.*\.$/);
      for (const edge of edgesOf(machine)) expect(edge.description, `${edge.from} on ${edge.event}`).toMatch(/\S.*\.$/);
    });
  },
);

describe('a machine that is not flat is refused by name', () => {
  const refused: [string, AnyStateMachine, string][] = [
    [
      'a compound state',
      createMachine({ id: 'm', initial: 'a', states: { a: { initial: 'b', states: { b: {} } } } }),
      'm: state "a" is compound',
    ],
    ['parallel states', createMachine({ id: 'm', type: 'parallel', states: { a: {} } }), 'm: the machine itself'],
    ['no states', createMachine({ id: 'm' }), 'm: the machine itself'],
    [
      'a transition of the machine',
      createMachine({ id: 'm', initial: 'a', on: { e: '.a' }, states: { a: {} } }),
      'm: the machine itself',
    ],
    [
      'a delay',
      createMachine({ id: 'm', initial: 'a', states: { a: { after: { 5: 'a' } } } }),
      'm: state "a" moves on without an event',
    ],
    [
      'an eventless transition',
      createMachine({ id: 'm', initial: 'a', states: { a: { always: 'b' }, b: {} } }),
      'm: state "a" moves on',
    ],
    [
      'an entry action',
      createMachine({ id: 'm', initial: 'a', states: { a: { entry: 'x' } } }),
      'm: state "a" has entry or exit actions',
    ],
    [
      'an action',
      createMachine({ id: 'm', initial: 'a', states: { a: { on: { e: { target: 'a', actions: 'x' } } } } }),
      'm: "e" in "a"',
    ],
    [
      'a guard',
      createMachine({ id: 'm', initial: 'a', states: { a: { on: { e: { target: 'a', guard: 'x' } } } } }),
      'm: "e" in "a"',
    ],
    [
      'a choice',
      createMachine({ id: 'm', initial: 'a', states: { a: { on: { e: [{ target: 'a' }, { target: 'b' }] } }, b: {} } }),
      'm: "e" in "a"',
    ],
    ['no target', createMachine({ id: 'm', initial: 'a', states: { a: { on: { e: {} } } } }), 'm: "e" in "a"'],
    ['a wildcard', createMachine({ id: 'm', initial: 'a', states: { a: { on: { '*': 'a' } } } }), 'm: "*" in "a"'],
    [
      'a way out of a final state',
      createMachine({ id: 'm', initial: 'a', states: { a: { type: 'final', on: { e: 'a' } } } }),
      'm: state "a" is final',
    ],
  ];

  test.each(refused)('%s', (_what, machine, message) => {
    expect(() => compileTable(machine)).toThrow(message);
  });
});

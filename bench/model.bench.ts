import { initialTransition, transition } from 'xstate';
import { next } from '../src/model/table.ts';
import { threadMachine, threadTable } from '../src/model/thread.ts';
import { medianSeconds, type Report } from './measure.ts';

// The walk: dispatch, preempt, dispatch, preempt …
const TABLE_EVENTS = 10_000_000;
const XSTATE_EVENTS = 20_000;

function walkTable(): number {
  const { dispatch, preempt } = threadTable.event;
  let state = threadTable.state.runnable;
  for (let i = 0; i < TABLE_EVENTS; i++) state = next(threadTable, state, (i & 1) === 0 ? dispatch : preempt);
  return state;
}

function walkXState(): string {
  let [snapshot] = initialTransition(threadMachine);
  [snapshot] = transition(threadMachine, snapshot, { type: 'start' });
  for (let i = 0; i < XSTATE_EVENTS; i++) {
    [snapshot] = transition(threadMachine, snapshot, { type: (i & 1) === 0 ? 'dispatch' : 'preempt' });
  }
  return snapshot.value;
}

export default async function model(report: Report): Promise<void> {
  const table = medianSeconds(() => void walkTable());
  report('table', (table / TABLE_EVENTS) * 1e9, 'ns', `per event of the thread machine, ${TABLE_EVENTS} events`);
  const xstate = medianSeconds(() => void walkXState());
  report(
    'transition()',
    (xstate / XSTATE_EVENTS) * 1e9,
    'ns',
    `per event of the same machine, ${XSTATE_EVENTS} events`,
  );
}

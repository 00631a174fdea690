import { type ActorRefFrom, assign, createActor, fromCallback, type SnapshotFrom, setup } from 'xstate';
import { browserHost, type Host } from './host.ts';
import { type PoolEvent, type RoundResult, startPool } from './pool.ts';
import { type Settings, settingsOf } from './settings.ts';

export interface ExperimentContext {
  readonly host: Host;
  readonly settings: Settings;
  /** Of this run, in order; they stay when it is ended early. */
  readonly results: readonly RoundResult[];
  /** Why it could not run, or not to its end, as a sentence; else empty. */
  readonly problem: string;
}

/** What the reader does: `start` (again, too) and `cancel`. The other events come from the pool. */
export type ExperimentEvent = { readonly type: 'start' } | { readonly type: 'cancel' } | PoolEvent;

type Input = Pick<ExperimentContext, 'host' | 'settings'>;

/**
 * The Confirm experiment of a lesson. The workers live exactly as long as the state `working`: whatever leaves it
 * (done, cancel, the time limit, a crash, the actor's own stop) kills them.
 */
export const experimentMachine = setup({
  types: {
    context: {} as ExperimentContext,
    events: {} as ExperimentEvent,
    input: {} as Input,
  },
  actors: {
    pool: fromCallback<ExperimentEvent, Input>(({ input, sendBack }) =>
      startPool(input.host, input.settings, sendBack),
    ),
  },
  delays: { limit: ({ context }) => context.settings.limit },
  guards: { possible: ({ context }) => context.host.obstacle() === '' },
}).createMachine({
  id: 'experiment',
  context: ({ input }) => ({ ...input, results: [], problem: '' }),
  initial: 'idle',
  on: { start: { target: '.checking', description: 'The reader starts it, for the first time or anew.' } },
  states: {
    idle: { description: 'Nothing has run yet.' },
    checking: {
      description: 'Can workers share memory here?',
      entry: assign({ results: [], problem: '' }),
      always: [{ guard: 'possible', target: 'working' }, { target: 'unsupported' }],
    },
    working: {
      description: 'Workers exist.',
      initial: 'starting',
      invoke: { src: 'pool', input: ({ context }) => context },
      after: { limit: 'timedOut' },
      on: {
        start: { description: 'It already runs.' },
        cancel: 'cancelled',
        crashed: { target: 'crashed', actions: assign({ problem: ({ event }) => event.message }) },
      },
      states: {
        starting: { description: 'The workers load.', on: { ready: 'running' } },
        running: {
          description: 'They count, round after round.',
          on: {
            result: { actions: assign({ results: ({ context, event }) => [...context.results, event.result] }) },
            done: '#experiment.done',
          },
        },
      },
    },
    done: { description: 'All rounds have run.' },
    timedOut: {
      description: 'The time limit came first; the workers were ended.',
      entry: assign({
        problem: ({ context }) =>
          `The experiment was ended after ${(context.settings.limit / 1000).toLocaleString('en')} s, its time limit.`,
      }),
    },
    crashed: { description: 'A worker failed; all were ended.' },
    cancelled: {
      description: 'The reader ended it.',
      entry: assign({ problem: 'You ended the experiment.' }),
    },
    unsupported: {
      description: 'Workers cannot share memory here.',
      entry: assign({ problem: ({ context }) => context.host.obstacle() }),
    },
  },
});

export type Experiment = ActorRefFrom<typeof experimentMachine>;
export type ExperimentSnapshot = SnapshotFrom<typeof experimentMachine>;

/**
 * An experiment at rest: subscribe, `send({ type: 'start' })`, read each snapshot with `viewOf` (view.ts), and
 * `stop()` it when its page goes: that kills the workers. Throws RangeError for settings out of bounds.
 */
export function createExperiment(settings: Partial<Settings> = {}, host: Host = browserHost()): Experiment {
  return createActor(experimentMachine, { input: { host, settings: settingsOf(settings) } }).start();
}

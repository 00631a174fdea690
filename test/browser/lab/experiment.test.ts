/** The experiment where learners run it: real workers of a browser, over memory that they really share. */
import { waitFor } from 'xstate';
import { createExperiment, type Experiment, type ExperimentSnapshot } from '../../../src/lab/experiment.ts';
import { browserHost, type Host } from '../../../src/lab/host.ts';
import { viewOf } from '../../../src/lab/view.ts';

function finished(experiment: Experiment): Promise<ExperimentSnapshot> {
  experiment.send({ type: 'start' });
  return waitFor(experiment, (snapshot) => !snapshot.matches('working'), { timeout: 15_000 });
}

/** The page's host, with a count of the workers that are alive. */
function counting(host: Host = browserHost()): Host & { alive: number; started: number } {
  const counts = {
    ...host,
    alive: 0,
    started: 0,
    start(hearing: Parameters<Host['start']>[0]) {
      const worker = host.start(hearing);
      counts.started++;
      counts.alive++;
      return {
        post: worker.post,
        kill() {
          counts.alive--;
          worker.kill();
        },
      };
    },
  };
  return counts;
}

/** Workers that are ready and then do something else with an order. */
const misbehaving = (body: string): Host =>
  browserHost(() => {
    const script = `onmessage = () => { ${body} }; postMessage({ kind: 'ready' });`;
    return new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
  });

function equal(actual: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`expected ${b}, found ${a}`);
}

describe('the experiment in a browser', () => {
  it('runs on a page that is isolated', () => {
    equal(crossOriginIsolated, true);
    equal(browserHost().obstacle(), '');
  });

  it('accounts for every update, loses none with Atomics.add, and leaves no worker behind', async () => {
    const host = counting();
    const view = viewOf(await finished(createExperiment({ rounds: 4, controls: 2, times: 200_000 }, host)));
    equal([view.status, view.problem, view.cores], ['done', '', navigator.hardwareConcurrency]);
    equal(
      view.results.map((r) => `${r.way} ${r.round}`),
      ['plain 1', 'plain 2', 'plain 3', 'plain 4', 'atomic 1', 'atomic 2'],
    );
    equal(
      view.results.map((r) => [r.expected, r.final + r.lost, r.final >= 2]),
      view.results.map(() => [400_000, 400_000, true]),
    );
    equal(view.series[1]?.lost, [0, 0]);
    equal(/^2 workers, 4 rounds of 2 × 200,000: .*Atomics\.add lost none/.test(view.sentence), true);
    equal([host.started, host.alive], [2, 0]);
  });

  it('keeps the results so far and kills its workers when it is cancelled', async () => {
    const host = counting();
    const experiment = createExperiment({ rounds: 100, times: 20_000 }, host);
    experiment.send({ type: 'start' });
    await waitFor(experiment, (snapshot) => snapshot.context.results.length > 0);
    experiment.send({ type: 'cancel' });
    const view = viewOf(experiment.getSnapshot());
    equal([view.status, view.results.length > 0, host.alive], ['cancelled', true, 0]);
  });

  it('kills its workers when it is stopped, as when the page is left', () => {
    const host = counting();
    const experiment = createExperiment({}, host);
    experiment.send({ type: 'start' });
    equal(host.alive, 2);
    experiment.stop();
    equal(host.alive, 0);
  });

  it('times out over workers that never end', async () => {
    const host = counting(misbehaving('for (;;);'));
    const view = viewOf(await finished(createExperiment({ limit: 300 }, host)));
    equal([view.status, view.results, host.started, host.alive], ['timedOut', [], 2, 0]);
  });

  it('crashes with what a worker threw', async () => {
    const host = counting(misbehaving('throw new Error("out of luck");'));
    const view = viewOf(await finished(createExperiment({}, host)));
    equal([view.status, host.alive], ['crashed', 0]);
    equal(/^Worker [12] failed: Error: out of luck\.$/.test(view.problem), true); // whichever came first
  });

  it('crashes when a worker cannot be loaded', async () => {
    const gone = URL.createObjectURL(new Blob(['']));
    URL.revokeObjectURL(gone);
    const host = counting(browserHost(() => new Worker(gone)));
    const view = viewOf(await finished(createExperiment({}, host)));
    equal([view.status, host.alive], ['crashed', 0]);
    equal(/^Worker [12] failed: it could not be loaded\.$/.test(view.problem), true);
  });
});

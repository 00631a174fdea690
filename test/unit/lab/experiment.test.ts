import { describe, expect, test } from 'vitest';
import { waitFor } from 'xstate';
import { createExperiment, type Experiment, type ExperimentSnapshot } from '../../../src/lab/experiment.ts';
import type { Host } from '../../../src/lab/host.ts';
import { viewOf } from '../../../src/lab/view.ts';
import { counter, misbehaving, nodeHost } from './node-host.ts';

const small = { rounds: 3, controls: 2, times: 20_000 };

/** Starts it and resolves with its first snapshot at rest. */
function finished(experiment: Experiment): Promise<ExperimentSnapshot> {
  experiment.send({ type: 'start' });
  return waitFor(experiment, (snapshot) => !snapshot.matches('working'), { timeout: 30_000 });
}

describe('the experiment on real threads', () => {
  test('runs every round, accounts for every update, and leaves no worker behind', async () => {
    const host = nodeHost();
    const { results, ...view } = viewOf(await finished(createExperiment(small, host)));
    expect(view).toMatchObject({
      status: 'done',
      busy: false,
      problem: '',
      recorded: '',
      total: 40_000,
      round: 0,
      rounds: 5,
    });
    expect(results.map((r) => `${r.way} ${r.round}`)).toEqual([
      'plain 1',
      'plain 2',
      'plain 3',
      'atomic 1',
      'atomic 2',
    ]);
    for (const { expected, final, lost, milliseconds, overlap } of results) {
      expect(expected).toBe(40_000);
      expect(final + lost).toBe(expected);
      expect(final).toBeGreaterThanOrEqual(2); // the least that lesson 3 allows
      expect(lost).toBeGreaterThanOrEqual(0);
      expect(milliseconds).toBeGreaterThan(0);
      expect(overlap).toBeGreaterThanOrEqual(0);
      expect(overlap).toBeLessThanOrEqual(1);
    }
    expect(view.series[1]).toEqual({ way: 'atomic', label: 'Atomics.add', lost: [0, 0] });
    expect(view.sentence).toMatch(/^2 workers, 3 rounds of 2 × 20,000: .*; Atomics\.add lost none \(2 rounds\)\./);
    expect(host.started).toBe(2);
    await host.allGone();
  });

  test('counts on with four workers', async () => {
    const host = nodeHost();
    const { results } = viewOf(
      await finished(createExperiment({ ...small, workers: 4, rounds: 1, controls: 1 }, host)),
    );
    expect(results.map((r) => [r.way, r.expected])).toEqual([
      ['plain', 80_000],
      ['atomic', 80_000],
    ]);
    expect(results[1]?.lost).toBe(0);
    await host.allGone();
  });

  test('tells each round when it is over, and which one is under way', async () => {
    const host = nodeHost();
    const experiment = createExperiment(small, host);
    const seen: string[] = [];
    experiment.subscribe((snapshot) => {
      const { status, round, results } = viewOf(snapshot);
      seen.push(`${status} ${round} ${results.length}`);
    });
    await finished(experiment);
    const running = [0, 1, 2, 3, 4, 5].map((n) => `running ${n + 1} ${n}`);
    expect(seen).toEqual(['starting 0 0', ...running, 'done 0 5']);
    await host.allGone();
  });

  test('starts anew after an end, and not twice at a time', async () => {
    const host = nodeHost();
    const experiment = createExperiment({ rounds: 1, controls: 0, times: 1000 }, host);
    experiment.send({ type: 'start' });
    experiment.send({ type: 'start' });
    expect(host.started).toBe(2);
    await waitFor(experiment, (snapshot) => snapshot.matches('done'));
    const again = viewOf(await finished(experiment));
    expect(again.results.length).toBe(1);
    expect(host.started).toBe(4);
    await host.allGone();
  });
});

describe('an experiment that does not come to its end', () => {
  test('keeps the results so far and kills the workers when it is cancelled', async () => {
    const host = nodeHost();
    const experiment = createExperiment({ ...small, rounds: 100 }, host);
    experiment.send({ type: 'start' });
    await waitFor(experiment, (snapshot) => snapshot.context.results.length > 0);
    experiment.send({ type: 'cancel' });
    const view = viewOf(experiment.getSnapshot());
    expect(view).toMatchObject({ status: 'cancelled', busy: false, problem: 'You ended the experiment.' });
    expect(view.results.length).toBeGreaterThan(0);
    await host.allGone();
  });

  test('is cancelled from within: nothing is told after that', async () => {
    const host = nodeHost();
    const experiment = createExperiment({ ...small, rounds: 100 }, host);
    experiment.subscribe((snapshot) => {
      if (snapshot.matches('working') && snapshot.context.results.length === 2) experiment.send({ type: 'cancel' });
    });
    const view = viewOf(await finished(experiment));
    expect(view).toMatchObject({ status: 'cancelled' });
    expect(view.results.length).toBe(2);
    await host.allGone();
  });

  test('kills its workers when the page that holds it stops it', async () => {
    const host = nodeHost();
    const experiment = createExperiment({ ...small, rounds: 100 }, host);
    experiment.send({ type: 'start' });
    experiment.stop();
    await host.allGone();
    expect(host.started).toBe(2);
  });

  test('times out over a worker that never ends', async () => {
    const host = nodeHost((n) => (n === 0 ? counter : misbehaving('for (;;);')));
    const view = viewOf(await finished(createExperiment({ ...small, limit: 200 }, host)));
    expect(view).toMatchObject({ status: 'timedOut', results: [], sentence: '' });
    expect(view.problem).toBe('The experiment was ended after 0.2 s, its time limit.');
    await host.allGone();
  });

  test('times out over a worker that never gets ready', async () => {
    const host = nodeHost(() => 'for (;;);');
    expect(viewOf(await finished(createExperiment({ ...small, limit: 50 }, host))).status).toBe('timedOut');
    await host.allGone();
  });

  test('crashes with what a worker threw, though the other one sleeps at the gate', async () => {
    const host = nodeHost((n) => (n === 0 ? counter : misbehaving('throw new Error("out of luck");')));
    const view = viewOf(await finished(createExperiment(small, host)));
    expect(view).toMatchObject({ status: 'crashed', problem: 'Worker 2 failed: Error: out of luck.', results: [] });
    await host.allGone();
  });

  test('crashes, and kills the first worker, when the second cannot be started', async () => {
    const real = nodeHost();
    const host: Host = {
      ...real,
      start(hearing) {
        if (real.started === 1) throw new Error('no more workers');
        return real.start(hearing);
      },
    };
    const view = viewOf(await finished(createExperiment(small, host)));
    expect(view).toMatchObject({ status: 'crashed', problem: 'The browser refused: no more workers.' });
    await real.allGone();
  });

  test('is unsupported, in the words of the host, starts no worker and shows recorded results as such', async () => {
    const host = nodeHost();
    const why = 'This browser has no SharedArrayBuffer, so its workers cannot share memory.';
    const view = viewOf(await finished(createExperiment(small, { ...host, obstacle: () => why })));
    expect(view).toMatchObject({ status: 'unsupported', busy: false, problem: why });
    expect(view.recorded).toMatch(/^Recorded in Chromium 156 on a machine with 2 cores/);
    expect(view.sentence).toBe(
      '2 workers, 10 rounds of 2 × 1,000,000: between 0% and 50% were lost; Atomics.add lost none (3 rounds).',
    );
    expect(view.results.map((r) => r.final + r.lost)).toEqual(new Array(13).fill(2_000_000));
    expect(host.started).toBe(0);
  });
});

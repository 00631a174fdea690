/** What pages and the command line are given: comparison, difference, benchmarks, advice, timeline. */
import { describe, expect, test } from 'vitest';
import { advise } from '../../../src/simulate/advisor.ts';
import { benchmarks, measuredSeries } from '../../../src/simulate/benchmarks.ts';
import { compare } from '../../../src/simulate/compare.ts';
import { differenceOf, duration, holdUp } from '../../../src/simulate/difference.ts';
import { simulate } from '../../../src/simulate/kernel.ts';
import { amdahl, efficiency, metricsOf, serialShare, speedUp } from '../../../src/simulate/metrics.ts';
import { articleLaptop, calibrationMachine, withPython } from '../../../src/simulate/presets.ts';
import { timelineOf } from '../../../src/simulate/timeline.ts';
import { cpuWorkload } from '../../../src/simulate/workloads/cpu.ts';
import { ideal, ms } from './ideal.ts';

const two = cpuWorkload({ executor: 'thread', workers: 2, work: { kind: 'bytecode', ns: ms(100) } });

describe('metrics', () => {
  test('of two threads under the GIL on two cores: each core half busy', () => {
    const { wall, use, running } = metricsOf(simulate(two, ideal(2)));
    expect([wall, use, running]).toEqual([ms(200), 0.5, ms(200)]);
  });

  test('speed-up, efficiency, and the serial share that explains them', () => {
    expect(speedUp(34.18, 14.58)).toBeCloseTo(2.344, 3);
    expect(efficiency(34.18, 14.58, 4)).toBeCloseTo(0.586, 3);
    expect(serialShare(34.18, 14.58, 4)).toBeCloseTo(0.2354, 4); // the article's forest
    expect(amdahl(34.18, 0.2354, 4)).toBeCloseTo(14.58, 2);
    expect(serialShare(10, 10, 4)).toBe(1);
    expect(serialShare(10, 2.5, 4)).toBe(0);
  });
});

describe('what held a run up', () => {
  test('the GIL, by name and share', () => {
    expect(holdUp(simulate(two, ideal(2)))).toBe('T1 waited 49% of the time for the GIL.');
  });

  test('nothing, where all run', () => {
    const sentence = 'Nothing held it up: its threads ran, and the cores were busy 100% of the time.';
    expect(holdUp(simulate(two, ideal(2, false)))).toBe(sentence);
  });

  test('too few cores', () => {
    const four = cpuWorkload({ executor: 'fork', workers: 4, work: { kind: 'bytecode', ns: ms(100) } });
    expect(holdUp(simulate(four, ideal(2)))).toMatch(/^P\d waited \d\d% of the time for a core\.$/);
  });
});

test('one program on several machines: times, speed-up and the difference in a sentence', () => {
  const [gil, free] = compare(two, [ideal(2), ideal(2, false)]);
  expect(gil).toMatchObject({ speedUp: 1, difference: '' });
  expect(free).toMatchObject({ speedUp: 2, serialShare: 0 });
  expect(free?.difference).toBe(
    'ideal, 2 cores takes 2.0 times as long as ideal, 2 cores, no GIL: ' +
      'there T1 waited 49% of the time for the GIL, here threads wait 0%.',
  );
});

test('the difference of two equal runs is none', () => {
  const run = simulate(two, ideal(2));
  expect(differenceOf(run, run)).toBe('Both take 200 ms.');
});

test('durations have the unit that fits', () => {
  expect([0, 780, 45_600, 12_345_678, 1.5e9].map(duration)).toEqual(['0 ns', '780 ns', '45.6 µs', '12.3 ms', '1.5 s']);
});

describe('the timeline', () => {
  const timeline = timelineOf(simulate(two, ideal(2)));

  test('has lanes for cores, GIL and threads', () => {
    expect(timeline.lanes.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
      'core core 0',
      'core core 1',
      'gil GIL',
      'thread thread 0',
      'thread thread 1',
      'thread thread 2',
    ]);
    expect(timeline).toMatchObject({ unit: 'ns', end: ms(200) });
  });

  test('says in words what a thread is at', () => {
    const t2 = timeline.lanes[5]?.segments.filter(({ start, end }) => end > start).slice(0, 3);
    expect(t2?.map(({ state, label }) => `${state}: ${label}`)).toEqual([
      'running: runs',
      'ready: waits for the GIL',
      'running: runs',
    ]);
  });

  test('segments of a lane follow each other without overlap', () => {
    for (const { segments } of timeline.lanes) {
      for (let index = 1; index < segments.length; index++) {
        expect(segments[index]?.start).toBeGreaterThanOrEqual(segments[index - 1]?.end ?? 0);
      }
    }
  });

  test('needs the stretches', () => {
    expect(() => timelineOf(simulate(two, ideal(2), { record: false }))).toThrow('simulate it with record: true');
  });
});

describe('the benchmarks', () => {
  const charts = benchmarks(articleLaptop);
  const seconds = (chart: number, series: number) =>
    charts[chart]?.series[series]?.bars.map((bar) => bar.seconds) ?? [];

  test("e-mails and forest come within 1% of the article's figures", () => {
    for (const chart of [2, 3]) {
      const [simulated, article] = [seconds(chart, 0), seconds(chart, 1)];
      simulated.forEach((value, index) => {
        expect(Math.abs(value / (article[index] as number) - 1)).toBeLessThan(0.01);
      });
    }
  });

  test('computing: processes gain up to four cores and level off, threads gain nothing', () => {
    const [threads, processes] = [seconds(0, 0), seconds(0, 1)] as [number[], number[]];
    const round = (values: number[]) => values.map((value) => Math.round(value));
    expect(round(threads)).toEqual([1, 2, 4, 8]);
    expect(round(processes)).toEqual([1, 1, 1, 2]);
    expect(processes[0]).toBeGreaterThan(threads[0] as number);
  });

  test('waiting: one process costs more than one thread, and threads are as good as processes, within 1%', () => {
    const [threads, processes] = [seconds(1, 0), seconds(1, 1)] as [number[], number[]];
    expect(processes[0]).toBeGreaterThan(threads[0] as number);
    threads.forEach((value, index) => {
      expect(value).toBeLessThan((processes[index] as number) * 1.01);
    });
  });

  test('every simulated bar opens as a timeline of the same length', () => {
    const bar = charts[0]?.series[1]?.bars[1];
    const run = bar?.open?.();
    expect((run?.end ?? 0) / 1e9).toBe(bar?.seconds);
    expect(run && timelineOf(run).lanes.length).toBeGreaterThan(4);
  });

  test('measured figures stand beside them', () => {
    expect(measuredSeries('cpu')[1]?.bars.map((bar) => bar.seconds)).toEqual([0.103, 0.16, 0.306, 0.458]);
  });
});

describe('the advisor', () => {
  const stages = [
    { name: 'read', cpu: ms(0.2), wait: ms(20) },
    { name: 'compute', cpu: ms(30), wait: 0, bytes: 10_000 },
    { name: 'store', cpu: 0, wait: ms(10) },
  ];

  test("keeps the article's pipeline: waits overlap in one process, computing needs several", () => {
    const { stages: advice, alone, recommended } = advise({ items: 60, stages }, articleLaptop);
    expect(advice.map(({ best }) => best.tool)).toEqual(['asyncio', 'processes', 'asyncio']);
    expect(alone / recommended).toBeGreaterThan(4);
    expect(advice[1]?.reason).toMatch(/^compute: 4 processes: .* instead of .*, because it computes/);
  });

  test('without the GIL threads compute as well', () => {
    const { stages: advice } = advise({ items: 40, stages }, withPython(calibrationMachine, '3.13t'));
    expect(advice[1]?.best.tool).toBe('threads');
  });

  test('C code that releases the GIL is for threads too', () => {
    const [, compute] = stages;
    const { stages: advice } = advise({ items: 40, stages: [{ ...compute!, releases: true }] }, calibrationMachine); // of three
    expect(advice[0]?.best.tool).toBe('threads');
  });

  test('what takes no time is best left alone', () => {
    const { stages: advice } = advise({ items: 3, stages: [{ name: 'tiny', cpu: 1000, wait: 0 }] }, calibrationMachine);
    expect(advice[0]?.best.tool).toBe('neither');
    expect(advice[0]?.reason).toMatch(/^tiny: neither; /);
  });
});

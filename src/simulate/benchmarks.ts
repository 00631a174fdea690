import { simulate } from './kernel.ts';
import type { SimulatedMachine, StartMethod } from './machine.ts';
import { serialShare } from './metrics.ts';
import { articleLaptop } from './presets.ts';
import type { Run } from './run.ts';
import { forestWorkload } from './workloads/forest.ts';
import { mailWorkload } from './workloads/mail.ts';
import { mixedWorkload } from './workloads/mixed.ts';
import type { Program } from './world.ts';

/** Where a figure comes from. The article prints its charts as pictures, so only its scenarios have figures. */
export type Source = 'simulated' | 'article' | 'measured';

export interface Bar {
  readonly label: string;
  /** Threads or processes at work. */
  readonly workers: number;
  readonly seconds: number;
  /** Simulates it once more with all its stretches, for a timeline; null for a figure from elsewhere. */
  readonly open: (() => Run) | null;
}

export interface Series {
  readonly name: string;
  readonly source: Source;
  readonly bars: readonly Bar[];
}

export interface Chart {
  readonly id: 'cpu' | 'io' | 'mail' | 'forest';
  readonly title: string;
  readonly series: readonly Series[];
}

/** What the page's sliders set. */
export interface BenchmarkOptions {
  readonly workers?: readonly number[];
  /**
   * Share of processor time in a worker's work, for each of the two charts: 1 by default, and 0.02, some 3 ms of Python
   * for a page that takes 150 to arrive.
   */
  readonly cpuShare?: number;
  readonly ioShare?: number;
  /** What each worker does alone, virtual nanoseconds. */
  readonly work?: number;
  readonly method?: StartMethod;
  readonly seed?: number;
}

const WORKERS = [1, 2, 4, 8];
const ROUNDS = 10;
const WORK = 1e9;

/** A bar that is simulated: only the sums now, the stretches when it is opened. */
function bar(label: string, workers: number, program: Program, machine: SimulatedMachine, seed: number): Bar {
  const { end, measurements } = simulate(program, machine, { seed, record: false });
  const seconds = measurements.get('seconds')?.[0] ?? end / 1e9;
  return { label, workers, seconds, open: () => simulate(program, machine, { seed }) };
}

const known = (label: string, workers: number, seconds: number): Bar => ({ label, workers, seconds, open: null });

/** Threads against processes, each worker with the same work: one of the article's two charts. */
function workersChart(
  id: 'cpu' | 'io',
  title: string,
  share: number,
  machine: SimulatedMachine,
  { workers = WORKERS, work = WORK, method = machine.python.startMethod, seed = 1 }: BenchmarkOptions,
): Chart {
  const series = (['thread', method] as const).map((executor): Series => {
    const bars = workers.map((count) => {
      const program = mixedWorkload({
        executor,
        workers: count,
        rounds: ROUNDS,
        work: { kind: 'bytecode', ns: (work * share) / ROUNDS },
        wait: (work * (1 - share)) / ROUNDS,
      });
      return bar(`${count}`, count, program, machine, seed);
    });
    return { name: executor === 'thread' ? 'threads' : 'processes', source: 'simulated', bars };
  });
  return { id, title, series };
}

/** The article: 100 mails in 35.65 s, with ten threads in 9.84 s. Both are one fixed time and one time for each mail. */
export const ARTICLE_MAIL = { mails: 100, alone: 35.65300488471985, threads: 10, together: 9.841094255447388 } as const;

/** The article: 500 trees in 34.18 s, with four jobs in 14.58 s. */
export const ARTICLE_FOREST = { trees: 500, alone: 34.17733192443848, jobs: 4, together: 14.576200723648071 } as const;

function mailChart(machine: SimulatedMachine, { seed = 1 }: BenchmarkOptions): Chart {
  const { mails, alone, threads, together } = ARTICLE_MAIL;
  // alone = fixed + mails × each; together = fixed + mails / threads × each; fixed is two log-ins, one after the other.
  const each = ((alone - together) / (mails - mails / threads)) * 1e9;
  const login = (alone * 1e9 - mails * each) / 2;
  const clientTime = 1e6;
  const common = { mails, login, latency: each - clientTime, clientTime, server: null, session: 0, list: 0 };
  const simulated = [
    bar('one after the other', 1, mailWorkload({ ...common, executor: 'seq', workers: 1 }), machine, seed),
    bar(
      `${threads} threads`,
      threads,
      mailWorkload({ ...common, executor: 'thread', workers: threads }),
      machine,
      seed,
    ),
  ];
  const article = [known('one after the other', 1, alone), known(`${threads} threads`, threads, together)];
  return scenario('mail', 'Downloading 100 e-mails', simulated, article);
}

/** Share of a tree that is Python code between two stretches of Cython. */
const PYTHON_OF_A_TREE = 0.02;

/** The serial share that explains the article's two figures on its laptop, whose cores are slower when all are busy. */
function forestSerialShare(): number {
  const { alone, together, jobs } = ARTICLE_FOREST;
  const slower = articleLaptop.slowdown[jobs - 1] ?? 1;
  return serialShare(alone, together, jobs / slower);
}

function forestChart(machine: SimulatedMachine, { seed = 1 }: BenchmarkOptions): Chart {
  const { trees, alone, jobs, together } = ARTICLE_FOREST;
  const common = { trees, ns: alone * 1e9, serial: forestSerialShare(), python: PYTHON_OF_A_TREE };
  const simulated = [1, jobs].map((count) =>
    bar(count === 1 ? '1 job' : `${count} jobs`, count, forestWorkload({ ...common, jobs: count }), machine, seed),
  );
  return scenario('forest', 'Fitting 500 trees', simulated, [
    known('1 job', 1, alone),
    known(`${jobs} jobs`, jobs, together),
  ]);
}

function scenario(id: Chart['id'], title: string, simulated: readonly Bar[], article: readonly Bar[]): Chart {
  return {
    id,
    title,
    series: [
      { name: 'simulated', source: 'simulated', bars: simulated },
      { name: 'article', source: 'article', bars: article },
    ],
  };
}

/** Real CPython 3.11 on the calibration machine, 2 cores, fork; seconds, medians of five (test/fixtures/calibration). */
const MEASURED: Readonly<Record<'cpu' | 'io', Readonly<Record<'threads' | 'processes', readonly number[]>>>> = {
  cpu: { threads: [0.105, 0.246, 0.455, 0.952], processes: [0.103, 0.16, 0.306, 0.458] },
  io: { threads: [0.236, 0.246, 0.268, 0.263], processes: [0.249, 0.246, 0.255, 0.275] },
};

/** What was measured for a chart, on 2 cores: other times than the article's, the same question. */
export function measuredSeries(id: 'cpu' | 'io'): Series[] {
  return (['threads', 'processes'] as const).map((name) => ({
    name,
    source: 'measured',
    bars: MEASURED[id][name].map((seconds, index) => known(`${WORKERS[index]}`, WORKERS[index] as number, seconds)),
  }));
}

/** The article's two charts and two scenarios on a machine: all of the benchmarks page. */
export function benchmarks(machine: SimulatedMachine, options: BenchmarkOptions = {}): Chart[] {
  const { cpuShare = 1, ioShare = 0.02 } = options;
  return [
    workersChart('cpu', 'A task that computes', cpuShare, machine, options),
    workersChart('io', 'A task that waits', ioShare, machine, options),
    mailChart(machine, options),
    forestChart(machine, options),
  ];
}

import type { Cell, Latency } from './cells.ts';
import { simulate } from './kernel.ts';
import type { SimulatedMachine } from './machine.ts';
import { calibrationMachine, type interpreters, withPython } from './presets.ts';
import type { Run } from './run.ts';
import { convoyWorkload } from './workloads/convoy.ts';
import { type CpuWork, cpuWorkload } from './workloads/cpu.ts';
import { mailWorkload } from './workloads/mail.ts';
import { mixedWorkload } from './workloads/mixed.ts';
import { pipelineWorkload } from './workloads/pipeline.ts';
import { shortReleaseWorkload } from './workloads/short-release.ts';
import { webWorkload } from './workloads/web.ts';
import type { Program } from './world.ts';

/*
 * Predicts measured cells of real CPython. What goes in: the cell's parameters, what one worker's job takes alone (wall
 * and processor time), and the machine with its primitive costs. What one worker alone waits beyond what the model
 * says (a server's own work, a timer's lateness) is found from the same two figures, by simulating that one worker.
 */

export interface Prediction {
  readonly seconds: number;
  readonly latencyMs?: Latency;
}

/** Predicts a cell; undefined for a cell that is itself a primitive cost. */
export function predict(cell: Cell): Prediction | undefined {
  if (cell.scenario === 'prim') return undefined;
  if (cell.scenario === 'convoy') return convoy(cell);
  const program = programOf(cell);
  return { seconds: median(SEEDS.map((seed) => secondsOf(run(cell, program, seed)))) };
}

function programOf(cell: Cell): Program {
  if (cell.scenario === 'cpu') return cpu(cell);
  if (cell.scenario === 'mixed') return mixed(cell);
  if (cell.scenario === 'io') return web(cell);
  if (cell.scenario === 'mail') return mail(cell);
  if (cell.scenario === 'pipe') return pipeline(cell);
  return shortReleaseWorkload(nano(cell.params.T ?? 0), SHORT_CALL);
}

/** A cell's figure is the median of its runs, and so is a prediction. */
const SEEDS = [1, 2, 3, 4, 5];

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

const nano = (seconds: number): number => seconds * 1e9;
const SHORT_CALL = 2e3;

/** The calibration machine with the cell's Python. 3.13.5 was the free-threaded build. */
function machineOf(cell: Cell): SimulatedMachine {
  const version = cell.python === '3.13.5' ? '3.13t' : cell.python.split('.').slice(0, 2).join('.');
  const machine = withPython(calibrationMachine, version as keyof typeof interpreters);
  const { si } = cell.params;
  return si === undefined ? machine : { ...machine, python: { ...machine.python, switchInterval: nano(si) } };
}

/** A cell on one core was pinned to it. */
const coresOf = ({ cores }: Cell): number[] | undefined => (cores === 1 ? [0] : undefined);

function run(cell: Cell, program: Program, seed = 1): Run {
  const done = simulate(program, machineOf(cell), { cores: coresOf(cell), record: false, seed });
  const failed = done.threads.find(({ error }) => error !== '');
  if (done.ending.kind !== 'finished' || failed) {
    throw new Error(
      `cell ${cell.scenario} ${cell.executor}: ${done.ending.kind}, ${failed?.name} ${failed?.error} ${JSON.stringify(done.waits)}`,
    );
  }
  return done;
}

const secondsOf = ({ measurements, end }: Run): number => measurements.get('seconds')?.[0] ?? end / 1e9;

function aloneOf(cell: Cell): { wall: number; cpu: number } {
  const { oneWorkerAlone: alone } = cell;
  if (alone === undefined) throw new Error(`cell ${cell.scenario} ${cell.executor}: says nothing of one worker alone`);
  return { wall: nano(alone.wallSeconds), cpu: nano(alone.cpuSeconds) };
}

/**
 * What each of `count` waits takes beyond what the model says, so that one worker alone takes as long as it did:
 * `alone(extra)` is that worker. Between `least` and `most`: more is not a cause but a disturbance of the measurement.
 */
function extraWait(cell: Cell, count: number, least: number, most: number, alone: (extra: number) => Program): number {
  const { wall } = aloneOf(cell);
  let extra = Math.max(0, least);
  for (let round = 0; round < 2; round++) {
    const simulated = nano(secondsOf(simulate(alone(extra), machineOf(cell), { cores: coresOf(cell), record: false })));
    extra = Math.min(most, Math.max(least, extra + (wall - simulated) / count));
  }
  return extra;
}

/** Processor time of `import requests` in a fresh interpreter: by hand, median of 15, not from the spawn cells. */
const IMPORT_TIME = 64e6;

function cpu(cell: Cell): Program {
  const { fn, n = 1 } = cell.params;
  const ns = aloneOf(cell).cpu;
  const work: CpuWork =
    fn === 'loop' ? { kind: 'bytecode', ns } : { kind: fn === 'sha256' ? 'released' : 'held', ns, calls: n };
  return cpuWorkload({ executor: executorOf(cell), workers: cell.workers, work });
}

function executorOf({ executor }: Cell): 'thread' | 'fork' | 'spawn' | 'seq' {
  if (executor === 'hybrid' || executor === 'prim') throw new Error(`executor ${executor} is of another scenario`);
  return executor;
}

function mixed(cell: Cell): Program {
  const { m: rounds = 1, w = 0 } = cell.params;
  const work: CpuWork = { kind: 'bytecode', ns: aloneOf(cell).cpu / rounds };
  const workload = (executor: 'thread' | 'fork' | 'spawn' | 'seq', workers: number) => (extra: number) =>
    mixedWorkload({ executor, workers, rounds, work, wait: nano(w) + extra });
  const extra = w === 0 ? 0 : extraWait(cell, rounds, -50e3, 500e3, workload('seq', 1));
  return workload(executorOf(cell), cell.workers)(extra);
}

/** System calls of one exchange, each of which lets go of the GIL: estimates, about what each client does. */
const CALLS = { requests: 12, 'http.client': 8, mail: 4 };

function web(cell: Cell): Program {
  const { n = 1, lat = 0, mode, client } = cell.params;
  const requests = mode === 'split' ? Math.round(n / cell.workers) : n;
  const clientTime = aloneOf(cell).cpu / requests;
  const calls = client === 'requests' ? CALLS.requests : CALLS['http.client'];
  const workload = (executor: 'thread' | 'fork' | 'spawn' | 'seq', workers: number) => (extra: number) => {
    const common = { executor, workers, requests, clientTime, importTime: client === 'sleep' ? 0 : IMPORT_TIME };
    return client === 'sleep'
      ? webWorkload({ ...common, latency: nano(lat) + extra, server: null })
      : webWorkload({ ...common, latency: nano(lat), server: { service: extra, calls } });
  };
  const least = client === 'sleep' ? -50e3 : 50e3;
  return workload(executorOf(cell), cell.workers)(extraWait(cell, requests, least, 3e6, workload('seq', 1)));
}

/** Messages that `oneWorkerAlone` fetched, and messages in all. */
const ALONE_MAILS = 10;
const MAILS = 100;
/**
 * Choosing the mailbox and searching it. Nothing measures it apart: an estimate made with the mail cells in view (20 ms,
 * one more wait of the server, was too much for those without a log-in). It matters where a cell is short.
 */
const LIST = 6e6;

function mail(cell: Cell): Program {
  const { login = 0, lat = 0 } = cell.params;
  const clientTime = aloneOf(cell).cpu / ALONE_MAILS;
  const session = 2e6;
  const common = { login: nano(login), latency: nano(lat), clientTime, session };
  const alone = (service: number): Program => {
    const all = mailWorkload({
      ...common,
      executor: 'seq',
      workers: 1,
      mails: ALONE_MAILS,
      list: -nano(login) - session,
      server: { service, calls: CALLS.mail },
    });
    return all;
  };
  const service = extraWait(cell, ALONE_MAILS, 50e3, 6e6, alone);
  const executor = executorOf(cell);
  const server = { service, calls: CALLS.mail };
  return mailWorkload({ ...common, executor, workers: cell.workers, mails: MAILS, list: LIST, server });
}

function pipeline(cell: Cell): Program {
  const { items = 1, read = 0, store = 0, procs = 1 } = cell.params;
  const work: CpuWork = { kind: 'bytecode', ns: aloneOf(cell).cpu };
  const workload = (executor: Exclude<Cell['executor'], 'prim'>, workers: number, count: number) => (extra: number) =>
    pipelineWorkload({
      executor,
      workers,
      processes: procs,
      items: count,
      read: nano(read) + extra,
      work,
      store: nano(store) + extra,
    });
  const extra = extraWait(cell, 2, -50e3, 500e3, workload('seq', 1, 1));
  const executor = cell.executor === 'prim' ? 'seq' : cell.executor;
  return workload(executor, cell.workers, items)(extra);
}

/**
 * Round trip to an echo server on this client's cores, and to one on another core; waking an idle core comes on top.
 * From the two cells without a hog, which these therefore do not predict.
 */
const ECHO = 25e3;
const ECHO_ACROSS = 90e3;
/** One call of the hog that sums a range: median of the single-worker runs of `sumrange`. */
const SUM_CALL = 7.89e6;

function convoy(cell: Cell): Prediction {
  const { lat = 0, ops = 1, wait, hog } = cell.params;
  const echo = cell.cores === 1 ? ECHO_ACROSS : ECHO;
  const done = run(
    cell,
    convoyWorkload({
      executor: cell.executor === 'fork' ? 'fork' : 'thread',
      hogs: cell.workers,
      grain: hog === 'sumrange' ? SUM_CALL : 0,
      waits: ops,
      wait: wait === 'sleep' ? nano(lat) : echo,
      what: wait === 'sleep' ? 'sleep' : 'io',
      cpu: 8e3,
    }),
  );
  const latencies = [...(done.measurements.get('latency') ?? [])].sort((a, b) => a - b);
  const at = (share: number) => (latencies[Math.floor(share * (latencies.length - 1))] ?? 0) / 1e6;
  const mean = latencies.reduce((sum, value) => sum + value, 0) / Math.max(1, latencies.length) / 1e6;
  return { seconds: secondsOf(done), latencyMs: { p10: at(0.1), p50: at(0.5), p90: at(0.9), mean } };
}

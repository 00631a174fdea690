import type { Program as Code } from '../language/program.ts';
import { markOf } from '../schedule/text.ts';
import { defaultLimits, type Limits, type Machine } from '../vm/machine.ts';
import type { Effect, TimedVm } from '../vm/types.ts';
import { createTimedVm } from '../vm/vm.ts';
import { type Activity, compute, join, native, open, pause, sleep, start } from './activity.ts';
import { type SimulationOptions, simulate } from './kernel.ts';
import type { SimulatedMachine } from './machine.ts';
import type { Gate } from './objects.ts';
import { cycleOf, type Run, type WaitsFor } from './run.ts';
import type { Child, Program, Self } from './world.ts';

/**
 * How long a thread runs before the kernel is asked again, in virtual nanoseconds: what it does to memory happens at
 * the beginning of a stretch, and a switch at its end. A fiftieth of the switch interval.
 */
const STRETCH = 100e3;

/** A Python program's run in virtual time. */
export interface ProgramRun {
  readonly run: Run;
  /** All that was printed, in order. */
  readonly output: string;
  /** Uncaught exceptions, as a traceback's last line, with the thread that each ended (its id in the program). */
  readonly errors: readonly { readonly thread: number; readonly line: number; readonly text: string }[];
  /** Bytecodes executed. */
  readonly bytecodes: number;
}

interface Bridge {
  readonly timed: TimedVm;
  readonly machine: SimulatedMachine;
  /** By thread of the program: where it pauses, its name, and when it began to wait (counts up). */
  readonly gates: (Gate | undefined)[];
  readonly names: string[];
  /** Its thread of the kernel, once it runs. */
  readonly ids: number[];
  /** What joins it: its handle in the kernel. */
  readonly children: (Child | undefined)[];
  readonly since: number[];
  arrivals: number;
  /** The kernel thread that runs now, for the clock. */
  self: Self | undefined;
  readonly effects: Effect[];
  bytecodes: number;
}

/** The virtual machine's settings that follow from a simulated machine. */
function settingsOf({ python, cores }: SimulatedMachine): Machine {
  return { switchPoints: python.switchPoints, gil: python.gil, startMethod: python.startMethod, cores };
}

/**
 * Threads that wait and now need not: for each thing in the order in which they came, and no more than can go on.
 * The operating system promises no order; the kernel's `waiterOrder` decides who of them is first on a core.
 */
function released(bridge: Bridge): number[] {
  const { timed, gates, since } = bridge;
  const waiting = gates.flatMap((gate, t) => (gate !== undefined && (since[t] ?? 0) > 0 ? [t] : []));
  waiting.sort((a, b) => (since[a] ?? 0) - (since[b] ?? 0));
  return waiting.filter((t) => timed.obstacle(t) === 0);
}

/** Lets threads go on that the last stretch has released; of those that wait for one thing, as many as it has room for. */
function* wake(bridge: Bridge, before: ReadonlyMap<number, number>): Generator<Activity, void, unknown> {
  const used = new Map<number, number>();
  for (const t of released(bridge)) {
    const thing = before.get(t) ?? 0;
    const taken = used.get(thing) ?? 0;
    if (thing !== 0 && taken >= bridge.timed.room(thing)) continue;
    used.set(thing, taken + 1);
    bridge.since[t] = 0;
    const gate = bridge.gates[t];
    if (gate !== undefined) yield open(gate, 1);
  }
}

/** What each waiting thread waits for now. */
function obstacles(bridge: Bridge): Map<number, number> {
  const found = new Map<number, number>();
  bridge.since.forEach((since, t) => {
    if (since > 0) found.set(t, bridge.timed.obstacle(t));
  });
  return found;
}

/** One thread of the program as a body of the kernel. */
function bodyOf(bridge: Bridge, thread: number): Program {
  return function* (self) {
    const { timed, machine } = bridge;
    const { vm } = timed;
    const gate = self.gate(`what ${bridge.names[thread] ?? 'a thread'} waits for`);
    bridge.gates[thread] = gate;
    bridge.ids[thread] = self.id;
    const perBytecode = machine.python.bytecode;
    const budget = STRETCH / perBytecode;
    let timeIsUp = false;
    // without a target it has ended before it runs
    if (vm.thread(thread).status === 'finished') return;
    for (;;) {
      bridge.self = self;
      const threads = vm.threadCount();
      const before = obstacles(bridge);
      const { cost, interruptible, why, seconds } = timed.advance(thread, budget, timeIsUp);
      const started = vm.threadCount(); // by this stretch: others start threads while it takes its time
      timeIsUp = false;
      // what it read and wrote would fill the memory of a long run; what is told of it is what it said
      for (const effect of vm.effects()) {
        if (effect.kind === 'print' || effect.kind === 'error') bridge.effects.push(effect);
      }
      bridge.bytecodes += cost;
      // The stretch is one piece: its effects are there, so nobody may come in between; but C code that calls back into
      // Python has no effects until it returns.
      if (cost > 0) yield compute(cost * perBytecode, interruptible ? STRETCH : cost * perBytecode);
      for (let child = threads; child < started; child++) yield* startChild(bridge, self, thread, child);
      yield* wake(bridge, before);
      if (why === 'finished') return;
      if (why === 'asleep') yield sleep(seconds * 1e9);
      if (why === 'native') yield native(seconds * 1e9, true);
      if (why === 'held') yield native(seconds * 1e9, false);
      if (why !== 'blocked') continue;
      const joined = joinedBy(bridge, thread);
      if (joined !== undefined) {
        timeIsUp = (yield join(joined, seconds === Number.POSITIVE_INFINITY ? undefined : seconds * 1e9)) === false;
        continue;
      }
      bridge.since[thread] = ++bridge.arrivals;
      // it may have been released between its stretch and now
      if (timed.obstacle(thread) === 0) bridge.since[thread] = 0;
      else if (seconds === Number.POSITIVE_INFINITY) yield pause(gate);
      else timeIsUp = (yield pause(gate, seconds * 1e9)) === false;
      bridge.since[thread] = 0;
    }
  };
}

/** The thread or process whose end this one waits for; undefined when it waits for something else. */
function joinedBy({ timed, children }: Bridge, thread: number): Child | undefined {
  const wait = timed.vm.thread(thread).waitsFor;
  return wait !== null && wait.name === markOf(wait.holder) ? children[wait.holder] : undefined;
}

function* startChild(bridge: Bridge, self: Self, parent: number, child: number): Generator<Activity, void, unknown> {
  const { timed } = bridge;
  const view = timed.vm.thread(child);
  bridge.names[child] = view.mark;
  const name = `${view.mark} ${view.call}`;
  const options = { daemon: timed.isDaemon(child) };
  const isProcess = timed.processOf(child) !== timed.processOf(parent);
  const body = bodyOf(bridge, child);
  const made = isProcess ? self.process(name, body, options) : self.thread(name, body, options);
  bridge.children[child] = made;
  yield start(made);
}

/**
 * Runs a compiled Python program on a simulated machine. Which thread does what in which order follows from the
 * virtual time that each stretch of it takes; memory, locks, queues and processes are those of the virtual machine.
 *
 * Never throws for what a program does: an uncaught exception is in `errors`, a deadlock is the run's ending, with the
 * cycle. A program that never ends is stopped by `until` or `events`.
 */
export function simulateProgram(
  code: Code,
  machine: SimulatedMachine,
  options: SimulationOptions = {},
  limits: Partial<Limits> = {},
): ProgramRun {
  const clock = { now: () => 0 };
  const timed = createTimedVm(code, settingsOf(machine), { ...defaultLimits, ...limits }, () => clock.now() / 1e9);
  const bridge: Bridge = {
    timed,
    machine,
    gates: [],
    names: ['main'],
    ids: [],
    children: [],
    since: [],
    arrivals: 0,
    self: undefined,
    effects: [],
    bytecodes: 0,
  };
  clock.now = () => bridge.self?.now() ?? 0;
  const run = simulate(bodyOf(bridge, 0), machine, options);
  const output = bridge.effects.flatMap((e) => (e.kind === 'print' ? [e.text] : [])).join('');
  const errors = bridge.effects.flatMap(({ kind, thread, line, text }) =>
    kind === 'error' ? [{ thread, line, text }] : [],
  );
  return { run: withWaits(run, bridge), output, errors, bytecodes: Math.round(bridge.bytecodes) };
}

/** A stuck run with who waits for whom: the kernel knows gates only, the virtual machine what is behind them. */
function withWaits(run: Run, { timed, ids }: Bridge): Run {
  if (run.ending.kind !== 'stuck') return run;
  const known = ids.flatMap((thread, t): WaitsFor[] => {
    const wait = timed.vm.thread(t).waitsFor;
    return wait === null ? [] : [{ thread, object: wait.name, holder: ids[wait.holder] ?? -1 }];
  });
  const waits = [...known, ...run.waits.filter(({ thread }) => !known.some((wait) => wait.thread === thread))];
  return { ...run, waits, cycle: cycleOf(waits) };
}

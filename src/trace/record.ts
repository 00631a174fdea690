import type { Program } from '../language/program.ts';
import { drive } from '../schedule/drive.ts';
import { whyNot } from '../schedule/replay.ts';
import { IDLE, type Scheduler, STOP } from '../schedule/scheduler.ts';
import { markOf, type Schedule } from '../schedule/text.ts';
import type { Machine } from '../vm/machine.ts';
import { StepError, type ThreadView, type Vm } from '../vm/types.ts';
import { createVm } from '../vm/vm.ts';
import type { Ending, Step, Trace } from './types.ts';

/** Steps that a run records unless it is told another number. A recorded step takes some hundred bytes. */
export const DEFAULT_STEPS = 100_000;
const DEFAULT_CUTS = 1_000;

/** A replay's first impossible step. */
export interface ReplayFault {
  readonly step: number;
  readonly thread: number;
  /** One sentence: `T2 was blocked on lock at step 8.` */
  readonly message: string;
}

/**
 * The machine that stands at the end of a trace, so that the next step need not replay. It goes on to the new trace
 * when one is made by stepping; a trace without one gets its own, from the last checkpoint.
 */
const standing = new WeakMap<Trace, Vm>();

/** The record of the moment before step 0: only the set-up has run. */
export function startTrace(program: Program, machine: Machine): Trace {
  const vm = createVm(program, machine);
  const states = [viewsOf(vm, [], -1)];
  const checkpoints = new Map([[0, vm.snapshot()]]);
  return freeze({ vm, setup: vm.effects().slice(), steps: [], states, checkpoints });
}

/** The trace with one more step of the thread (IDLE: an idle tick). Throws StepError, naming thread, reason and step, when it cannot step. */
export function stepTrace(trace: Trace, thread: number): Trace {
  const vm = machineOf(trace);
  const refused = whyNot(vm, thread, trace.steps.length);
  if (refused !== '') throw new StepError(thread, refused);
  const recording = thaw(trace, vm);
  advance(recording, thread);
  return freeze(recording);
}

/** The first `cursor` steps of the trace: undo. */
export function truncate(trace: Trace, cursor: number): Trace {
  if (cursor >= trace.steps.length) return trace;
  const end = Math.max(0, cursor);
  const checkpoints = new Map([...trace.checkpoints].filter(([at]) => at <= end));
  const states = trace.states.slice(0, end + 1);
  return { ...trace, steps: trace.steps.slice(0, end), states, checkpoints, ending: endingOf(states) };
}

/** How far a run may go. */
export interface RunLimits {
  /** Most steps in all. Default 100,000. */
  readonly steps?: number;
  /** Most steps of this call that are cut short (see Limits.fuse) because they compute on and on. Default 1,000. */
  readonly cuts?: number;
}

/** Runs a program from its start, as the scheduler says. See `continueTrace`. */
export function runTrace(program: Program, machine: Machine, scheduler: Scheduler, limits: RunLimits = {}): Trace {
  return continueTrace(startTrace(program, machine), scheduler, limits);
}

/**
 * The trace, continued until nobody can step, the scheduler stops, or a limit is reached: then its ending is
 * `stopped` and names the limit. It may be continued again. What the scheduler throws goes through.
 */
export function continueTrace(trace: Trace, scheduler: Scheduler, limits: RunLimits = {}): Trace {
  const recording = thaw(trace, machineOf(trace));
  const { vm, steps } = recording;
  const { steps: most = DEFAULT_STEPS, cuts: mostCuts = DEFAULT_CUTS } = limits;
  let cuts = 0;
  const choose: Scheduler = (choice) => (cuts >= mostCuts ? STOP : scheduler(choice));
  const onStep = (_: number, thread: number): void => {
    note(recording, thread);
    if (steps.at(-1)?.effects.some((effect) => effect.kind === 'cut')) cuts++;
  };
  const end = drive(vm, choose, most, onStep, steps.length, lastThread(steps));
  const last = steps.at(-1);
  if (end === 'limit') return freeze(recording, { kind: 'stopped', reason: `stopped after ${count(most)} steps` });
  if (end === 'nobody' || cuts < mostCuts) return freeze(recording);
  const where = `${markOf(last?.thread ?? 0)} computes without end at line ${last?.line}`;
  return freeze(recording, { kind: 'stopped', reason: `stopped after ${count(steps.length)} steps: ${where}` });
}

/**
 * Replays a schedule exactly. Where a step is impossible the trace ends before it and `error` names it; nothing is
 * skipped and nothing is invented. A schedule beyond the limits is replayed as far as they allow, and `error` says so.
 */
export function replayTrace(
  program: Program,
  machine: Machine,
  schedule: Schedule,
  limits: RunLimits = {},
): { readonly trace: Trace; readonly error: ReplayFault | null } {
  const start = startTrace(program, machine);
  const recording = thaw(start, machineOf(start));
  const { steps: most = DEFAULT_STEPS, cuts: mostCuts = DEFAULT_CUTS } = limits;
  let cuts = 0;
  for (let step = 0; step < schedule.length; step++) {
    const thread = schedule[step] as number;
    const refused = whyNot(recording.vm, thread, step);
    const fault = (message: string) => ({ trace: freeze(recording), error: { step, thread, message: `${message}.` } });
    if (refused !== '') return fault(refused);
    if (step >= most || cuts >= mostCuts) {
      return fault(`The schedule has ${count(schedule.length)} steps; only the first ${count(step)} were replayed`);
    }
    advance(recording, thread);
    if (recording.steps.at(-1)?.effects.some((effect) => effect.kind === 'cut')) cuts++;
  }
  return { trace: freeze(recording), error: null };
}

/** The choices of a trace. */
export const scheduleOf = (trace: Trace): Schedule => trace.steps.map((step) => step.thread);

/** A trace under construction: its arrays belong to it alone. */
interface Recording {
  readonly vm: Vm;
  readonly setup: Trace['setup'];
  readonly steps: Step[];
  readonly states: (readonly ThreadView[])[];
  checkpoints: ReadonlyMap<number, Int32Array>;
  /** The same map, once it is this recording's own; before that it is shared with the trace it came from. */
  owned?: Map<number, Int32Array>;
  /** Cursor of the next checkpoint. */
  next?: number;
}

/** Takes the machine away from the trace: from now on it stands elsewhere. */
function machineOf(trace: Trace): Vm {
  const vm = standing.get(trace);
  if (vm !== undefined) return vm;
  const fresh = createVm(trace.program, trace.machine);
  const [from] = lastCheckpoint(trace.checkpoints);
  fresh.restore(trace.checkpoints.get(from) as Int32Array); // there is one at 0 at least
  fresh.record(false);
  for (let k = from; k < trace.steps.length; k++) {
    const thread = trace.steps[k]?.thread ?? IDLE;
    if (thread !== IDLE) fresh.step(thread);
  }
  fresh.record(true);
  standing.set(trace, fresh);
  return fresh;
}

const thaw = (trace: Trace, vm: Vm): Recording => {
  standing.delete(trace);
  return {
    vm,
    setup: trace.setup,
    steps: trace.steps.slice(),
    states: trace.states.slice(),
    checkpoints: trace.checkpoints,
  };
};

function freeze(recording: Recording, ending: Ending = endingOf(recording.states)): Trace {
  const { vm, setup, steps, states, checkpoints } = recording;
  const trace: Trace = { program: vm.program, machine: vm.machine, setup, steps, states, ending, checkpoints };
  standing.set(trace, vm);
  return trace;
}

const advance = (recording: Recording, thread: number): void => {
  if (thread !== IDLE) recording.vm.step(thread);
  note(recording, thread);
};

/** Records the step that the machine has just done. */
function note(recording: Recording, thread: number): void {
  const { vm, steps, states } = recording;
  const before = states[steps.length] as readonly ThreadView[]; // states has one entry more than steps
  const idle = thread === IDLE;
  const line = idle ? 0 : (before[thread]?.line ?? 0);
  steps.push({ thread, line, effects: idle ? [] : vm.effects().slice() });
  states.push(idle ? before : viewsOf(vm, before, thread));
  recording.next ??= nextCheckpoint(...lastCheckpoint(recording.checkpoints));
  if (steps.length < recording.next) return;
  const image = vm.snapshot();
  recording.owned ??= new Map(recording.checkpoints);
  recording.owned.set(steps.length, image);
  recording.checkpoints = recording.owned;
  recording.next = nextCheckpoint(steps.length, image.length);
}

/** Words that the checkpoints of one trace may take before they become sparser. */
const CHECKPOINT_WORDS = 1 << 22;

/** Every 16 steps, and less often in a long trace of large images, so that together they stay in the tens of megabytes. */
const nextCheckpoint = (at: number, words: number): number =>
  at + Math.max(16, Math.ceil((at * words) / CHECKPOINT_WORDS));

/** Cursor of the last checkpoint and its size in words. */
function lastCheckpoint(checkpoints: ReadonlyMap<number, Int32Array>): [number, number] {
  let at = 0;
  for (const cursor of checkpoints.keys()) at = Math.max(at, cursor);
  return [at, checkpoints.get(at)?.length ?? 0];
}

function endingOf(states: Trace['states']): Ending {
  const views = states.at(-1) ?? [];
  if (views.some((view) => view.enabled)) return { kind: 'open' };
  const threads = views.filter((view) => view.status !== 'finished').map((view) => view.id);
  return threads.length === 0 ? { kind: 'finished' } : { kind: 'stuck', threads };
}

/**
 * Views of all threads; those that have not changed since `before` are the same objects, and so is the list. A thread
 * that did not step and could go on, or had finished, has not changed while it still can (or cannot): only waiting
 * changes by what others do.
 */
function viewsOf(vm: Vm, before: readonly ThreadView[], stepped: number): readonly ThreadView[] {
  const threads = vm.threadCount();
  let views: ThreadView[] | null = threads === before.length ? null : before.slice();
  for (let t = 0; t < threads; t++) {
    const old = before[t];
    if (old !== undefined && t !== stepped && old.status !== 'blocked' && old.enabled === vm.enabled(t)) continue;
    const view = vm.thread(t);
    if (old !== undefined && sameView(old, view)) continue;
    views ??= before.slice();
    views[t] = view;
  }
  return views ?? before;
}

const sameView = (a: ThreadView, b: ThreadView): boolean =>
  a.pc === b.pc &&
  a.status === b.status &&
  a.enabled === b.enabled &&
  a.line === b.line &&
  a.reason === b.reason &&
  a.error === b.error &&
  a.name === b.name &&
  a.call === b.call &&
  a.waitsFor?.name === b.waitsFor?.name &&
  a.waitsFor?.holder === b.waitsFor?.holder;

function lastThread(steps: readonly Step[]): number {
  for (let k = steps.length - 1; k >= 0; k--) {
    const thread = steps[k]?.thread ?? IDLE;
    if (thread !== IDLE) return thread;
  }
  return -1;
}

const count = (n: number): string => n.toLocaleString('en');

import { coreTable } from '../model/core.ts';
import { next } from '../model/table.ts';
import { threadTable } from '../model/thread.ts';
import { cancel } from './event-queue.ts';
import { idleExitOf, slowdownOf } from './machine.ts';
import { enterPhase } from './recorder.ts';
import { best, enter, isProtected, leave, remove } from './run-queue.ts';
import { type Core, CPU, type SimThread, type World } from './world.ts';

const ENDED: IteratorResult<typeof CPU, void> = { done: true, value: undefined };

/*
 * The cores: who runs where, and how fast. Work is advanced in closed form: a stretch of processor time is one event
 * at its end, which moves when something changes its speed (another core becomes busy) or cuts it short.
 */

const event = threadTable.event;
const ROUNDING = 1e-3; // a thousandth of a nanosecond: work below it is done

export function createCore(id: number): Core {
  return {
    id,
    state: coreTable.initial,
    current: null,
    last: null,
    queue: [],
    since: 0,
    changed: Number.NEGATIVE_INFINITY,
    advancing: false,
    mustSwitch: false,
    executing: false,
    completion: null,
    tick: null,
    average: 0,
    busyTime: 0,
    switches: 0,
  };
}

/** Makes a thread that was waiting (or is new) ready to run, on the core that suits it best. */
export function makeReady(world: World, thread: SimThread): void {
  enterPhase(world, thread, 'ready');
  const core = chooseCore(world, thread);
  if (core.current === null && core.queue.length === 0) {
    enter(core, thread, world.machine.os.timeSlice);
    give(world, core, thread);
    return;
  }
  update(world, core);
  enter(core, thread, world.machine.os.timeSlice);
  if (core.executing && !isProtected(core) && best(core) !== core.current) preempt(world, core);
  else awaitTick(world, core);
}

/** Its last core if that is idle, else one that is idle, else its last one, else the one with the shortest queue. */
function chooseCore(world: World, thread: SimThread): Core {
  const { cores } = world;
  const last = thread.lastCore;
  const idle = (core: Core) => core.current === null && core.queue.length === 0;
  if (last >= 0 && idle(cores[last] as Core)) return cores[last] as Core;
  let shortest = cores[thread.process.cores[0] as number] as Core; // a process may use at least one
  for (const id of thread.process.cores) {
    const core = cores[id] as Core;
    if (idle(core)) return core;
    if (core.queue.length < shortest.queue.length) shortest = core;
  }
  return last >= 0 ? (cores[last] as Core) : shortest;
}

/** Brings what runs on the core up to date: the time since has been used. */
function update(world: World, core: Core): void {
  const elapsed = world.now - core.since;
  core.since = world.now;
  const thread = core.current;
  if (thread === null || !core.executing || elapsed <= 0) return;
  core.busyTime += elapsed;
  thread.remaining = Math.max(0, thread.remaining - elapsed / slowdownOf(world.machine, world.busy));
  thread.vruntime += elapsed;
  if (thread.vruntime >= thread.deadline) thread.deadline = thread.vruntime + world.machine.os.timeSlice;
}

/** The number of busy cores changes, and with it the speed of all of them. */
function setBusy(world: World, busy: number): void {
  if (slowdownOf(world.machine, world.busy) === slowdownOf(world.machine, busy)) {
    world.busy = busy;
    return;
  }
  for (const core of world.cores) update(world, core);
  world.busy = busy;
  for (const core of world.cores) if (core.completion !== null) awaitCompletion(world, core);
}

/** Gives an empty core to a thread of its queue: at once if it ran here last, after a context switch otherwise. */
function give(world: World, core: Core, thread: SimThread): void {
  const { os } = world.machine;
  remove(core, thread);
  const wasIdle = core.state === coreTable.state.idle;
  let delay = wasIdle ? Math.round(idleExitOf(os, world.now - core.changed) * varied(world)) : 0;
  if (core.last !== thread) {
    core.state = next(coreTable, core.state, coreTable.event.switch);
    core.switches++;
    delay += os.contextSwitch;
    if (thread.lastCore >= 0 && thread.lastCore !== core.id) delay += os.migration;
  }
  core.current = thread;
  core.last = thread;
  core.executing = false;
  thread.core = core.id;
  thread.lastCore = core.id;
  thread.protectedUntil = Math.min(thread.deadline, thread.vruntime + os.timeSlice);
  if (wasIdle) setBusy(world, world.busy + 1);
  core.since = world.now;
  if (delay > 0) world.events.add(world.now + delay, () => execute(world, core));
  else execute(world, core);
}

/** 1, give or take the machine's jitter. */
export const varied = ({ machine, random }: World): number => 1 + machine.os.jitter * (2 * random() - 1);

/** The thread that was given the core begins. */
function execute(world: World, core: Core): void {
  const thread = core.current as SimThread; // `give` put it there, and nothing takes it off before it executes
  if (core.state !== coreTable.state.running) core.state = next(coreTable, core.state, coreTable.event.run);
  core.executing = true;
  core.since = world.now;
  core.changed = world.now;
  thread.state = next(threadTable, thread.state, event.dispatch);
  enterPhase(world, thread, 'running');
  if (thread.remaining > thread.stopAt) {
    awaitCompletion(world, core);
    awaitTick(world, core);
  } else advance(world, core, thread.remaining > 0 ? thread.remaining : thread.result);
}

function awaitCompletion(world: World, core: Core): void {
  const thread = core.current as SimThread; // it executes
  core.completion = cancel(core.completion);
  const left = (thread.remaining - thread.stopAt) * slowdownOf(world.machine, world.busy);
  core.completion = world.events.add(world.now + Math.ceil(left - ROUNDING), () => {
    core.completion = null;
    update(world, core);
    thread.remaining = thread.stopAt;
    advance(world, core, thread.remaining);
  });
}

/** Lets the thread on the core go on until it needs time or waits. `value` is what its course is given. */
function advance(world: World, core: Core, value: number): void {
  const thread = core.current as SimThread; // it executes
  thread.remaining = 0;
  thread.stopAt = 0;
  core.advancing = true;
  const step = thread.dead ? ENDED : thread.course.next(value);
  core.advancing = false;
  update(world, core);
  if (step.done === true) {
    thread.state = next(threadTable, thread.state, event.finish);
    enterPhase(world, thread, 'done');
    giveUp(world, core);
  } else if (step.value === CPU) {
    awaitCompletion(world, core);
    awaitTick(world, core);
    // Whom it woke may have a better claim to the core than it has.
    if (core.mustSwitch) preempt(world, core);
  } else giveUp(world, core);
}

/** The current thread has nothing more to do for now: it leaves the core to whoever is next. */
function giveUp(world: World, core: Core): void {
  const thread = core.current as SimThread; // it executed until now
  leave(core, thread, world.machine.os.timeSlice);
  vacate(core, thread);
  pickNext(world, core);
}

function vacate(core: Core, thread: SimThread): void {
  core.completion = cancel(core.completion);
  core.tick = cancel(core.tick);
  core.current = null;
  core.executing = false;
  core.mustSwitch = false;
  thread.core = -1;
}

function pickNext(world: World, core: Core): void {
  const thread = best(core) ?? steal(world, core);
  if (thread !== null) {
    give(world, core, thread);
    return;
  }
  core.state = next(coreTable, core.state, coreTable.event.stop);
  core.changed = world.now;
  setBusy(world, world.busy - 1);
}

/** A core that falls idle takes a thread from the longest queue (newidle balance), or null. */
function steal(world: World, core: Core): SimThread | null {
  let from: Core | null = null;
  for (const other of world.cores) if (other.queue.length > (from?.queue.length ?? 0)) from = other;
  const thread = from?.queue.find((candidate) => candidate.process.cores.includes(core.id));
  if (from === null || thread === undefined) return null;
  update(world, from);
  leave(from, thread, world.machine.os.timeSlice);
  remove(from, thread);
  enter(core, thread, world.machine.os.timeSlice);
  return thread;
}

/** Takes the core from its thread, which could have gone on. */
function preempt(world: World, core: Core): void {
  if (core.advancing) {
    core.mustSwitch = true; // in the middle of its course: when that yields
    return;
  }
  const thread = core.current as SimThread; // it executes
  update(world, core);
  const chosen = best(core);
  core.mustSwitch = false;
  if (chosen === null || chosen === thread) return;
  thread.state = next(threadTable, thread.state, event.preempt);
  enterPhase(world, thread, 'ready');
  vacate(core, thread);
  core.queue.push(thread);
  give(world, core, chosen);
}

/** Somebody else waits for the core: at the next timer interrupts, see whether it is that one's turn. */
function awaitTick(world: World, core: Core): void {
  if (core.tick !== null || core.queue.length === 0 || !core.executing) return;
  const { tick } = world.machine.os;
  const at = (Math.floor(world.now / tick) + 1) * tick;
  core.tick = world.events.add(at, () => {
    core.tick = null;
    update(world, core);
    if (!isProtected(core) && best(core) !== core.current) preempt(world, core);
    else awaitTick(world, core);
  });
}

/**
 * Asks a thread in bytecode to stop at its next look at the eval breaker: at once, or at the end of the piece of C
 * code that it is in. In C code that keeps the lock, and elsewhere, it will look later by itself.
 */
export function interrupt(world: World, thread: SimThread): void {
  if (!thread.interruptible || thread.remaining <= 0) return;
  const core = thread.core < 0 ? undefined : world.cores[thread.core];
  if (core?.executing) update(world, core);
  const { remaining, grain } = thread;
  thread.stopAt = grain > 0 ? Math.floor(remaining / grain + ROUNDING) * grain : remaining;
  if (core?.executing && core.completion !== null) awaitCompletion(world, core);
}

/** Ends the present stretch of a thread that is no more: what was left of it will not be done. */
export function cutShort(world: World, thread: SimThread): void {
  const core = thread.core < 0 ? undefined : world.cores[thread.core];
  if (core?.executing) update(world, core);
  thread.remaining = 0;
  thread.stopAt = 0;
  if (core?.executing && core.completion !== null) awaitCompletion(world, core);
}

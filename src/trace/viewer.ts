import { IDLE } from '../schedule/scheduler.ts';
import type { Vm } from '../vm/types.ts';
import { createVm } from '../vm/vm.ts';
import type { Trace } from './types.ts';

/** A machine for looking at moments of a trace, and where it stands. */
interface Viewer {
  readonly vm: Vm;
  trace: Trace | null;
  cursor: number;
}

/** One machine for each program and setting of the machine; it goes away with the program. */
const viewers = new WeakMap<Trace['program'], Map<string, Viewer>>();

/**
 * A machine in the situation of a cursor: the checkpoint before it, restored, and the steps from there. It is lent:
 * read it before the next call of this function, and do not step it.
 */
export function machineAt(trace: Trace, cursor: number): Vm {
  if (!Number.isInteger(cursor) || cursor < 0 || cursor > trace.steps.length) {
    throw new RangeError(`Cursor ${cursor} is outside of the trace; it has moments 0 to ${trace.steps.length}`);
  }
  const viewer = viewerOf(trace);
  let from = cursor;
  while (!trace.checkpoints.has(from)) from--;
  if (viewer.trace !== trace || viewer.cursor > cursor || viewer.cursor < from) {
    const image = trace.checkpoints.get(from) as Int32Array; // the loop stops at a checkpoint: there is one at 0
    viewer.vm.restore(image);
    viewer.cursor = from;
    viewer.trace = trace;
  }
  for (; viewer.cursor < cursor; viewer.cursor++) {
    const thread = trace.steps[viewer.cursor]?.thread ?? IDLE;
    if (thread !== IDLE) viewer.vm.step(thread);
  }
  return viewer.vm;
}

/** The memory image at a cursor in canonical form: equal situations give equal words. */
export const imageAt = (trace: Trace, cursor: number): Int32Array => machineAt(trace, cursor).snapshot();

function viewerOf(trace: Trace): Viewer {
  let machines = viewers.get(trace.program);
  if (machines === undefined) {
    machines = new Map();
    viewers.set(trace.program, machines);
  }
  const key = JSON.stringify([trace.machine.switchPoints, trace.machine.gil]);
  let viewer = machines.get(key);
  if (viewer === undefined) {
    const vm = createVm(trace.program, trace.machine);
    vm.record(false);
    viewer = { vm, trace: null, cursor: 0 };
    machines.set(key, viewer);
  }
  return viewer;
}

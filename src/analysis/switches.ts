import { IDLE } from '../schedule/scheduler.ts';
import { couldGoOn } from '../trace/log.ts';
import type { Trace } from '../trace/types.ts';

/** Steps at which the running thread changed though the thread before could have gone on: what a par counts. */
export function switchesOf(trace: Trace, cursor = trace.steps.length): number[] {
  const switches: number[] = [];
  let last = -1;
  for (let k = 0; k < cursor && k < trace.steps.length; k++) {
    const thread = trace.steps[k]?.thread ?? IDLE;
    if (thread === IDLE) continue;
    if (last >= 0 && thread !== last && couldGoOn(trace.states[k]?.[last])) switches.push(k);
    last = thread;
  }
  return switches;
}

/** How many times each thread stored to a name, by thread id: whether every thread still does its work. */
export function storesTo(trace: Trace, name: string): Map<number, number> {
  const stores = new Map<number, number>();
  for (const { effects } of trace.steps) {
    for (const effect of effects) {
      if (effect.kind === 'store' && effect.name === name)
        stores.set(effect.thread, (stores.get(effect.thread) ?? 0) + 1);
    }
  }
  return stores;
}

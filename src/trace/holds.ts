import type { Effect } from '../vm/types.ts';
import type { Hold, Trace } from './types.ts';

/**
 * Who held which lock, from the start of the step that acquired it to the end of the step that released it, in
 * order of acquisition. A lock still held at the end is `open` and reaches over the column of now. A lock has no
 * owner in Python: any thread's release ends the hold.
 */
export function holdsOf(trace: Trace): Hold[] {
  const holds: Hold[] = [];
  /** Index in `holds` of the open hold, by the lock's name. */
  const open = new Map<string, number>();
  const end = trace.steps.length + 1;
  const take = (step: number, effects: readonly Effect[]): void => {
    for (const { kind, thread, name } of effects) {
      if (kind === 'acquire') {
        open.set(name, holds.length);
        holds.push({ thread, lock: name, start: Math.max(0, step), end, open: true });
      } else if (kind === 'release') {
        const index = open.get(name);
        const hold = index === undefined ? undefined : holds[index];
        if (index === undefined || hold === undefined) continue;
        open.delete(name);
        holds[index] = { ...hold, end: step + 1, open: false };
      }
    }
  };
  take(-1, trace.setup);
  for (let k = 0; k < trace.steps.length; k++) take(k, trace.steps[k]?.effects ?? []);
  return holds.filter((hold) => hold.end > 0); // what the set-up released is over
}

import { markOf } from '../schedule/text.ts';
import { plural } from '../trace/span.ts';
import type { Remark, Trace } from '../trace/types.ts';
import type { Effect } from '../vm/types.ts';

/** A store that overwrote what its thread had not seen. */
export interface LostUpdate extends Remark {
  /** The place that was written, as the program names it: `count`, `items[0]`. */
  readonly name: string;
  /** Who wrote the value that was overwritten, and at which step. */
  readonly victim: number;
  readonly victimStep: number;
  /** The overwritten value and the one in its place, as `repr`. */
  readonly lostValue: string;
  readonly newValue: string;
  /** Stores of other threads since this thread's last look: all of them are lost. */
  readonly count: number;
  /** The step of that look: the read, or the thread's own last store. */
  readonly readStep: number;
}

/** One place in memory: who stored last, and how many stores there were in all. */
interface Place {
  stores: number;
  writer: number;
  step: number;
  /** By thread: what it has seen of this place. */
  readonly seen: Map<number, Seen>;
}

interface Seen {
  /** Number of stores when it looked, and the step at which it did. */
  stores: number;
  step: number;
}

/**
 * The lost updates of a trace, in order of step. A store loses updates when its thread has looked at the place
 * before (a read, or a store of its own that followed a read) and another thread has stored there since. A thread
 * that never reads a place writes it blindly and loses nothing. Linear in the number of effects.
 */
export function lostUpdatesOf(trace: Trace): LostUpdate[] {
  const places = new Map<string, Place>();
  const found: LostUpdate[] = [];
  for (let k = 0; k < trace.steps.length; k++) {
    for (const effect of trace.steps[k]?.effects ?? []) {
      if (effect.kind !== 'load' && effect.kind !== 'store') continue;
      let place = places.get(effect.name);
      if (place === undefined) {
        place = { stores: 0, writer: 0, step: -1, seen: new Map() };
        places.set(effect.name, place);
      }
      if (effect.kind === 'load') look(place, effect.thread, k);
      else store(place, effect, k, found);
    }
  }
  return found;
}

function look(place: Place, thread: number, step: number): void {
  const seen = place.seen.get(thread);
  if (seen === undefined) {
    place.seen.set(thread, { stores: place.stores, step });
    return;
  }
  seen.stores = place.stores;
  seen.step = step;
}

function store(place: Place, effect: Effect, step: number, found: LostUpdate[]): void {
  const seen = place.seen.get(effect.thread);
  if (seen !== undefined && place.stores > seen.stores) found.push(lostUpdate(place, seen, effect, step));
  place.stores++;
  place.writer = effect.thread;
  place.step = step;
  if (seen !== undefined) look(place, effect.thread, step);
}

function lostUpdate(place: Place, seen: Seen, effect: Effect, step: number): LostUpdate {
  const { thread, name, before, after } = effect;
  const count = place.stores - seen.stores;
  const text = `overwrites ${markOf(place.writer)}’s ${before} with ${after}: ${plural(count, 'update')} lost`;
  const victim = { victim: place.writer, victimStep: place.step, lostValue: before, newValue: after };
  return { step, thread, text, name, ...victim, count, readStep: seen.step };
}

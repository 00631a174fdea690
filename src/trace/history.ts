import type { Effect } from '../vm/types.ts';
import type { Trace } from './types.ts';

/** What a trace did to memory and to the screen, indexed by step; step −1 is the set-up. */
export interface History {
  /** The last write of a name, or of a part of it (`items[0]` is a part of `items`), before a cursor; or undefined. */
  lastWrite(name: string, cursor: number): Write | undefined;
  /** All that was printed before a cursor. */
  outputAt(cursor: number): string;
}

export interface Write {
  readonly step: number;
  readonly thread: number;
  readonly before: string;
}

const histories = new WeakMap<Trace, History>();

/** The trace's history; made once for each trace, in time linear in its effects. */
export function historyOf(trace: Trace): History {
  const known = histories.get(trace);
  if (known !== undefined) return known;
  const history = build(trace);
  histories.set(trace, history);
  return history;
}

function build(trace: Trace): History {
  const writes = new Map<string, Write[]>();
  const prints: { readonly step: number; readonly text: string }[] = [];
  const write = (name: string, entry: Write): void => {
    const list = writes.get(name);
    if (list === undefined) writes.set(name, [entry]);
    else list.push(entry);
  };
  const take = (step: number, effects: readonly Effect[]): void => {
    for (const { kind, thread, name, before, text } of effects) {
      if (kind === 'print') prints.push({ step, text });
      if (kind !== 'store') continue;
      write(name, { step, thread, before });
      // A part was written: so was what it is a part of, though nobody has recorded what that looked like before.
      for (const { index } of name.matchAll(/[.[]/g)) write(name.slice(0, index), { step, thread, before: '' });
    }
  };
  take(-1, trace.setup);
  trace.steps.forEach((step, k) => {
    if (step.effects.length > 0) take(k, step.effects);
  });
  return {
    lastWrite: (name, cursor) => {
      const list = writes.get(name) ?? [];
      return list[countBefore(list, cursor) - 1];
    },
    outputAt: (cursor) => {
      const count = countBefore(prints, cursor);
      let output = '';
      for (let i = 0; i < count; i++) output += prints[i]?.text ?? '';
      return output;
    },
  };
}

/** How many entries of a list in order of step lie before the cursor. */
function countBefore(list: readonly { readonly step: number }[], cursor: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.step ?? cursor) < cursor) low = middle + 1;
    else high = middle;
  }
  return low;
}

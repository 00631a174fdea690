import type { Effect } from '../vm/types.ts';
import { createDigest, type Digest, digestOfText } from './digest.ts';
import { momentAt } from './moment.ts';
import type { Trace } from './types.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Characters of the running check for each step: 12 bits. */
export const CHECK_WIDTH = 2;

/**
 * A running check of a run: after each step two characters of a digest of everything that happened so far, as a
 * reader sees it (who, which line, what was read, written, printed). The first pair that differs names the first
 * step that differs, but for a chance of 1 in 4,096.
 */
export function checksOf(trace: Trace): string {
  const digest = createDigest();
  let checks = '';
  takeEffects(digest, trace.setup);
  for (const { thread, line, effects } of trace.steps) {
    digest.word(thread);
    digest.word(line);
    takeEffects(digest, effects);
    const bits = digest.short();
    checks += ALPHABET.charAt(bits & 63) + ALPHABET.charAt((bits >>> 6) & 63);
  }
  return checks;
}

/** The first step at which two running checks differ, or −1; a missing step differs. */
export function firstDifference(a: string, b: string): number {
  if (a === b) return -1;
  let k = 0;
  while (k < a.length && a.slice(k, k + CHECK_WIDTH) === b.slice(k, k + CHECK_WIDTH)) k += CHECK_WIDTH;
  return k / CHECK_WIDTH;
}

/**
 * Digest of how a run stands at its end, as a reader sees it: threads, shared memory, locks, output. It does not depend on
 * where things lie in the memory image.
 */
export function finalDigest(trace: Trace): string {
  const { threads, memory, locks, output } = momentAt(trace, trace.steps.length);
  const state = [
    threads.map(({ mark, name, status, line, error }) => [mark, name, status, line, error]),
    memory.map(({ name, value }) => [name, value]),
    locks.map(({ name, holder }) => [name, holder]),
    output,
  ];
  return digestOfText(JSON.stringify(state));
}

function takeEffects(digest: Digest, effects: readonly Effect[]): void {
  digest.word(effects.length);
  for (const { kind, thread, line, name, before, after, text } of effects) {
    digest.text(kind);
    digest.word(thread);
    digest.word(line);
    digest.text(name);
    digest.text(before);
    digest.text(after);
    digest.text(text);
  }
}

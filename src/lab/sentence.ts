import type { RoundResult } from './pool.ts';
import type { Settings } from './settings.ts';

type Shape = Pick<Settings, 'workers' | 'times'>;

/**
 * What the rounds show, in words and with nothing that they do not show:
 * `2 workers, 10 rounds of 2 × 1,000,000: between 0% and 52% were lost; Atomics.add lost none (3 rounds).`
 * `cores` is `hardwareConcurrency`, 0 when unknown. Empty without a round of plain counting.
 */
export function sentenceOf(results: readonly RoundResult[], { workers, times }: Shape, cores: number): string {
  const plain = results.filter((r) => r.way === 'plain');
  if (plain.length === 0) return '';
  const control = results.filter((r) => r.way === 'atomic');
  const head = `${workers} workers, ${plural(plain.length, 'round')} of ${workers} × ${count(times)}`;
  return `${head}: ${losses(plain)}${controls(control)}.${plain.every((r) => r.lost === 0) ? ` ${whyNone(plain, cores)}` : ''}`;
}

function losses(plain: readonly RoundResult[]): string {
  const shares = plain.map((r) => r.lost / r.expected);
  const low = percent(Math.min(...shares));
  const high = percent(Math.max(...shares));
  if (high === '0%') return 'no update was lost';
  return low === high ? `${high} were lost` : `between ${low} and ${high} were lost`;
}

function controls(control: readonly RoundResult[]): string {
  if (control.length === 0) return '';
  const lost = control.reduce((sum, r) => sum + r.lost, 0);
  return `; Atomics.add lost ${lost === 0 ? 'none' : count(lost)} (${plural(control.length, 'round')})`;
}

/** A loss needs a store of one worker between the load and the store of another. Why there can be none of that. */
function whyNone(plain: readonly RoundResult[], cores: number): string {
  const rule = 'An update is lost only when one worker stores between another one’s load and store';
  if (cores === 1)
    return `${rule}; on one core that takes a switch at exactly that place, and there are few. It passed, which does not make it right.`;
  const overlap = Math.max(...plain.map((r) => r.overlap));
  if (overlap < 0.5)
    return `${rule}; here the workers ran side by side for at most ${percent(overlap)} of a round. It passed, which does not make it right: try again.`;
  return `${rule}; this time none did, which is luck. It passed, which does not make it right: try again.`;
}

/** A share as a whole percentage; what is not nothing is never called 0%, and what is not all never 100%. */
function percent(share: number): string {
  if (share > 0 && share < 0.01) return 'less than 1%';
  if (share > 0.99 && share < 1) return 'more than 99%';
  return `${Math.round(share * 100)}%`;
}

const count = (n: number): string => n.toLocaleString('en');
const plural = (n: number, noun: string): string => `${count(n)} ${noun}${n === 1 ? '' : 's'}`;

import { type ParsedSchedule, parseSchedule, type Schedule } from './text.ts';

/** A seed starts the one random source of a run: an integer from 0 to 2^32 − 1, written `0x5EED`. */
export const MAX_SEED = 0xffff_ffff;

export type ScheduleOrSeed =
  | { readonly kind: 'seed'; readonly seed: number }
  | ({ readonly kind: 'schedule' } & ParsedSchedule);

export const formatSeed = (seed: number): string => `0x${(seed >>> 0).toString(16).toUpperCase()}`;

/** Reads `0x` and 1 to 8 hexadecimal digits; undefined for anything else. */
export function parseSeed(text: string): number | undefined {
  return /^0x[0-9a-f]{1,8}$/i.test(text.trim()) ? Number.parseInt(text.trim().slice(2), 16) : undefined;
}

/**
 * What the schedule field takes: a schedule, or a seed. Text that is both (`0x1`: a seed, or main, T33, T1) is a
 * seed; `0 x1` is the schedule.
 */
export function parseScheduleOrSeed(text: string): ScheduleOrSeed {
  const seed = parseSeed(text);
  if (seed !== undefined) return { kind: 'seed', seed };
  const trimmed = text.trim();
  if (/^0x[0-9a-f]{9,}$/i.test(trimmed)) {
    const steps: Schedule = [];
    const position = text.search(/0x/i) + 10;
    const message = `A seed has at most 8 hexadecimal digits, found ${trimmed.length - 2}.`;
    return { kind: 'schedule', steps, error: { position, found: text.charAt(position), message } };
  }
  return { kind: 'schedule', ...parseSchedule(text) };
}

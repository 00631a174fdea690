import type { LogEntry } from '../trace/types.ts';

/** A thread blocks at a moment, without a step of its own: it is known before the step it is logged at. */
export const isWait = (entry: LogEntry): boolean => entry.tone === 'lock' && /^(blocks|waits)/.test(entry.text);

/** The first cursor at which the entry has happened. */
export const momentOf = (entry: LogEntry): number => (isWait(entry) ? entry.step : entry.step + 1);

/** Class for the words: lock colour means blocked, so taking and giving back a lock is only heavier. */
export const entryTone = (entry: LogEntry): string => (entry.tone === 'lock' && !isWait(entry) ? 'switch' : entry.tone);

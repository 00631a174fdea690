import { freshProgress, type Progress, stepNames } from './flow.ts';

/** What is kept on this device. In a private window, or where storage is refused or full, nothing is, and nothing fails. */
const PREFIX = 'racecourse:1:';

export type Store = Pick<Storage, 'getItem' | 'setItem'>;

function browserStore(): Store | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

function read(name: string, store = browserStore()): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(store?.getItem(PREFIX + name) ?? 'null');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function write(name: string, value: unknown, store = browserStore()): void {
  try {
    store?.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Full or forbidden: the lesson goes on without.
  }
}

/** A reader's progress in a lesson; what is missing or damaged is as fresh. */
export function loadProgress(slug: string, store?: Store): Progress {
  const saved = read(`lesson:${slug}`, store);
  const progress: Record<string, unknown> = { ...freshProgress };
  for (const [key, value] of Object.entries(freshProgress)) {
    if (typeof saved[key] === typeof value) progress[key] = saved[key];
  }
  if (!stepNames.some((name) => name === progress.at)) progress.at = 'predict';
  return progress as unknown as Progress; // every key has a value of the type that the fresh one has
}

export const saveProgress = (slug: string, progress: Progress, store?: Store): void =>
  write(`lesson:${slug}`, progress, store);

export interface Settings {
  readonly theme: 'light' | 'dark' | '';
  readonly singleKeys: boolean;
}

export function loadSettings(store?: Store): Settings {
  const { theme, singleKeys } = read('settings', store);
  return { theme: theme === 'light' || theme === 'dark' ? theme : '', singleKeys: singleKeys !== false };
}

export const saveSettings = (settings: Settings, store?: Store): void => write('settings', settings, store);

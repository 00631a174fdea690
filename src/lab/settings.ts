/** How much one experiment does. Everything is bounded, because the learner's machine has other work. */
export interface Settings {
  readonly workers: number;
  /** Rounds of plain counting, and then rounds of the control with Atomics.add. */
  readonly rounds: number;
  readonly controls: number;
  /** How many times each worker adds 1 in a round. */
  readonly times: number;
  /** The whole experiment is ended after this many milliseconds. */
  readonly limit: number;
}

export const defaultSettings: Settings = { workers: 2, rounds: 10, controls: 3, times: 1_000_000, limit: 20_000 };

const bounds: Readonly<Record<keyof Settings, readonly [low: number, high: number]>> = {
  workers: [2, 16],
  rounds: [1, 100],
  controls: [0, 100],
  times: [1, 100_000_000], // 16 workers × this still fits in the counter's 32 bits
  limit: [1, 60_000],
};

/** Fills in what is missing. Throws RangeError for a number that is out of bounds. */
export function settingsOf(wanted: Partial<Settings> = {}): Settings {
  const settings = { ...defaultSettings, ...wanted };
  for (const name of Object.keys(bounds) as (keyof Settings)[]) {
    const [low, high] = bounds[name];
    const value = settings[name];
    if (Number.isInteger(value) && value >= low && value <= high) continue;
    throw new RangeError(
      `The experiment's "${name}" is a whole number from ${low} to ${high.toLocaleString('en')}; found ${value}`,
    );
  }
  return settings;
}

/** Updates that one round makes. */
export const expectedOf = ({ workers, times }: Settings): number => workers * times;

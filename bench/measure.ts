/**
 * Tells one figure: `report('step', 41, 'ns', 'per step, counter program, 1,000,000 steps')`.
 * The last argument is its denominator: what was counted, and over how many.
 */
export type Report = (name: string, value: number, unit: string, denominator: string) => void;

/** Median seconds of `work` over several rounds, after one round to warm up. */
export function medianSeconds(work: () => void, rounds = 7): number {
  work();
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return (performance.now() - start) / 1000;
  });
  times.sort((a, b) => a - b);
  return times[rounds >> 1] as number;
}

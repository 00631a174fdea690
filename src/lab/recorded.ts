import type { Way } from './counting.ts';
import type { RoundResult } from './pool.ts';
import { defaultSettings, expectedOf } from './settings.ts';

/** Where and with what the results below were measured; a page that shows them says so. */
export const recordedFrom =
  'Recorded in Chromium 156 on a machine with 2 cores that had other work too; this is not your machine.';
export const recordedCores = 2;
export const recordedSettings = defaultSettings;

/** One run of the experiment with its default settings, as it came: lost, milliseconds, overlap. */
const run: readonly (readonly [way: Way, lost: number, milliseconds: number, overlap: number])[] = [
  ['plain', 359, 11.2, 0.27],
  ['plain', 981_232, 1.4, 0.99],
  ['plain', 942_347, 1.4, 0.99],
  ['plain', 1_001_652, 1.6, 0.93],
  ['plain', 0, 0.8, 0],
  ['plain', 0, 4.4, 0],
  ['plain', 844_684, 1.4, 0.92],
  ['plain', 792_476, 1.4, 0.96],
  ['plain', 762_416, 1.4, 0.96],
  ['plain', 829_862, 1.5, 0.98],
  ['atomic', 0, 46.8, 1],
  ['atomic', 0, 40.8, 0.95],
  ['atomic', 0, 44.4, 0.98],
];

/** For a page whose workers cannot share memory. */
export const recordedResults: readonly RoundResult[] = run.map(([way, lost, milliseconds, overlap], i) => {
  const expected = expectedOf(recordedSettings);
  const round = way === 'plain' ? i + 1 : i + 1 - recordedSettings.rounds;
  return { way, round, expected, final: expected - lost, lost, milliseconds, overlap };
});

import { expect, test } from 'vitest';
import { shareText } from '../../../src/explore/odds.ts';

test.each([
  [184_756n, 137_846_528_820n, '0.00013%'],
  [8n, 137_846_528_820n, '0.0000000058%'],
  [2n, 6n, '33%'],
  [1n, 4n, '25%'],
  [1n, 100n, '1%'],
  [1n, 16n, '6.3%'],
  [999n, 10_000n, '10%'],
  [0n, 7n, '0%'],
  [7n, 7n, '100%'],
  [10n ** 30n - 1n, 10n ** 30n, '>99%'],
  [0n, 0n, ''],
])('%i of %i schedules are %s', (part, whole, text) => expect(shareText(part, whole)).toBe(text));

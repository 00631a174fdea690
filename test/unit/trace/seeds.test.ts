import { expect, test } from 'vitest';
import { DIGEST_OF_1000_SEEDS, digestOfSeeds } from '../../shared/seeds.ts';

test('equal seed, equal run: the digest of 1,000 seeds is the recorded one', () => {
  expect(digestOfSeeds(1_000)).toBe(DIGEST_OF_1000_SEEDS);
});

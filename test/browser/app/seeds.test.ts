/** Equal seed, equal trace: this browser runs what Node runs. */
import { DIGEST_OF_1000_SEEDS, digestOfSeeds } from '../../shared/seeds.ts';
import { equal } from '../assert.ts';

it('runs 1,000 seeds as Node does, to the last event', () => {
  equal(digestOfSeeds(1_000), DIGEST_OF_1000_SEEDS);
});

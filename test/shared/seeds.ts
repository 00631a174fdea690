import { drive } from '../../src/schedule/drive.ts';
import { randomScheduler } from '../../src/schedule/random.ts';
import { createDigest } from '../../src/trace/digest.ts';
import { defaultMachine } from '../../src/vm/machine.ts';
import { createVm } from '../../src/vm/vm.ts';
import { counterSource, programOf } from './programs.ts';

/**
 * The digest of seeds 0 to 999, in Node and in every browser. It changes when schedules,
 * effects or packed images do; then write the new one here, once it is clear that the change was meant.
 */
export const DIGEST_OF_1000_SEEDS = '89f403aca346c3a6';

/**
 * One digest over the counter lesson's runs of seeds 0 to n − 1: of each its schedule, everything that happened on
 * the way, and the memory image it ends with.
 */
export function digestOfSeeds(n: number): string {
  const vm = createVm(programOf(counterSource(), 'counter.py'), defaultMachine);
  const start = vm.snapshot();
  const digest = createDigest();
  for (let seed = 0; seed < n; seed++) {
    vm.restore(start);
    drive(vm, randomScheduler(seed), 1_000, (_, thread) => {
      digest.word(thread);
      for (const { kind, thread, line, name, before, after, text } of vm.effects()) {
        digest.text([kind, thread, line, name, before, after, text].join('\n'));
      }
    });
    digest.words(vm.snapshot());
  }
  return digest.hex();
}

import { drive } from '../../src/schedule/drive.ts';
import { randomScheduler } from '../../src/schedule/random.ts';
import { createDigest } from '../../src/trace/digest.ts';
import { defaultMachine } from '../../src/vm/machine.ts';
import { createVm } from '../../src/vm/vm.ts';
import { counterSource, programOf } from './programs.ts';

/**
 * The digest of seeds 0 to 999, in Node and in every browser. It is taken of what a reader sees, so it changes only
 * when runs do; then write the new one here, once it is clear that the change was meant.
 */
export const DIGEST_OF_1000_SEEDS = '8b8b5aedd623c568';

/**
 * One digest over the counter lesson's runs of seeds 0 to n − 1: of each its schedule, everything that happened on
 * the way, and what its threads and variables are at the end.
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
    for (const { name, value } of vm.variables()) digest.text(`${name} = ${value}`);
    for (let id = 0; id < vm.threadCount(); id++) digest.text(`${vm.thread(id).mark} ${vm.thread(id).status}`);
  }
  return digest.hex();
}

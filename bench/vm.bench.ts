import { compilePython } from '../src/language/python/compile.ts';
import { createVm } from '../src/vm/vm.ts';
import { medianSeconds, type Report } from './measure.ts';

const STEPS = 1_000_000;
const SNAPSHOTS = 200_000;

const counter = (rounds: number): string => `
from threading import Thread
count = 0
def work():
    global count
    for _ in range(${rounds}):
        tmp = count
        count = tmp + 1
for t in [Thread(target=work), Thread(target=work)]:
    t.start()
`;

/** The virtual machine on the counter program: steps, and going back. */
export default function bench(report: Report): void {
  const made = compilePython(counter(STEPS));
  if (!made.ok) throw new Error('the counter program does not compile');
  const vm = createVm(made.program);
  const start = vm.snapshot();
  vm.record(false);
  const run = medianSeconds(() => {
    vm.restore(start);
    for (let i = 0; i < STEPS; i++) vm.step(1 + (i & 1));
  });
  report('step', (run / STEPS) * 1e9, 'ns', `per step, two threads taking turns, ${STEPS} steps`);
  vm.record(true);
  const recorded = medianSeconds(() => {
    vm.restore(start);
    for (let i = 0; i < STEPS / 10; i++) vm.step(1 + (i & 1));
  });
  report(
    'recorded step',
    (recorded / (STEPS / 10)) * 1e9,
    'ns',
    `per step with its effects in words, ${STEPS / 10} steps`,
  );
  const into = new Int32Array(4096);
  const there = vm.snapshot();
  const back = medianSeconds(() => {
    for (let i = 0; i < SNAPSHOTS; i++) {
      vm.restore(there);
      vm.pack(into);
    }
  });
  report(
    'snapshot',
    (back / SNAPSHOTS) * 1e9,
    'ns',
    `per restore and pack of ${there.length} words, ${SNAPSHOTS} times`,
  );
}

import { compilePython } from '../src/language/python/compile.ts';
import { calibrationMachine } from '../src/simulate/presets.ts';
import { simulateProgram } from '../src/simulate/program.ts';
import { medianSeconds, type Report } from './measure.ts';

const PASSES = 500_000;

const computing = `
from threading import Thread
def work():
    x = 0
    for i in range(${PASSES}):
        x += i
ts = [Thread(target=work) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
`;

/** Python programs in virtual time: how fast bytecode is executed, with everything that goes with it. */
export default function bench(report: Report): void {
  const made = compilePython(computing);
  if (!made.ok) throw new Error('the program does not compile');
  const { program } = made;
  let bytecodes = 0;
  const seconds = medianSeconds(() => {
    bytecodes = simulateProgram(program, calibrationMachine).bytecodes;
  });
  report(
    'virtual bytecodes',
    bytecodes / seconds / 1e6,
    'million a second',
    `two computing threads, ${bytecodes} bytecodes`,
  );
  const compiled = medianSeconds(() => {
    compilePython(computing);
  });
  report('compile', compiled * 1e3, 'ms', `the same program, ${computing.length} characters`);
}

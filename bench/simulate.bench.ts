import { advise } from '../src/simulate/advisor.ts';
import { benchmarks } from '../src/simulate/benchmarks.ts';
import { simulate } from '../src/simulate/kernel.ts';
import { articleLaptop, calibrationMachine } from '../src/simulate/presets.ts';
import { cpuWorkload } from '../src/simulate/workloads/cpu.ts';
import { mixedWorkload } from '../src/simulate/workloads/mixed.ts';
import { medianSeconds, type Report } from './measure.ts';

export default async function simulation(report: Report): Promise<void> {
  const page = medianSeconds(() => void benchmarks(articleLaptop));
  report('benchmarks page', page * 1e3, 'ms', "the article's two charts and two scenarios, 20 simulated bars");

  const stages = [
    { name: 'read', cpu: 2e6, wait: 20e6 },
    { name: 'compute', cpu: 30e6, wait: 0, bytes: 10_000 },
    { name: 'store', cpu: 0.2e6, wait: 10e6 },
  ];
  const advice = medianSeconds(() => void advise({ items: 100, stages }, articleLaptop), 3);
  report('advisor', advice * 1e3, 'ms', 'read, compute, store for 100 items, all choices simulated');

  const second = cpuWorkload({ executor: 'thread', workers: 4, work: { kind: 'bytecode', ns: 10e9 } });
  const bytecodes = 40e9 / calibrationMachine.python.bytecode;
  const bulk = medianSeconds(() => void simulate(second, calibrationMachine, { record: false }), 3);
  report('bytecodes', bytecodes / bulk / 1e6, 'million a second', '4 threads under the GIL, 40 virtual seconds');

  const rounds = 2500;
  const waits = mixedWorkload({
    executor: 'thread',
    workers: 4,
    rounds,
    work: { kind: 'bytecode', ns: 100e3 },
    wait: 1e6,
  });
  const fine = medianSeconds(() => void simulate(waits, calibrationMachine, { record: false }), 5);
  report('round', (fine / (4 * rounds)) * 1e6, 'µs', 'compute, sleep, wake, take the GIL; 4 threads, 10,000 rounds');
  const kept = medianSeconds(() => void simulate(waits, calibrationMachine), 5);
  report('recording', kept / fine, 'times', 'the same with every stretch kept, against sums only');
}

import { duration } from '../../simulate/difference.ts';
import { type SimulatedMachine, slowdownOf } from '../../simulate/machine.ts';
import { columns } from './columns.ts';
import { machinesByName } from './machines.ts';

/** The figures of a machine that matter most. Times in nanoseconds. */
interface MachineFigures {
  readonly name: string;
  readonly cores: number;
  readonly python: string;
  readonly gil: boolean;
  /** Null where there is no GIL. */
  readonly switchInterval: number | null;
  readonly bytecode: number;
  /** How many times slower each core is while all are busy. */
  readonly slowdown: number;
  readonly timeSlice: number;
  readonly startMethod: string;
  /** Processor time of starting a thread, and a process up to its first line. */
  readonly threadStart: number;
  readonly processStart: number;
}

function figuresOf(name: string, machine: SimulatedMachine): MachineFigures {
  const { cores, python, os, costs } = machine;
  const { parent, child } = costs.process[python.startMethod];
  return {
    name,
    cores,
    python: python.version,
    gil: python.gil,
    switchInterval: python.gil ? python.switchInterval : null,
    bytecode: python.bytecode,
    slowdown: slowdownOf(machine, cores),
    timeSlice: os.timeSlice,
    startMethod: python.startMethod,
    threadStart: costs.threadStart + costs.threadBoot,
    processStart: parent + child,
  };
}

/** `racecourse machines`: what `--machine` takes, as a table or as JSON. */
export function listMachines(json: boolean): string {
  const all = [...machinesByName].map(([name, machine]) => figuresOf(name, machine));
  if (json) return `${JSON.stringify(all, null, 2)}\n`;
  const head = 'name,cores,Python,GIL,bytecode,all cores busy,time slice,thread start,process start'.split(',');
  const rows = all.map((one) => [
    one.name,
    String(one.cores),
    one.python,
    one.switchInterval === null ? 'none' : `every ${duration(one.switchInterval)}`,
    duration(one.bytecode),
    one.slowdown === 1 ? 'as fast' : `${one.slowdown} × slower`,
    duration(one.timeSlice),
    duration(one.threadStart),
    `${one.startMethod} ${duration(one.processStart)}`,
  ]);
  return columns([head, ...rows]);
}

import type { SimulatedMachine, StartMethod } from '../../simulate/machine.ts';
import { calibrationMachine, interpreters, machines, withCores, withPython } from '../../simulate/presets.ts';
import { nearest } from '../nearest.ts';
import { Refusal } from '../refusal.ts';

/** A name of `interpreters`. */
export type PythonVersion = keyof typeof interpreters;
export const pythonVersions = Object.keys(interpreters) as PythonVersion[];

/** What the options change about a machine. */
export interface MachineSettings {
  readonly cores?: number;
  readonly python?: PythonVersion;
  /** Milliseconds. */
  readonly switchInterval?: number;
  readonly startMethod?: StartMethod;
}

/**
 * What `--machine` takes: the calibration machine with and without a GIL, the presets, and the calibration machine with
 * each Python. Names in the order in which they are listed.
 */
export const machinesByName: ReadonlyMap<string, SimulatedMachine> = new Map<string, SimulatedMachine>([
  ['gil', calibrationMachine],
  ['free-threaded', withPython(calibrationMachine, '3.13t')],
  ...Object.entries(machines),
  ...pythonVersions.map((version) => [version, withPython(calibrationMachine, version)] as const),
]);

/** Throws Refusal, with the nearest name, where there is none. */
export function machineNamed(name: string): SimulatedMachine {
  const machine = machinesByName.get(name);
  if (machine !== undefined) return machine;
  const meant = nearest(name, [...machinesByName.keys()]);
  throw new Refusal(`there is no machine "${name}"; did you mean ${meant}? (racecourse machines lists them)`);
}

/** A machine by name, changed as the options say. Throws Refusal where they contradict each other. */
export function machineFrom(name: string, settings: MachineSettings): SimulatedMachine {
  const { cores, python: version, switchInterval, startMethod } = settings;
  const named = machineNamed(name);
  const wantsGil = name === 'gil' ? true : name === 'free-threaded' ? false : undefined;
  if (version !== undefined && wantsGil !== undefined && interpreters[version].gil !== wantsGil)
    throw new Refusal(`Python ${version} has ${wantsGil ? 'no' : 'a'} GIL, so --machine ${name} cannot have it`);
  let machine = cores === undefined ? named : withCores(named, cores);
  if (version !== undefined) machine = withPython(machine, version);
  if (switchInterval !== undefined) {
    if (!machine.python.gil)
      throw new Refusal(`${machine.name} has no GIL, and so no switch interval; leave out --switch-interval`);
    machine = tuned(machine, `switch interval ${switchInterval} ms`, { switchInterval: switchInterval * 1e6 });
  }
  if (startMethod !== undefined) machine = tuned(machine, startMethod, { startMethod });
  return machine;
}

/** The machine with another setting of its Python, which its name tells. */
const tuned = (
  machine: SimulatedMachine,
  setting: string,
  python: Partial<SimulatedMachine['python']>,
): SimulatedMachine => ({
  ...machine,
  name: `${machine.name}, ${setting}`,
  python: { ...machine.python, ...python },
});

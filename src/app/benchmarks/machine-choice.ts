import type { SimulatedMachine } from '../../simulate/machine.ts';
import { interpreters, machines, withPython } from '../../simulate/presets.ts';
import { oneOf, type Query, wholeNumber } from './query.ts';

export type Preset = keyof typeof machines;
export type Version = keyof typeof interpreters;

/** A preset computer, with the number of cores and the Python that the reader chose. */
export interface MachineChoice {
  readonly preset: Preset;
  readonly cores: number;
  readonly python: Version;
}

export const MOST_CORES = 16;

export const presets = Object.keys(machines) as Preset[];
export const versions = Object.keys(interpreters) as Version[];

export const presetWords: Readonly<Record<Preset, string>> = {
  'article-laptop': 'The article’s laptop',
  '2-core': '2 cores, measured',
  '16-core': '16 cores',
};

export const versionWords = (version: Version): string =>
  interpreters[version].gil ? `CPython ${version}` : `CPython ${version.replace('t', '')}, no GIL`;

/** A preset as it is. */
export function presetChoice(preset: Preset): MachineChoice {
  const { cores, python } = machines[preset];
  return { preset, cores, python: versions.find((version) => version === python.version) ?? '3.11' };
}

export function machineOf({ preset, cores, python }: MachineChoice): SimulatedMachine {
  const machine: SimulatedMachine = machines[preset];
  const name = `${cores} ${cores === 1 ? 'core' : 'cores'}, ${versionWords(python)}`;
  return { ...withPython(machine, python), cores, name };
}

export function readMachine(query: Query): MachineChoice {
  const usual = presetChoice(oneOf(query.get('machine'), presets, 'article-laptop'));
  return {
    preset: usual.preset,
    cores: wholeNumber(query.get('cores'), 1, MOST_CORES, usual.cores),
    python: oneOf(query.get('python'), versions, usual.python),
  };
}

/** For an address: only what differs from the preset. */
export function writeMachine({ preset, cores, python }: MachineChoice): Record<string, string | number> {
  const usual = presetChoice(preset);
  return {
    ...(preset !== 'article-laptop' && { machine: preset }),
    ...(cores !== usual.cores && { cores }),
    ...(python !== usual.python && { python }),
  };
}

import { defaultMachine, type Machine, type SwitchPoints } from '../vm/machine.ts';

const SWITCH_POINTS: readonly SwitchPoints[] = ['every-step', 'eval-breaker', 'every-bytecode'];

/** A machine as a link writes it: `every-step`, `eval-breaker`, `every-step,nogil`. */
export const formatMachine = (machine: Machine): string => machine.switchPoints + (machine.gil ? '' : ',nogil');

/** Reads what `formatMachine` wrote; undefined for anything else. */
export function parseMachine(text: string): Machine | undefined {
  const [points = '', gil, ...rest] = text.split(',');
  if (rest.length > 0 || (gil !== undefined && gil !== 'nogil')) return undefined;
  return machineOf({ switchPoints: points, gil: gil === undefined });
}

/** Checks a machine that came as plain data (JSON); undefined when it is not one. */
export function machineOf(value: unknown): Machine | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { switchPoints, gil } = value as Partial<Record<keyof Machine, unknown>>;
  const points = SWITCH_POINTS.find((p) => p === switchPoints);
  return points === undefined || typeof gil !== 'boolean' ? undefined : { switchPoints: points, gil };
}

export const isDefaultMachine = (machine: Machine): boolean => formatMachine(machine) === formatMachine(defaultMachine);

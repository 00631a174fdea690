import { compilePython } from '../../../src/language/python/compile.ts';
import { defaultLimits, type Limits, type Machine, type SwitchPoints } from '../../../src/vm/machine.ts';
import type { Effect, Vm } from '../../../src/vm/types.ts';
import { createVm } from '../../../src/vm/vm.ts';

/** A machine with the program in it. Throws where the source does not compile. */
export function load(source: string, switchPoints: SwitchPoints = 'every-step', limits: Partial<Limits> = {}): Vm {
  const made = compilePython(source);
  if (!made.ok) throw new Error(made.diagnostics.map((d) => `${d.line}:${d.column} ${d.message}`).join('\n'));
  const machine: Machine = { switchPoints, gil: true };
  return createVm(made.program, machine, { ...defaultLimits, ...limits });
}

export const choices = (vm: Vm): number[] => {
  const into = new Int32Array(36);
  return Array.from(into.subarray(0, vm.choices(into)));
};

/** Steps the threads that the digits name, then says what happened. */
export function play(vm: Vm, schedule: string): Effect[] {
  const all = [...vm.effects()];
  for (const digit of schedule) {
    vm.step(Number(digit));
    all.push(...vm.effects());
  }
  return all;
}

/** Steps until nobody can: `pick` chooses among the enabled. Returns all effects. */
export function finish(vm: Vm, pick: (enabled: number[], step: number) => number = (e) => e[0] as number): Effect[] {
  const all = [...vm.effects()];
  for (let step = 0, e = choices(vm); e.length > 0 && step < 100_000; step++, e = choices(vm)) {
    vm.step(pick(e, step));
    all.push(...vm.effects());
  }
  return all;
}

export const printed = (effects: readonly Effect[]): string =>
  effects
    .filter((e) => e.kind === 'print')
    .map((e) => e.text)
    .join('');

export const COUNTER = (rounds = 10): string => `
from threading import Thread

count = 0

def work():
    global count
    for _ in range(${rounds}):
        tmp = count
        count = tmp + 1

t1 = Thread(target=work)
t2 = Thread(target=work)
t1.start()
t2.start()
t1.join()
t2.join()
print(count)
`;

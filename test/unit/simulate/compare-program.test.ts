import { describe, expect, test } from 'vitest';
import { compilePython } from '../../../src/language/python/compile.ts';
import { compareProgram } from '../../../src/simulate/compare-program.ts';
import { calibrationMachine, withCores, withPython } from '../../../src/simulate/presets.ts';

function compiled(source: string) {
  const result = compilePython(source, 'program.py');
  if (!result.ok) throw new Error(result.diagnostics[0]?.message);
  return result.program;
}

/** One thread besides main, which computes as long: two cores can halve the time, were it not for the GIL. */
const halves = compiled(`import threading
def work():
    x = 0
    for i in range(300000):
        x += i * i
one = threading.Thread(target=work)
one.start()
work()
one.join()
print("done")
`);
const machines = [calibrationMachine, withPython(calibrationMachine, '3.13t')];

describe('one Python program on several machines', () => {
  const [gil, free] = compareProgram(halves, machines, { seed: 3 });

  test('the first is the measure of the others', () => {
    expect(gil).toMatchObject({ speedUp: 1, efficiency: 0.5, difference: '', sameOutput: true, output: 'done\n' });
  });

  test('without the GIL, threads compute at the same time', () => {
    expect(free?.speedUp).toBeGreaterThan(1.4);
    expect(free?.efficiency).toBeCloseTo((free?.speedUp ?? 0) / 2, 10);
    expect(free?.metrics.waitingForGil).toBe(0);
    expect(free?.sameOutput).toBe(true);
    expect(free?.difference).toContain('for the GIL');
  });

  test('is the same for the same seed', () => {
    const ends = compareProgram(halves, machines, { seed: 3 }).map(({ run }) => run.end);
    expect(ends).toEqual([gil?.run.end, free?.run.end]);
  });

  test('on one core no serial share can be told', () => {
    const [one] = compareProgram(halves, [withCores(calibrationMachine, 1)]);
    expect(one?.serialShare).toBeNaN();
  });
});

test('outputs that differ are reported', () => {
  const cores = compiled('import os\nprint(os.cpu_count())\n');
  const list = [2, 2, 16].map((count) => withCores(calibrationMachine, count));
  expect(compareProgram(cores, list).map(({ sameOutput }) => sameOutput)).toEqual([true, true, false]);
});

test('a machine that makes no sense is an error', () => {
  expect(() => compareProgram(halves, [withCores(calibrationMachine, 0)])).toThrow(/cores is 0, must be/);
});

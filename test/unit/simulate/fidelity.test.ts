/** A part of the table that `npm run fidelity` prints: what must not get worse. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../src/simulate/cells.ts';
import { predict } from '../../../src/simulate/fidelity.ts';

const { cells } = JSON.parse(readFileSync('test/fixtures/calibration/cells.json', 'utf8')) as { cells: Cell[] };
const quiet = cells.filter(({ noisyRuns }) => noisyRuns <= 1);

/** Absolute errors in percent, ascending. */
function errors(some: readonly Cell[]): number[] {
  const all = some.flatMap((cell) => {
    const prediction = predict(cell);
    const measured = cell.latencyMs?.p50 ?? cell.seconds?.median;
    if (prediction === undefined || measured === undefined) return [];
    return [Math.abs((prediction.latencyMs?.p50 ?? prediction.seconds) / measured - 1) * 100];
  });
  return all.sort((a, b) => a - b);
}

const at = (values: readonly number[], share: number): number => values[Math.floor(values.length * share)] ?? 0;

describe('predictions of measured cells', () => {
  test('half of all quiet ones are within 3%', () => {
    const all = errors(quiet.filter((_, index) => index % 3 === 0));
    expect(all.length).toBeGreaterThan(60);
    expect(at(all, 0.5)).toBeLessThan(3);
  });

  test('I/O: half within 2%, nine in ten within 12%', () => {
    const io = errors(quiet.filter(({ scenario }) => scenario === 'io'));
    expect(at(io, 0.5)).toBeLessThan(2);
    expect(at(io, 0.9)).toBeLessThan(12);
  });

  test('the convoy beside one hog: half within 10%', () => {
    const convoy = quiet.filter(({ scenario, workers }) => scenario === 'convoy' && workers === 1);
    expect(at(errors(convoy), 0.5)).toBeLessThan(10);
  });

  test('spawned processes: all within 10%', () => {
    expect(at(errors(quiet.filter(({ executor }) => executor === 'spawn')), 1)).toBeLessThan(10);
  });

  test('a primitive cost is an input, and not predicted', () => {
    expect(predict(cells.find(({ scenario }) => scenario === 'prim') as Cell)).toBeUndefined();
  });
});

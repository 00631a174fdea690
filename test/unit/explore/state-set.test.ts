import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createStateSet } from '../../../src/explore/state-set.ts';

test('equal rows are one state, in order of arrival', () => {
  const rows = fc.array(fc.int32Array({ maxLength: 6, min: -3, max: 3 }), { maxLength: 300 });
  fc.assert(
    fc.property(rows, (rows) => {
      const set = createStateSet();
      const known = new Map<string, number>();
      for (const row of rows) {
        const key = row.join();
        if (!known.has(key)) known.set(key, known.size);
        expect(set.add(row, row.length)).toBe(known.get(key));
        expect(set.size).toBe(known.size);
      }
    }),
  );
});

test('rows come back as they went in, through every growth of the table', () => {
  const set = createStateSet();
  const row = new Int32Array(8);
  const fill = (i: number): number => {
    for (let k = 0; k < 8; k++) row[k] = Math.imul(i, k + 1) ^ k;
    return 1 + (i % 8);
  };
  for (let i = 1; i <= 50_000; i++) {
    const length = fill(i);
    row[length - 1] = i; // distinct
    set.add(row, length);
  }
  expect(set.size).toBe(50_000);
  const back = new Int32Array(8);
  for (let i = 1; i <= 50_000; i++) {
    const length = fill(i);
    row[length - 1] = i;
    expect(set.copy(i - 1, back)).toBe(length);
    if (back.subarray(0, length).join() !== row.subarray(0, length).join()) throw new Error(`row ${i} differs`);
  }
});

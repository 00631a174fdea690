import type { Heap } from './heap.ts';
import { addressOf, FALSE, isSmall, smallOf, TRUE } from './values.ts';

const LINEAR_PROBES = 9;
const PERTURB_SHIFT = 5;

/** CPython's hash of what hashes the same in every run: integers and bools; undefined for the rest. */
const hashOf = (v: number): number | undefined => {
  if (isSmall(v)) return smallOf(v) === -1 ? -2 : smallOf(v);
  return v === TRUE ? 1 : v === FALSE ? 0 : undefined;
};

function place(table: (number | undefined)[], hashes: number[], i: number): void {
  const mask = table.length - 1;
  const hash = hashes[i] as number;
  let perturb = hash < 0 ? 2 ** 64 + hash : hash;
  let at = Number(BigInt.asUintN(32, BigInt(hash))) & mask;
  for (;;) {
    const probes = at + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
    for (let k = 0; k <= probes; k++) {
      if (table[at + k] === undefined) {
        table[at + k] = i;
        return;
      }
    }
    perturb = Math.floor(perturb / 2 ** PERTURB_SHIFT);
    at = Number((BigInt(at) * 5n + 1n + BigInt(perturb)) & BigInt(mask));
  }
}

/**
 * The members of a set in the order in which CPython walks its table (Objects/setobject.c: open addressing, linear
 * probes, growth by four at three fifths full), as if they had been added in this order. Members whose hash differs
 * from run to run, such as strings, keep the order in which they were added.
 */
export function setOrder(heap: Heap, set: number): number[] {
  const items = heap.itemsOf(addressOf(set));
  const hashes = items.map(hashOf);
  if (hashes.includes(undefined)) return items;
  let table: (number | undefined)[] = new Array(8).fill(undefined);
  let used = 0;
  for (let i = 0; i < items.length; i++) {
    place(table, hashes as number[], i);
    used++;
    if (used * 5 < (table.length - 1) * 3) continue;
    let size = 8;
    while (size <= (used > 50_000 ? used * 2 : used * 4)) size *= 2;
    const old = table.filter((x) => x !== undefined);
    table = new Array(size).fill(undefined);
    for (const k of old) place(table, hashes as number[], k);
  }
  return table.flatMap((k) => (k === undefined ? [] : [items[k] as number]));
}

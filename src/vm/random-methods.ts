import type { Arguments } from './builtins.ts';
import { raise } from './errors.ts';
import type { Heap } from './heap.ts';
import type { Numbers } from './numbers.ts';
import type { Operators } from './operators.ts';
import type { Random } from './random.ts';
import { type Spending, TAKES } from './spending.ts';
import { addressOf, NONE, small } from './values.ts';

/** The functions of the module `random`, on one source each; the draws are those of Lib/random.py (CPython 3.11). */
export function createRandomMethods(
  heap: Heap,
  numbers: Numbers,
  operators: Operators,
  random: Random,
  spent: Spending,
) {
  const { image } = heap;
  const integer = (v: number | undefined): number => numbers.index(v ?? NONE, 'an integer is required');
  const sequence = (v: number | undefined, empty: string): number => {
    if (v === undefined || operators.lengthOf(v) <= 0) throw raise('IndexError', empty);
    return v;
  };

  const range = (self: number, from: number, to: number, step: number): number => {
    spent.open += TAKES.randint;
    if (step === 0) throw raise('ValueError', 'zero step for randrange()');
    const width = to - from;
    const n = step === 1 ? width : Math.floor((width + step - Math.sign(step)) / step);
    if (n <= 0) throw raise('ValueError', `empty range for randrange() (${from}, ${to}, ${width})`);
    return heap.number(from + step * random.below(self, n));
  };

  const sample = (self: number, population: number, k: number): number => {
    const n = operators.lengthOf(population);
    if (n < 0) throw raise('TypeError', 'Population must be a sequence.  For dicts or sets, use sorted(d).');
    if (k < 0 || k > n) throw raise('ValueError', 'Sample larger than population or is negative');
    const item = (i: number): number => operators.loadItem(population, small(i));
    const result: number[] = [];
    spent.open += TAKES.sampleItem * k; // Lib/random.py is Python
    let setSize = 21;
    if (k > 5) setSize += 4 ** Math.ceil(Math.log(k * 3) / Math.log(4));
    if (n <= setSize) {
      const pool = [...operators.iterate(population)];
      for (let i = 0; i < k; i++) {
        const j = random.below(self, n - i);
        result.push(pool[j] as number);
        pool[j] = pool[n - i - 1] as number;
      }
      return heap.list(result);
    }
    const chosen = new Set<number>();
    while (chosen.size < k) {
      const j = random.below(self, n);
      if (chosen.has(j)) continue;
      chosen.add(j);
      result.push(item(j));
    }
    return heap.list(result);
  };

  const methods: Record<string, (self: number, a: Arguments) => number> = {
    seed(self, a) {
      const v = a.values[0] ?? NONE;
      if (v !== NONE && !numbers.isInteger(v))
        throw raise('TypeError', 'in this subset random.seed() takes an integer');
      random.seed(self, v === NONE ? 0n : numbers.toInteger(v));
      return NONE;
    },
    random(self) {
      spent.held += TAKES.random;
      return heap.float(random.float(self));
    },
    uniform(self, a) {
      const [from, to] = a.values.map((v) => numbers.toFloat(v)) as [number, number];
      return heap.float(from + (to - from) * random.float(self));
    },
    randint: (self, a) => range(self, integer(a.values[0]), integer(a.values[1]) + 1, 1),
    randrange: (self, a) =>
      a.values.length === 1
        ? range(self, 0, integer(a.values[0]), 1)
        : range(self, integer(a.values[0]), integer(a.values[1]), a.values[2] === undefined ? 1 : integer(a.values[2])),
    choice(self, a) {
      const from = sequence(a.values[0], 'Cannot choose from an empty sequence');
      return operators.loadItem(from, small(random.below(self, operators.lengthOf(from))));
    },
    choices(self, a) {
      const from = sequence(a.values[0], 'list index out of range');
      const n = operators.lengthOf(from);
      const k = integer(a.keywords.get('k') ?? small(1));
      return heap.list(
        Array.from({ length: k }, () => operators.loadItem(from, small(Math.floor(random.float(self) * n)))),
      );
    },
    shuffle(self, a) {
      const at = addressOf(a.values[0] as number);
      spent.open += TAKES.shuffleItem * heap.countAt(at);
      for (let i = heap.countAt(at) - 1; i > 0; i--) {
        const j = random.below(self, i + 1);
        const first = heap.entries(at);
        const v = image[first + i] as number;
        image[first + i] = image[first + j] as number;
        image[first + j] = v;
      }
      return NONE;
    },
    sample: (self, a) => sample(self, a.values[0] as number, integer(a.values[1] ?? a.keywords.get('k'))),
  };
  return {
    names: Object.keys(methods),
    has: (name: string): boolean => Object.hasOwn(methods, name),
    call(self: number, name: string, a: Arguments): number {
      const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
      if (!method) throw raise('AttributeError', `'Random' object has no attribute '${name}'`);
      return method(self, a);
    },
  };
}

export type RandomMethods = ReturnType<typeof createRandomMethods>;

/** A Python value in a goal: an integer, a float, anything else by its `repr`; undefined when there is none. */
export type GoalValue = bigint | number | string | undefined;

/** Reads a `repr`. Booleans are the integers 1 and 0, as in Python. */
export function readValue(repr: string | undefined): GoalValue {
  if (repr === undefined) return undefined;
  if (/^-?\d{1,1000}$/.test(repr)) return BigInt(repr);
  if (repr === 'True') return 1n;
  if (repr === 'False') return 0n;
  if (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(repr)) return Number(repr);
  return repr;
}

/** A comparison or a sum. What Python would refuse (an order of unlike things, a sum of texts) is false, or no value. */
export function operate(sign: string, a: GoalValue, b: GoalValue): GoalValue | boolean {
  if (a === undefined || b === undefined) return undefined;
  const numbers = typeof a !== 'string' && typeof b !== 'string';
  switch (sign) {
    case '==':
      return numbers ? looselyEqual(a, b) : a === b;
    case '!=':
      return numbers ? !looselyEqual(a, b) : a !== b;
    case '<':
      return numbers && a < b;
    case '<=':
      return numbers && a <= b;
    case '>':
      return numbers && a > b;
    case '>=':
      return numbers && a >= b;
    case '+':
      return typeof a === 'bigint' && typeof b === 'bigint' ? a + b : numbers ? Number(a) + Number(b) : undefined;
    case '-':
      return typeof a === 'bigint' && typeof b === 'bigint' ? a - b : numbers ? Number(a) - Number(b) : undefined;
    default:
      return undefined;
  }
}

/** 2 and 2.0 are equal; neither is less than the other. */
const looselyEqual = (a: bigint | number, b: bigint | number): boolean => a <= b && a >= b;

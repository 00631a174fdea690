import { INSTRUCTIONS, OP } from './bytecode.ts';

/** By how much an instruction changes the height of the evaluation stack, as the table's `effect` column says. */
type Effect = (a: number, b: number, jumped: boolean) => number;

const fixed =
  (n: number): Effect =>
  () =>
    n;

const EFFECTS: Readonly<Record<string, Effect>> = {
  NOP: fixed(0),
  LOAD_CONST: fixed(1),
  LOAD_BUILTIN: fixed(1),
  LOAD_LOCAL: fixed(1),
  STORE_LOCAL: fixed(-1),
  MAKE_CELL: fixed(0),
  LOAD_CLOSURE: fixed(1),
  LOAD_CELL: fixed(1),
  STORE_CELL: fixed(-1),
  LOAD_GLOBAL: fixed(1),
  STORE_GLOBAL: fixed(-1),
  LOAD_FIXED: fixed(1),
  STORE_FIXED: fixed(-1),
  POP: fixed(-1),
  COPY: fixed(1),
  SWAP: fixed(0),
  UNARY: fixed(0),
  BINARY: fixed(-1),
  COMPARE: fixed(-1),
  LOAD_ITEM: fixed(-1),
  STORE_ITEM: fixed(-3),
  DELETE_ITEM: fixed(-2),
  BUILD_SLICE: fixed(-2),
  LOAD_ATTR: fixed(0),
  STORE_ATTR: fixed(-2),
  BUILD_TUPLE: (n) => 1 - n,
  BUILD_LIST: (n) => 1 - n,
  BUILD_DICT: (n) => 1 - 2 * n,
  BUILD_SET: (n) => 1 - n,
  BUILD_STRING: (n) => 1 - n,
  FORMAT: (_, spec) => -spec,
  UNPACK: (n) => n - 1,
  LIST_APPEND: fixed(-1),
  SET_ADD: fixed(-1),
  DICT_ADD: fixed(-2),
  JUMP: fixed(0),
  JUMP_BACK: fixed(0),
  JUMP_IF_FALSE: fixed(-1),
  JUMP_IF_TRUE: fixed(-1),
  JUMP_IF_FALSE_OR_POP: (_a, _b, jumped) => (jumped ? 0 : -1),
  JUMP_IF_TRUE_OR_POP: (_a, _b, jumped) => (jumped ? 0 : -1),
  RANGE_ITER: (n) => 3 - n,
  FOR_RANGE: (_a, _b, jumped) => (jumped ? -3 : 1),
  GET_ITER: fixed(0),
  FOR_ITER: (_a, _b, jumped) => (jumped ? -1 : 1),
  MAKE_FUNCTION: (flags) => 1 - (flags & 1) - ((flags >> 1) & 1),
  MAKE_CLASS: (bases) => -bases,
  CALL: (n) => -n,
  CALL_KW: (n) => -n,
  CALL_METHOD: (n) => -n,
  CALL_VAR: (a) => -1 - (a & 1),
  RETURN: fixed(-1),
  ENTER: fixed(1),
  EXIT: fixed(-1),
  EXIT_ERROR: fixed(0),
  RAISE: (n) => -n,
  RERAISE: fixed(-1),
  PUSH_HANDLED: fixed(1),
  POP_HANDLED: fixed(-1),
  MATCH_ERROR: fixed(0),
};

const byCode: readonly (Effect | undefined)[] = INSTRUCTIONS.map((info) => EFFECTS[info.name]);

export function stackEffect(op: number, a: number, b: number, jumped: boolean): number {
  const effect = byCode[op];
  if (effect === undefined) throw new Error(`stack effect of operation ${op} is not known`);
  return effect(a, b, jumped);
}

/** Words below the top that an instruction reads without taking them: they must be there. */
export function stackNeeds(op: number, a: number, b: number): number {
  const name = INSTRUCTIONS[op]?.name ?? '';
  if (name === 'COPY' || name === 'SWAP') return a;
  if (name === 'LIST_APPEND' || name === 'SET_ADD') return a + 1;
  if (name === 'DICT_ADD') return a + 2;
  if (name === 'FOR_RANGE') return 3;
  if (['EXIT_ERROR', 'MATCH_ERROR', 'BINARY', 'COMPARE', 'LOAD_ITEM'].includes(name)) return 2;
  if (['FOR_ITER', 'ENTER', 'PUSH_HANDLED', 'UNARY', 'LOAD_ATTR', 'UNPACK', 'GET_ITER'].includes(name)) return 1;
  if (name.startsWith('JUMP_IF')) return 1;
  if (name === 'FORMAT') return 1 + b;
  if (name === 'CALL_VAR') return 2 + (a & 1);
  if (name.startsWith('CALL') || name === 'MAKE_CLASS') return a + 1;
  return Math.max(0, -stackEffect(op, a, b, false));
}

const JUMPS = new Set(
  ['JUMP JUMP_BACK JUMP_IF_FALSE JUMP_IF_TRUE JUMP_IF_FALSE_OR_POP JUMP_IF_TRUE_OR_POP FOR_RANGE FOR_ITER'.split(' ')]
    .flat()
    .map((name) => OP[name] ?? -1),
);
const ENDS = new Set('JUMP JUMP_BACK RETURN RAISE RERAISE'.split(' ').map((name) => OP[name] ?? -1));

/** Its operand is an address. */
export const jumps = (op: number): boolean => JUMPS.has(op);
/** The instruction behind it does not follow it. */
export const terminates = (op: number): boolean => ENDS.has(op);

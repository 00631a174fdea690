/**
 * The instruction table: the one place that says what an instruction is called, what it takes, what it does to
 * the evaluation stack, and whether another thread can see it. Names follow CPython's `dis` where they agree.
 *
 * An instruction is one 32-bit word: the operation in bits 0–7; then either one operand (`arg`, bits 8–31) or two
 * (`a`, bits 8–15, and `b`, bits 16–31).
 */

/**
 * - `local`: no other thread can tell when it happens
 * - `visible`: another thread can; a switch may fall before it
 * - `depends`: visible when the object it touches is shared between threads (decided when it runs)
 */
export type Visibility = 'local' | 'visible' | 'depends';

export interface InstructionInfo {
  readonly name: string;
  /** What the operand means: `none`, one `arg`, or the pair `a,b`. */
  readonly operands: string;
  /** Evaluation stack before → after, top at the right. */
  readonly effect: string;
  readonly visibility: Visibility;
  /** True where CPython ≥ 3.10 looks at the eval breaker after it: calls and loop back edges. */
  readonly breaker: boolean;
  /** Virtual cost in bytecode units of a CPython instruction (1 = one average bytecode). */
  readonly cost: number;
}

const row = (
  name: string,
  operands: string,
  effect: string,
  visibility: Visibility = 'local',
  more: { breaker?: boolean; cost?: number } = {},
): InstructionInfo => ({ name, operands, effect, visibility, breaker: more.breaker ?? false, cost: more.cost ?? 1 });

/** Index in this list is the operation code. Append only: programs in links carry source, never codes. */
export const INSTRUCTIONS: readonly InstructionInfo[] = [
  row('NOP', 'none', '→', 'local', { cost: 0 }),
  row('LOAD_CONST', 'constant', '→ value'),
  row('LOAD_BUILTIN', 'builtin id', '→ value'),
  row('LOAD_LOCAL', 'local slot', '→ value; UnboundLocalError'),
  row('STORE_LOCAL', 'local slot', 'value →'),
  row('MAKE_CELL', 'local slot', '→; the slot now holds a cell with its old value'),
  row('LOAD_CLOSURE', 'local slot', '→ cell'),
  row('LOAD_CELL', 'local slot', '→ value of the cell in the slot; NameError', 'depends'),
  row('STORE_CELL', 'local slot', 'value →', 'depends'),
  row('LOAD_GLOBAL', 'global', '→ value; NameError', 'visible'),
  row('STORE_GLOBAL', 'global', 'value →', 'visible'),
  // The same for globals that only the main thread touches, or that never change once a thread has started.
  row('LOAD_FIXED', 'global', '→ value; NameError'),
  row('STORE_FIXED', 'global', 'value →'),
  row('POP', 'none', 'value →', 'local', { cost: 0 }),
  row('COPY', 'depth n', '→ value n from the top (1 = top)', 'local', { cost: 0 }),
  row('SWAP', 'depth n', 'exchanges the top with the value n from the top (2 = the one below)', 'local', { cost: 0 }),
  row('UNARY', 'a: index in UNARY', 'value → value'),
  row('BINARY', 'a: index in BINARY; b: 1 = augmented assignment', 'left right → value', 'depends'),
  row('COMPARE', 'a: index in COMPARE', 'left right → bool', 'depends'),
  row('LOAD_ITEM', 'none', 'container index → value', 'depends'),
  row('STORE_ITEM', 'none', 'value container index →', 'depends'),
  row('DELETE_ITEM', 'none', 'container index →', 'depends'),
  row('BUILD_SLICE', 'none', 'start stop step → slice (None where left out)'),
  row('LOAD_ATTR', 'name', 'object → value; AttributeError', 'depends'),
  row('STORE_ATTR', 'name', 'value object →', 'depends'),
  row('BUILD_TUPLE', 'n', 'n values → tuple'),
  row('BUILD_LIST', 'n', 'n values → list'),
  row('BUILD_DICT', 'n pairs', 'key value … → dict'),
  row('BUILD_SET', 'n', 'n values → set'),
  row('BUILD_STRING', 'n', 'n strings → their concatenation'),
  row('FORMAT', 'a: 0 none, 1 !s, 2 !r; b: 1 = a format spec is on the stack', 'value [spec] → string'),
  row('UNPACK', 'n', 'iterable → n values, first on top; ValueError', 'depends'),
  row('LIST_APPEND', 'depth n', 'value →; appended to the list n from the top (after the pop)'),
  row('SET_ADD', 'depth n', 'value →; added to the set n from the top (after the pop)'),
  row('DICT_ADD', 'depth n', 'key value →; put into the dict n from the top (after the pops)'),
  row('JUMP', 'target', '→', 'local', { cost: 0 }),
  row('JUMP_BACK', 'target', '→', 'local', { breaker: true }),
  row('JUMP_IF_FALSE', 'target', 'value →', 'depends'),
  row('JUMP_IF_TRUE', 'target', 'value →', 'depends'),
  row('JUMP_IF_FALSE_OR_POP', 'target', 'value → (kept when it jumps)', 'depends'),
  row('JUMP_IF_TRUE_OR_POP', 'target', 'value → (kept when it jumps)', 'depends'),
  row('RANGE_ITER', 'n arguments (1 to 3)', 'integers → next stop step: a range loop without a heap object'),
  row('FOR_RANGE', 'target', 'next stop step → next+step stop step value; exhausted: pops the three and jumps'),
  row('GET_ITER', 'none', 'iterable → iterator; TypeError'),
  row('FOR_ITER', 'target', 'iterator → iterator value; exhausted: pops it and jumps', 'depends'),
  row('MAKE_FUNCTION', 'a: 1 defaults, 2 closure; b: function', '[defaults tuple] [closure tuple] → function'),
  row('MAKE_CLASS', 'a: number of bases; b: name', 'bases… namespace dict → class'),
  row('CALL', 'a: n positional', 'callee n values → result', 'depends', { breaker: true }),
  row(
    'CALL_KW',
    'a: n values; b: constant, tuple of the names of the last of them',
    'callee n values → result',
    'depends',
    {
      breaker: true,
    },
  ),
  row('CALL_METHOD', 'a: n positional; b: name', 'object n values → result', 'depends', { breaker: true }),
  row('RETURN', 'none', 'value →; to the caller, or the thread has finished'),
  row('ENTER', 'none', 'manager → manager value: `with` begins', 'depends'),
  row('EXIT', 'none', 'manager →: `with` ends normally', 'depends', { breaker: true }),
  row('EXIT_ERROR', 'none', 'manager exception → exception suppress: `with` ends by an exception', 'depends'),
  row('RAISE', 'n: 0 = the one being handled, 1 = exception, 2 = exception from cause', 'n values →'),
  row('RERAISE', 'none', 'exception →: goes on as it came'),
  row('PUSH_HANDLED', 'none', 'exception → previous exception: it is now the one being handled'),
  row('POP_HANDLED', 'none', 'previous →: the one before is being handled again'),
  row('MATCH_ERROR', 'none', 'exception type → exception bool'),
  row('CALL_VAR', 'a: 1 = keyword arguments in a dict', 'callee tuple [dict] → result', 'depends', { breaker: true }),
];

/** Operation codes by name: `OP.LOAD_CONST`. */
export const OP: Readonly<Record<string, number>> = Object.freeze(
  Object.fromEntries(INSTRUCTIONS.map((info, code) => [info.name, code])),
);

export const UNARY = ['-', '+', '~', 'not'] as const;
export const BINARY = ['+', '-', '*', '/', '//', '%', '**', '&', '|', '^', '<<', '>>'] as const;
export const COMPARE = ['<', '<=', '==', '!=', '>', '>=', 'is', 'is not', 'in', 'not in'] as const;

/** One operand, 0 to 2^24 − 1. */
export const encode = (op: number, arg = 0): number => op | (arg << 8);
/** Two operands, 0 to 255 and 0 to 65,535. */
export const encodePair = (op: number, a: number, b: number): number => op | (a << 8) | (b << 16);

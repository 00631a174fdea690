import { BINARY, COMPARE, UNARY, type Visibility } from './bytecode.ts';
import { type Decoded, decode, operandText, showConstant } from './disassemble.ts';
import type { Program } from './program.ts';
import { jumps, terminates } from './stack-effect.ts';

/** One real step of a source line, in plain words. */
export interface LineStep {
  /** Address of its last instruction: the one that does it. */
  readonly pc: number;
  /** `load count`, `add 1`, `store count`. */
  readonly text: string;
  readonly visibility: Visibility;
}

/**
 * The instructions of a source line in the order of their addresses: without those that only move the stack, without
 * second copies (a `finally` body has several), and without the way of an exception where there is another.
 */
export function expandLine(program: Program, line: number): LineStep[] {
  const own: number[] = [];
  for (let pc = 0; pc < program.code.length; pc++) {
    // What covers no text, nobody wrote: the end of a function.
    if (program.lines[pc] === line && program.columns[pc] !== program.endColumns[pc]) own.push(pc);
  }
  const normal = withoutExceptions(program);
  const usual = own.filter((pc) => normal.has(pc));
  const seen = new Set<string>();
  return inSteps(program, usual.length > 0 ? usual : own).filter((step) => {
    const key = `${program.columns[step.pc]} ${program.endColumns[step.pc]} ${step.text}`;
    return !seen.has(key) && seen.add(key);
  });
}

function inSteps(program: Program, pcs: readonly number[]): LineStep[] {
  const steps: LineStep[] = [];
  for (let i = 0; i < pcs.length; i++) {
    const [ins, next, third] = [0, 1, 2].map((k) => decodeAt(program, pcs[i + k]));
    if (ins === undefined || ins === null) continue;
    const push = (at: Decoded, text: string): void => {
      steps.push({ pc: at.pc, text, visibility: at.info.visibility });
    };
    const constant = ins.info.name === 'LOAD_CONST' ? program.constants[ins.a] : undefined;
    if (hidden(program, ins) && next?.info.name === 'LOAD_CONST' && third && /_ITEM$/.test(third.info.name)) {
      // The names of a class lie in a dict that nobody wrote.
      const name = program.constants[next.a];
      push(third, `${third.info.name === 'LOAD_ITEM' ? 'load' : 'store'} ${name?.kind === 'str' ? name.value : '?'}`);
      i += 2;
    } else if (next?.info.name === 'STORE_LOCAL' && hidden(program, next)) {
      i++;
    } else if (hidden(program, ins)) {
      // The dict itself says nothing.
    } else if (constant !== undefined && next && /^(BINARY|COMPARE)$/.test(next.info.name)) {
      // A constant belongs to the operation that uses it.
      push(next, `${inWords(program, next)} ${showConstant(constant)}`);
      i++;
    } else if (ins.info.cost > 0) push(ins, inWords(program, ins));
  }
  return steps;
}

const decodeAt = (program: Program, pc: number | undefined): Decoded | null =>
  pc === undefined ? null : decode(program, pc);

/** A local slot that no name of the program stands for. */
const hidden = (program: Program, ins: Decoded | null | undefined): boolean =>
  !!ins && ins.info.operands === 'local slot' && operandText(program, ins).startsWith('.');

/** Instructions that can be reached without an exception. */
function withoutExceptions(program: Program): Set<number> {
  const reached = new Set<number>();
  const work = program.functions.map((f) => f.entry);
  for (let pc = work.pop(); pc !== undefined; pc = work.pop()) {
    if (reached.has(pc)) continue;
    reached.add(pc);
    const op = (program.code[pc] ?? 0) & 0xff;
    if (jumps(op)) work.push(decode(program, pc).a);
    if (!terminates(op)) work.push(pc + 1);
  }
  return reached;
}

const VERBS: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply by',
  '/': 'divide by',
  '//': 'divide, rounding down, by',
  '%': 'remainder of division by',
  '**': 'to the power of',
};

const PHRASES: Readonly<Record<string, string>> = {
  LOAD_ITEM: 'load the item of',
  STORE_ITEM: 'store the item of',
  DELETE_ITEM: 'delete the item of',
  BUILD_SLICE: 'build the slice',
  BUILD_TUPLE: 'build the tuple',
  BUILD_LIST: 'build the list',
  BUILD_DICT: 'build the dict',
  BUILD_SET: 'build the set',
  BUILD_STRING: 'join the text',
  LIST_APPEND: 'add to the list',
  SET_ADD: 'add to the set',
  DICT_ADD: 'add to the dict',
  FORMAT: 'format',
  UNPACK: 'unpack into',
  JUMP_BACK: 'back to',
  RANGE_ITER: 'begin',
  FOR_RANGE: 'next of',
  GET_ITER: 'begin with',
  FOR_ITER: 'next of',
  ENTER: 'enter',
  EXIT: 'leave',
  EXIT_ERROR: 'leave, by an exception,',
  MATCH_ERROR: 'is it a',
};

function inWords(program: Program, ins: Decoded): string {
  const { info, a } = ins;
  const operand = operandText(program, ins);
  const written = sourceOf(program, ins.pc);
  const phrase = PHRASES[info.name];
  if (phrase !== undefined) return `${phrase} ${written}`;
  if (info.name.startsWith('CALL')) return `call ${callee(written)}`;
  if (info.name.startsWith('JUMP_IF')) return `decide by ${written}`;
  switch (info.name) {
    case 'BINARY':
      return VERBS[BINARY[a] ?? ''] ?? `${BINARY[a]}`;
    case 'COMPARE':
      return `compare ${COMPARE[a]}`;
    case 'UNARY':
      return UNARY[a] === '-' ? 'negate' : `${UNARY[a]}`;
    case 'LOAD_ATTR':
      return `load .${operand}`;
    case 'STORE_ATTR':
      return `store .${operand}`;
    case 'MAKE_FUNCTION':
      return `make the function ${program.functions[ins.b]?.name}`;
    case 'MAKE_CLASS':
      return `make the class ${program.names[ins.b]}`;
    case 'RETURN':
      return 'return';
    case 'PUSH_HANDLED':
      return 'take the exception';
    case 'POP_HANDLED':
      return 'done with the exception';
    case 'RERAISE':
      return 'raise it again';
    case 'RAISE':
      return 'raise';
  }
  const [verb = ''] = info.name.toLowerCase().split('_');
  return `${verb} ${operand}`.trim();
}

/** `a(b).c(d)` → `a(b).c`: what stands before the last pair of brackets. */
function callee(written: string): string {
  let depth = 0;
  let last = written.length;
  for (const match of written.matchAll(/"(?:\\.|[^"])*"|'(?:\\.|[^'])*'|[()]/g)) {
    if (match[0] === '(' && depth++ === 0) last = match.index;
    if (match[0] === ')') depth--;
  }
  return written.slice(0, last);
}

/** The piece of source that the instruction belongs to, on its line. */
export function sourceOf(program: Program, pc: number): string {
  const line = program.source.split('\n')[(program.lines[pc] ?? 1) - 1] ?? '';
  return line.slice((program.columns[pc] ?? 1) - 1, (program.endColumns[pc] ?? 1) - 1);
}

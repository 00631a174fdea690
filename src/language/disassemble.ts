import { BUILTINS } from './builtins.ts';
import { BINARY, COMPARE, INSTRUCTIONS, type InstructionInfo, UNARY } from './bytecode.ts';
import type { Constant, FunctionInfo, Program } from './program.ts';
import { jumps } from './stack-effect.ts';

/** Bytecode for people: a listing, and one source line in plain words. */
export interface Decoded {
  readonly pc: number;
  readonly info: InstructionInfo;
  /** The operand, or the first of two. */
  readonly a: number;
  /** The second of two, else 0. */
  readonly b: number;
}

const UNKNOWN: InstructionInfo = INSTRUCTIONS[0] as InstructionInfo;

/** Instructions with two operands say `b:` in the table. */
const isPair = (info: InstructionInfo): boolean => info.operands.startsWith('a:');

export function decode(program: Program, pc: number): Decoded {
  const word = program.code[pc] ?? 0;
  const info = INSTRUCTIONS[word & 0xff] ?? UNKNOWN;
  return isPair(info) ? { pc, info, a: (word >>> 8) & 0xff, b: word >>> 16 } : { pc, info, a: word >>> 8, b: 0 };
}

/** The function whose code holds the pc. */
export function functionAt(program: Program, pc: number): FunctionInfo | undefined {
  return program.functions.find((f) => pc >= f.entry && pc < f.end);
}

/** A constant as Python's repr writes it. */
export function showConstant(value: Constant | undefined): string {
  if (value === undefined) return '?';
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'int':
      return value.value;
    case 'float':
      return Number.isInteger(value.value) && Math.abs(value.value) < 1e16 ? `${value.value}.0` : `${value.value}`;
    case 'str':
      return quoted(value.value);
    case 'bytes':
      return `b${quoted(value.value)}`;
    case 'tuple': {
      const items = value.items.map(showConstant);
      return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
    }
  }
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r');
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

/** What an instruction's operand stands for. */
export function operandText(program: Program, ins: Decoded): string {
  const { info, a, b, pc } = ins;
  const local = (slot: number): string => functionAt(program, pc)?.locals[slot] ?? `${slot}`;
  if (info.operands === 'none') return '';
  if (jumps((program.code[pc] ?? 0) & 0xff)) return `to ${a}`;
  switch (info.operands) {
    case 'constant':
      return showConstant(program.constants[a]);
    case 'builtin id':
      return BUILTINS[a]?.name ?? `${a}`;
    case 'local slot':
      return local(a);
    case 'global':
      return program.globals[a]?.name ?? `${a}`;
    case 'name':
      return program.names[a] ?? `${a}`;
  }
  switch (info.name) {
    case 'UNARY':
      return UNARY[a] ?? `${a}`;
    case 'BINARY':
      return `${BINARY[a] ?? a}${b ? '=' : ''}`;
    case 'COMPARE':
      return COMPARE[a] ?? `${a}`;
    case 'CALL':
      return `${a}`;
    case 'CALL_KW':
      return `${a} ${showConstant(program.constants[b])}`;
    case 'CALL_METHOD':
    case 'MAKE_CLASS':
      return `${a} ${program.names[b] ?? b}`;
    case 'MAKE_FUNCTION':
      return `${a} ${program.functions[b]?.name ?? b}`;
    case 'FORMAT':
      return `${['none', '!s', '!r'][a] ?? a}${b ? ' with spec' : ''}`;
  }
  return `${a}`;
}

/** The whole program as text: one instruction a line, grouped by function, handlers at the end of each. */
export function disassemble(program: Program): string {
  const out: string[] = [];
  for (const f of program.functions) {
    out.push(`${f.name} (line ${f.line}, stack ${f.stack}, locals: ${f.locals.join(' ') || '–'})`);
    let line = 0;
    for (let pc = f.entry; pc < f.end; pc++) {
      const ins = decode(program, pc);
      const here = program.lines[pc] ?? 0;
      const mark = here === line ? '    ' : `${here}`.padStart(4);
      line = here;
      out.push(`${mark} ${`${pc}`.padStart(5)} ${`${ins.info.name} ${operandText(program, ins)}`.trim()}`);
    }
    for (const h of program.handlers) {
      if (h.start < f.entry || h.start >= f.end) continue;
      out.push(`     ${h.start}–${h.end} → ${h.target}, depth ${h.depth}`);
    }
  }
  return out.join('\n');
}

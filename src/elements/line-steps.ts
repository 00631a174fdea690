import { BUILTINS } from '../language/builtins.ts';
import { BINARY, COMPARE, INSTRUCTIONS, UNARY } from '../language/bytecode.ts';
import type { Constant, Program } from '../language/program.ts';
import type { Trace } from '../trace/types.ts';
import type { EffectKind } from '../vm/types.ts';

/** One real step of a line: a visible operation and the local work behind it, up to the next one. */
export interface LineStep {
  /** Address of its visible instruction, and one past the last instruction that belongs to it. */
  readonly pc: number;
  readonly end: number;
  /** `reads count`; empty for the local work before the line's first visible operation. */
  readonly text: string;
  readonly bytecode: string;
}

const verbs: Partial<Record<EffectKind, string>> = {
  load: 'reads',
  store: 'writes',
  acquire: 'acquires',
  release: 'releases',
  start: 'starts',
  join: 'waits for',
  print: 'prints',
  sleep: 'sleeps',
};

/** The operand as the program names it; empty where its number would say nothing. */
function operand(program: Program, pc: number): string {
  const word = program.code[pc] ?? 0;
  const arg = word >>> 8;
  const info = INSTRUCTIONS[word & 255];
  switch (info?.operands) {
    case 'global':
      return program.globals[arg]?.name ?? '';
    case 'name':
      return program.names[arg] ?? '';
    case 'builtin id':
      return BUILTINS[arg]?.name ?? '';
    case 'local slot':
      return program.functions.find((f) => pc >= f.entry && pc < f.end)?.locals[arg] ?? '';
    case 'constant':
      return constantText(program.constants[arg]);
  }
  const table = { UNARY, BINARY, COMPARE }[info?.name as 'UNARY' | 'BINARY' | 'COMPARE'];
  return table?.[arg & 255] ?? '';
}

const constantText = (constant: Constant | undefined): string =>
  constant && 'value' in constant ? String(constant.value) : constant?.kind === 'none' ? 'None' : '';

/** Moves of the stack and the way out of an exception: true, but no help to a reader. */
const isNoise = (program: Program, pc: number): boolean => {
  const info = INSTRUCTIONS[(program.code[pc] ?? 0) & 255];
  return !info || info.cost === 0 || info.name === 'EXIT_ERROR' || info.name === 'RERAISE';
};

const bytecode = (program: Program, pc: number): string => {
  const name = INSTRUCTIONS[(program.code[pc] ?? 0) & 255]?.name ?? '?';
  const value = operand(program, pc);
  return value ? `${name} ${value}` : name;
};

/** What the run has seen at each address of a line: the surest words for it. */
function observed(trace: Trace, line: number): Map<number, string> {
  const words = new Map<number, string>();
  for (const step of trace.steps) {
    if (step.line !== line) continue;
    const effect = step.effects[0];
    const verb = effect && verbs[effect.kind];
    if (effect && verb && !words.has(effect.pc)) words.set(effect.pc, `${verb} ${effect.name}`.trim());
  }
  return words;
}

/** Lines that hold at least one instruction, so can be expanded. */
export function linesWithCode(program: Program): ReadonlySet<number> {
  return new Set(program.lines);
}

/** What an instruction does to something shared, or undefined when it is local as far as its code tells. */
function visibleText(program: Program, pc: number): string | undefined {
  const info = INSTRUCTIONS[(program.code[pc] ?? 0) & 255];
  if (!info || info.visibility === 'local') return undefined;
  const before = pc > 0 ? operand(program, pc - 1) : '';
  switch (info.name) {
    case 'LOAD_GLOBAL':
      return `reads ${operand(program, pc)}`;
    case 'STORE_GLOBAL':
      return `writes ${operand(program, pc)}`;
    case 'ENTER':
      return `acquires ${before || 'the lock'}`;
    case 'EXIT':
      return 'releases the lock';
    default:
      return info.visibility === 'visible' ? info.name : undefined;
  }
}

/** The real steps of a source line, in the order of its code. `observedIn` lends its words where it has passed. */
export function lineSteps(program: Program, line: number, observedIn?: Trace): LineStep[] {
  const seen = observedIn ? observed(observedIn, line) : new Map<number, string>();
  const steps: { pc: number; end: number; text: string; codes: string[] }[] = [];
  for (let pc = 0; pc < program.code.length; pc++) {
    if (program.lines[pc] !== line || isNoise(program, pc)) continue;
    const text = seen.get(pc) ?? visibleText(program, pc);
    const last = steps.at(-1);
    if (text === undefined && last) {
      last.codes.push(bytecode(program, pc));
      last.end = pc + 1;
    } else {
      steps.push({ pc, end: pc + 1, text: text ?? '', codes: [bytecode(program, pc)] });
    }
  }
  return steps.map(({ pc, end, text, codes }) => ({ pc, end, text, bytecode: codes.join(' · ') }));
}

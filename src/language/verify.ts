import { BUILTINS } from './builtins.ts';
import { BINARY, COMPARE, INSTRUCTIONS, UNARY } from './bytecode.ts';
import { decode } from './disassemble.ts';
import type { FunctionInfo, Program } from './program.ts';
import { jumps, stackEffect, stackNeeds, terminates } from './stack-effect.ts';

/**
 * What the virtual machine takes for granted of a program's code, checked without running it: operations that exist,
 * operands and jumps in range, and one stack height at each instruction whichever way leads there, never below zero
 * and never above what the function declares. Returns a sentence for each thing that is wrong.
 */
export function verify(program: Program): string[] {
  const found: string[] = [];
  const { code, functions, handlers } = program;
  for (const list of [program.lines, program.columns, program.endColumns]) {
    if (list.length !== code.length) found.push(`${list.length} positions for ${code.length} instructions`);
  }
  let next = 0;
  functions.forEach((f, i) => {
    if (f.entry !== next || f.end <= f.entry) found.push(`function ${i} lies at ${f.entry}–${f.end}, expected ${next}`);
    next = f.end;
    if (f.locals.length < f.params + Number(f.rest) + Number(f.options) + f.free)
      found.push(`${f.name}: too few slots`);
    if (f.defaults > f.params) found.push(`${f.name}: more defaults than parameters`);
    for (let pc = f.entry; pc < f.end; pc++) found.push(...verifyOperands(program, f, pc));
    found.push(...verifyHeights(program, f));
  });
  if (next !== code.length) found.push(`functions end at ${next}, code at ${code.length}`);
  for (const h of handlers) {
    const owner = functions.find((f) => h.start >= f.entry && h.end <= f.end);
    const inside = owner !== undefined && h.start < h.end && h.target >= owner.entry && h.target < owner.end;
    if (!inside || h.depth < 0) found.push(`handler ${h.start}–${h.end} → ${h.target} is not inside one function`);
  }
  return found;
}

function verifyOperands(program: Program, f: FunctionInfo, pc: number): string[] {
  const word = program.code[pc] ?? 0;
  const { info, a, b } = decode(program, pc);
  const limit = operandLimit(program, f, info.name, info.operands);
  const wrong: string[] = [];
  if ((word & 0xff) >= INSTRUCTIONS.length) wrong.push(`${pc}: there is no operation ${word & 0xff}`);
  if (info.operands === 'none' && word >>> 8 !== 0) wrong.push(`${pc}: ${info.name} takes no operand`);
  if (a >= limit) wrong.push(`${pc}: ${info.name} ${a} is out of range`);
  if (jumps(word & 0xff) && (a < f.entry || a >= f.end)) wrong.push(`${pc}: jumps out of ${f.name} to ${a}`);
  if (info.name === 'JUMP_BACK' && a > pc) wrong.push(`${pc}: JUMP_BACK goes forward to ${a}`);
  if (info.name === 'CALL_METHOD' || info.name === 'MAKE_CLASS') {
    if (b >= program.names.length) wrong.push(`${pc}: there is no name ${b}`);
  }
  if (info.name === 'MAKE_FUNCTION' && b >= program.functions.length) wrong.push(`${pc}: there is no function ${b}`);
  if (info.name === 'CALL_KW') {
    const names = program.constants[b];
    if (names?.kind !== 'tuple' || names.items.length > a) wrong.push(`${pc}: constant ${b} is no tuple of keywords`);
  }
  return wrong;
}

/** The operand must be below this. */
function operandLimit(program: Program, f: FunctionInfo, name: string, operands: string): number {
  if (name === 'UNARY') return UNARY.length;
  if (name === 'BINARY') return BINARY.length;
  if (name === 'COMPARE') return COMPARE.length;
  if (name === 'FORMAT') return 3;
  const limits: Readonly<Record<string, number>> = {
    constant: program.constants.length,
    'builtin id': BUILTINS.length,
    'local slot': f.locals.length,
    global: program.globals.length,
    name: program.names.length,
  };
  return limits[operands] ?? Number.POSITIVE_INFINITY;
}

function verifyHeights(program: Program, f: FunctionInfo): string[] {
  const wrong: string[] = [];
  const heights = new Map<number, number>();
  const work: number[] = [];
  const reach = (pc: number, height: number, from: number): void => {
    const known = heights.get(pc);
    if (pc < f.entry || pc >= f.end) wrong.push(`${from}: leads out of ${f.name}`);
    else if (height < 0) wrong.push(`${from}: takes more than there is`);
    else if (known !== undefined && known !== height) wrong.push(`${pc}: heights ${known} and ${height} meet`);
    else if (known === undefined) {
      heights.set(pc, height);
      work.push(pc);
    }
  };
  reach(f.entry, 0, f.entry);
  for (let pc = work.pop(); pc !== undefined; pc = work.pop()) {
    const height = heights.get(pc) ?? 0;
    const { info, a, b } = decode(program, pc);
    const op = (program.code[pc] ?? 0) & 0xff;
    if (op >= INSTRUCTIONS.length) continue;
    if (height < stackNeeds(op, a, b))
      wrong.push(`${pc}: ${info.name} needs ${stackNeeds(op, a, b)} words, has ${height}`);
    if (info.name === 'RETURN' && height < 1) wrong.push(`${pc}: nothing to return`);
    if (height > f.stack) wrong.push(`${pc}: height ${height} is above the stack ${f.stack} of ${f.name}`);
    for (const h of program.handlers) if (pc >= h.start && pc < h.end) reach(h.target, h.depth + 1, pc);
    if (jumps(op)) reach(a, height + stackEffect(op, a, b, true), pc);
    if (!terminates(op)) reach(pc + 1, height + stackEffect(op, a, b, false), pc);
  }
  for (let pc = f.entry; pc < f.end; pc++) if (!heights.has(pc)) wrong.push(`${pc}: is never reached`);
  return wrong;
}

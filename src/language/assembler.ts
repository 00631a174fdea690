import { encode, encodePair, INSTRUCTIONS, OP } from './bytecode.ts';
import type { FunctionInfo, Handler } from './program.ts';
import { jumps, stackEffect, terminates } from './stack-effect.ts';

/**
 * Assembles one function: instructions with labels and source positions in, words and handlers out. It drops code
 * that cannot be reached and computes the largest stack height, which also proves that every path to an
 * instruction has the same height.
 */
export interface Place {
  /** 1-based; `endColumn` is exclusive and lies on the same line. */
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

/** Where a jump goes. Its position is known once it has been placed. */
export interface Label {
  at: number;
}

interface Instruction {
  readonly op: number;
  readonly a: number;
  readonly b: number;
  readonly label: Label | null;
  readonly place: Place;
}

/** The part of a handler entry that is open or has been closed: code in between belongs to somebody else. */
export interface HandlerRange {
  readonly nesting: number;
  readonly target: Label;
  readonly depth: number;
  readonly ranges: { start: number; end: number }[];
}

export interface FunctionAssembler {
  readonly instructions: readonly Instruction[];
  /** Position of the instructions that follow. */
  place: Place;
  emit(name: string, arg?: number): void;
  emitPair(name: string, a: number, b: number): void;
  jump(name: string, label: Label): void;
  label(): Label;
  bind(label: Label): void;
  /** A handler that covers nothing yet; an inner one has the greater nesting. */
  handler(nesting: number, target: Label, depth: number): HandlerRange;
  open(range: HandlerRange): void;
  close(range: HandlerRange): void;
  readonly handlers: readonly HandlerRange[];
}

const operation = (name: string): number => {
  const op = OP[name];
  if (op === undefined) throw new Error(`no instruction ${name}`);
  return op;
};

export function createFunctionAssembler(): FunctionAssembler {
  const instructions: Instruction[] = [];
  const handlers: HandlerRange[] = [];
  const self: FunctionAssembler = {
    instructions,
    handlers,
    place: { line: 1, column: 1, endColumn: 1 },
    emit(name, arg = 0) {
      if (arg < 0 || arg > 0xffffff) throw new Error(`operand of ${name} is ${arg}`);
      instructions.push({ op: operation(name), a: arg, b: -1, label: null, place: self.place });
    },
    emitPair(name, a, b) {
      if (a < 0 || a > 0xff || b < 0 || b > 0xffff) throw new Error(`operands of ${name} are ${a}, ${b}`);
      instructions.push({ op: operation(name), a, b, label: null, place: self.place });
    },
    jump(name, label) {
      instructions.push({ op: operation(name), a: 0, b: -1, label, place: self.place });
    },
    label: () => ({ at: -1 }),
    bind(label) {
      label.at = instructions.length;
    },
    handler(nesting, target, depth) {
      const range: HandlerRange = { nesting, target, depth, ranges: [] };
      handlers.push(range);
      return range;
    },
    open(range) {
      range.ranges.push({ start: instructions.length, end: -1 });
    },
    close(range) {
      const last = range.ranges.at(-1);
      if (last && last.end < 0) last.end = instructions.length;
    },
  };
  return self;
}

/** What a function needs to be known of besides its code. */
export type FunctionHead = Omit<FunctionInfo, 'entry' | 'end' | 'stack'>;

export interface Linked {
  readonly code: Int32Array;
  readonly lines: Int32Array;
  readonly columns: Int32Array;
  readonly endColumns: Int32Array;
  readonly functions: FunctionInfo[];
  readonly handlers: Handler[];
}

/** Puts the functions one behind the other; function 0 comes first. Jump targets become addresses in the whole. */
export function link(units: readonly { head: FunctionHead; code: FunctionAssembler }[]): Linked {
  const code: number[] = [];
  const places: Place[] = [];
  const functions: FunctionInfo[] = [];
  const handlers: Handler[] = [];
  for (const unit of units) {
    const entry = code.length;
    const heights = stackHeights(unit.code);
    // Address of each instruction once those that are never reached are gone.
    const address: number[] = [];
    for (let i = 0, at = entry; i <= heights.length; i++) {
      address.push(at);
      if (heights[i] !== undefined && heights[i] !== -1) at++;
    }
    const at = (index: number): number => address[index] ?? -1;
    unit.code.instructions.forEach((ins, i) => {
      if (heights[i] === -1) return;
      if (ins.label !== null) code.push(encode(ins.op, at(ins.label.at)));
      else code.push(ins.b < 0 ? encode(ins.op, ins.a) : encodePair(ins.op, ins.a, ins.b));
      places.push(ins.place);
    });
    for (const h of innermostFirst(unit.code.handlers)) {
      for (const r of h.ranges) {
        const range = { start: at(r.start), end: at(r.end), target: at(h.target.at), depth: h.depth };
        if (range.start < range.end) handlers.push(range);
      }
    }
    functions.push({ ...unit.head, entry, end: code.length, stack: deepest(unit.code, heights) });
  }
  return {
    code: Int32Array.from(code),
    lines: Int32Array.from(places, (p) => p.line),
    columns: Int32Array.from(places, (p) => p.column),
    endColumns: Int32Array.from(places, (p) => p.endColumn),
    functions,
    handlers,
  };
}

const innermostFirst = (handlers: readonly HandlerRange[]): HandlerRange[] =>
  [...handlers].sort((x, y) => y.nesting - x.nesting);

/** Height of the stack before each instruction, −1 where it is never reached. */
function stackHeights(unit: FunctionAssembler): number[] {
  const { instructions, handlers } = unit;
  const heights = new Array<number>(instructions.length).fill(-1);
  const work: number[] = [];
  const reach = (index: number, height: number): void => {
    const known = heights[index];
    if (known === undefined) throw new Error('code runs past its end');
    if (known === height) return;
    if (known !== -1) throw new Error(`stack heights ${known} and ${height} meet at ${index}`);
    if (height < 0) throw new Error(`stack height ${height} at ${index}`);
    heights[index] = height;
    work.push(index);
  };
  reach(0, 0);
  for (let index = work.pop(); index !== undefined; index = work.pop()) {
    const ins = instructions[index];
    const height = heights[index];
    if (ins === undefined || height === undefined) continue;
    for (const h of handlers) {
      if (h.ranges.some((r) => index >= r.start && index < r.end)) reach(h.target.at, h.depth + 1);
    }
    if (ins.label !== null) reach(ins.label.at, height + stackEffect(ins.op, ins.a, ins.b, true));
    if (!terminates(ins.op)) reach(index + 1, height + stackEffect(ins.op, ins.a, ins.b, false));
  }
  return heights;
}

function deepest(unit: FunctionAssembler, heights: readonly number[]): number {
  let most = 0;
  unit.instructions.forEach((ins, i) => {
    const height = heights[i] ?? -1;
    if (height < 0) return;
    most = Math.max(most, height, height + stackEffect(ins.op, ins.a, ins.b, false));
  });
  for (const h of unit.handlers) most = Math.max(most, h.depth + 1);
  return most;
}

/** Name of an operation, for messages. */
export const operationName = (op: number): string => INSTRUCTIONS[op]?.name ?? `operation ${op}`;
export { jumps };

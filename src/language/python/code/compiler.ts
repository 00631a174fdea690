import {
  createFunctionAssembler,
  type FunctionAssembler,
  type FunctionHead,
  type HandlerRange,
  type Label,
} from '../../assembler.ts';
import type { Constant } from '../../program.ts';
import type { Expr, Span, Stmt } from '../ast.ts';
import type { Report } from '../report.ts';
import type { Globals } from '../scope/globals.ts';
import type { Scope, Scopes } from '../scope/scope.ts';

/** What lies on the evaluation stack below the statement at hand, and what to do when control leaves it. */
export type Block =
  /** A loop; its iterator takes `width` words. */
  | { readonly kind: 'loop'; readonly width: number; readonly exit: Label; readonly again: Label }
  /** Words that somebody keeps there: a return value, the bases of a class. */
  | { readonly kind: 'words'; readonly width: number }
  | { readonly kind: 'class'; readonly width: number }
  | { readonly kind: 'with'; readonly width: 1; readonly handler: HandlerRange; readonly at: Span }
  | { readonly kind: 'try'; readonly width: 0; readonly handler: HandlerRange }
  | { readonly kind: 'finally'; readonly width: 0; readonly handler: HandlerRange; readonly body: readonly Stmt[] }
  /** An `except` body: the exception handled before it. */
  | { readonly kind: 'handled'; readonly width: 1; readonly handler: HandlerRange }
  /** A `finally` body after an exception: the exception handled before, and this one. */
  | { readonly kind: 'failed'; readonly width: 2; readonly handler: HandlerRange };

/** One function under construction. */
export interface Unit {
  readonly index: number;
  readonly code: FunctionAssembler;
  blocks: Block[];
}

export interface Compiler {
  /** These three change while a module of the library is compiled. */
  report: Report;
  scopes: Scopes;
  globals: Globals;
  /** The dotted name of that module; empty in the program. */
  library: string;
  /** Globals of the library by their full names: `concurrent.futures.wait`. */
  readonly members: ReadonlyMap<string, number>;
  /** Variables of the program that may hold an iterator that waits (lazy.ts). */
  readonly lazyNames: ReadonlySet<string>;
  readonly constants: Constant[];
  readonly names: string[];
  /** Instructions emitted so far, in all functions. */
  emitted: number;
  /** Finished and unfinished functions, in the order of their indices. */
  readonly units: { head: FunctionHead; code: FunctionAssembler }[];
  unit: Unit;
  scope: Scope;
  /** Compiles an expression: its value on the stack. Set by compile.ts, so that the files need not import in circles. */
  expression(e: Expr): void;
  statements(body: readonly Stmt[]): void;
  /** Index in the pools, the same for the same. */
  constant(value: Constant): number;
  name(name: string): number;
}

/** Thrown when a limit of the instruction format is passed; it has been reported. */
export class TooLarge extends Error {}

const MOST = 65_535;
const MOST_INSTRUCTIONS = 1 << 20;

export function pool<T>(
  c: Pick<Compiler, 'report'>,
  list: T[],
  keyOf: (item: T) => string,
  what: string,
): (item: T) => number {
  const known = new Map<string, number>();
  return (item) => {
    const key = keyOf(item);
    const index = known.get(key);
    if (index !== undefined) return index;
    if (list.length >= MOST) tooLarge(c, `This program has more than ${MOST.toLocaleString('en')} different ${what}.`);
    known.set(key, list.length);
    return list.push(item) - 1;
  };
}

export function tooLarge(c: Pick<Compiler, 'report'>, message: string): never {
  c.report.error({ from: 0, to: 0 }, message, 'Make the program smaller.');
  throw new TooLarge(message);
}

/** A key that tells 1, 1.0, True, -0.0 and "1" apart. */
export function constantKey(value: Constant): string {
  if (value.kind === 'tuple') return `(${value.items.map(constantKey).join(' ')})`;
  if (value.kind === 'float') return `float ${Object.is(value.value, -0) ? '-0' : value.value}`;
  return value.kind === 'none' ? 'none' : `${value.kind} ${JSON.stringify(value.value)}`;
}

/** Where code lies that the reader did not write. */
export const NOWHERE = { line: 0, column: 0, endColumn: 0 } as const;

/** Instructions from here on belong to this piece of source. */
export function at(c: Compiler, place: Span): void {
  if (c.library !== '') {
    c.unit.code.place = NOWHERE;
    return;
  }
  const { lines } = c.report;
  const line = lines.line(place.from);
  const start = lines.start(line);
  const end = Math.min(place.to, lines.end(line));
  c.unit.code.place = { line, column: place.from - start + 1, endColumn: Math.max(end, place.from) - start + 1 };
}

export function emit(c: Compiler, name: string, arg = 0): void {
  guard(c);
  c.unit.code.emit(name, arg);
}

export function emitPair(c: Compiler, name: string, a: number, b = 0): void {
  guard(c);
  c.unit.code.emitPair(name, a, b);
}

export function jump(c: Compiler, name: string, label: Label): void {
  guard(c);
  c.unit.code.jump(name, label);
}

/** `finally` bodies are copied to every way out of them, so a short program can be long. */
function guard(c: Compiler): void {
  if (++c.emitted <= MOST_INSTRUCTIONS) return;
  tooLarge(c, `This program has more than ${MOST_INSTRUCTIONS.toLocaleString('en')} instructions.`);
}

export const loadConstant = (c: Compiler, value: Constant): void => emit(c, 'LOAD_CONST', c.constant(value));
export const loadNone = (c: Compiler): void => loadConstant(c, { kind: 'none' });

/** Number of an operator in one of the lists of bytecode.ts. */
export function indexIn(list: readonly string[], op: string): number {
  const index = list.indexOf(op);
  if (index < 0) throw new Error(`no operator ${op}`);
  return index;
}

/** Words on the evaluation stack between statements. */
export const height = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + block.width, 0);

/** Runs `inside` with the block around it. */
export function within(c: Compiler, block: Block, inside: () => void): void {
  c.unit.blocks.push(block);
  inside();
  c.unit.blocks.pop();
}

/** Runs `inside` in another scope of the same frame: a class body or a comprehension. */
export function inScope(c: Compiler, scope: Scope, inside: () => void): void {
  const outer = c.scope;
  c.scope = scope;
  inside();
  c.scope = outer;
}

/** Starts a function; `inside` emits its code. Returns its index. */
export function inFunction(c: Compiler, scope: Scope, head: FunctionHead, inside: () => void): number {
  if (c.units.length >= MOST) tooLarge(c, `This program has more than ${MOST.toLocaleString('en')} functions.`);
  const { unit, scope: outer } = c;
  const code = createFunctionAssembler();
  const index = c.units.push({ head, code }) - 1;
  c.unit = { index, code, blocks: [] };
  c.scope = scope;
  inside();
  c.unit = unit;
  c.scope = outer;
  return index;
}

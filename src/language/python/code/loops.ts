import type { Label } from '../../assembler.ts';
import type { Expr, ForStmt, WhileStmt } from '../ast.ts';
import { at, type Compiler, emit, jump, within } from './compiler.ts';
import { condition } from './conditions.ts';
import { lazyLoop, mayBeLazy } from './lazy.ts';
import { isBuiltin } from './names.ts';
import { store } from './targets.ts';

export interface Loop {
  /** Words of the iterator. */
  readonly width: number;
  /** Where the next round begins. */
  readonly again: Label;
  /** Where it goes when nothing is left; to be bound behind the loop. */
  readonly done: Label;
}

/** Starts a loop over something: the next value is on the stack. Ranges need no heap object. */
export function startLoop(c: Compiler, iterable: Expr, evaluate: (e: Expr) => void = c.expression): Loop {
  if (mayBeLazy(c, iterable)) return lazyLoop(c, iterable, evaluate);
  const again = c.unit.code.label();
  const done = c.unit.code.label();
  const args = rangeArguments(c, iterable);
  if (args === null) evaluate(iterable);
  else args.forEach(evaluate);
  at(c, iterable);
  if (args === null) emit(c, 'GET_ITER');
  else emit(c, 'RANGE_ITER', args.length);
  c.unit.code.bind(again);
  jump(c, args === null ? 'FOR_ITER' : 'FOR_RANGE', done);
  return { width: args === null ? 1 : 3, again, done };
}

function rangeArguments(c: Compiler, e: Expr): readonly Expr[] | null {
  if (e.kind !== 'Call' || e.callee.kind !== 'Name' || e.callee.id !== 'range' || !isBuiltin(c, 'range')) return null;
  const plain = e.keywords.length === 0 && e.args.length >= 1 && e.args.length <= 3;
  return plain && e.args.every((arg) => arg.kind !== 'Comprehension') ? e.args : null;
}

export function forStatement(c: Compiler, s: ForStmt): void {
  const { code } = c.unit;
  const exit = code.label();
  const loop = startLoop(c, s.iterable);
  within(c, { kind: 'loop', width: loop.width, exit, again: loop.again }, () => {
    store(c, s.target);
    c.statements(s.body);
  });
  at(c, s.iterable);
  jump(c, 'JUMP_BACK', loop.again);
  code.bind(loop.done);
  c.statements(s.otherwise);
  code.bind(exit);
}

export function whileStatement(c: Compiler, s: WhileStmt): void {
  const { code } = c.unit;
  const exit = code.label();
  const again = code.label();
  const done = code.label();
  code.bind(again);
  if (!alwaysTrue(s.test)) condition(c, s.test, false, done);
  within(c, { kind: 'loop', width: 0, exit, again }, () => c.statements(s.body));
  at(c, s.test);
  jump(c, 'JUMP_BACK', again);
  code.bind(done);
  c.statements(s.otherwise);
  code.bind(exit);
}

/** `while True:` has no test. */
function alwaysTrue(e: Expr): boolean {
  if (e.kind !== 'Constant') return false;
  const { value } = e;
  return (value.kind === 'bool' && value.value) || (value.kind === 'int' && value.value !== '0');
}

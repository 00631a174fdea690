import type { Expr, Stmt } from '../ast.ts';
import { eachStatement } from '../scope/starts.ts';
import { at, type Compiler, emit, emitPair, jump } from './compiler.ts';

/**
 * Iterators of the library that wait (library/lazy.ts). Which expressions give one cannot be known, so what may is
 * told by its name; for anything else these helpers change nothing but the way.
 */
const LAZY = new Set(['as_completed', 'map', 'imap', 'imap_unordered']);

/** Calls that give one: `as_completed(…)`, `x.map(…)`. The builtin `map` does not wait. */
function isLazyCall(e: Expr): boolean {
  if (e.kind !== 'Call') return false;
  if (e.callee.kind === 'Attribute') return LAZY.has(e.callee.name);
  return e.callee.kind === 'Name' && e.callee.id === 'as_completed';
}

/** Names that such a call is assigned to. */
export function lazyNames(body: readonly Stmt[]): Set<string> {
  const names = new Set<string>();
  eachStatement(body, (s) => {
    if (s.kind !== 'Assign' || !isLazyCall(s.value)) return;
    for (const target of s.targets) if (target.kind === 'Name') names.add(target.id);
  });
  return names;
}

export const mayBeLazy = (c: Compiler, e: Expr): boolean =>
  c.members.has('builtins._drain') &&
  c.library === '' &&
  (isLazyCall(e) || (e.kind === 'Name' && c.lazyNames.has(e.id)));

/** An iterable that is going to be read to its end at once. */
export function drained(c: Compiler, e: Expr): void {
  if (!mayBeLazy(c, e)) {
    c.expression(e);
    return;
  }
  helper(c, 'builtins._drain', e);
  c.expression(e);
  at(c, e);
  emitPair(c, 'CALL', 1);
}

/** `next(e)` of one: the library's function instead of the builtin. */
export function nextFunction(c: Compiler, e: Expr): void {
  helper(c, 'builtins._next', e);
}

/** Starts a loop over one; as startLoop. */
export function lazyLoop(c: Compiler, iterable: Expr, evaluate: (e: Expr) => void) {
  const { code } = c.unit;
  const again = code.label();
  const done = code.label();
  const some = code.label();
  helper(c, 'builtins._steps', iterable);
  evaluate(iterable);
  at(c, iterable);
  emitPair(c, 'CALL', 1);
  code.bind(again);
  emit(c, 'COPY', 1);
  emitPair(c, 'CALL_METHOD', 0, c.name('_more'));
  jump(c, 'JUMP_IF_TRUE', some);
  emit(c, 'POP');
  jump(c, 'JUMP', done);
  code.bind(some);
  emit(c, 'COPY', 1);
  emitPair(c, 'CALL_METHOD', 0, c.name('_take'));
  return { width: 1, again, done };
}

function helper(c: Compiler, name: string, place: Expr): void {
  at(c, place);
  emit(c, 'LOAD_FIXED', c.members.get(name) ?? 0);
}

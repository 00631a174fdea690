import type { CallExpr, Clause, ComprehensionExpr, Expr } from '../ast.ts';
import { at, type Compiler, emit, inScope, jump, loadConstant, loadNone } from './compiler.ts';
import { condition } from './conditions.ts';
import { startLoop } from './loops.ts';
import { store } from './targets.ts';

/** Comprehensions run inline in the frame around them; their variables have local slots of their own. */
export function comprehension(c: Compiler, e: ComprehensionExpr): void {
  const build = { list: 'BUILD_LIST', generator: 'BUILD_LIST', set: 'BUILD_SET', dict: 'BUILD_DICT' }[e.result];
  at(c, e);
  emit(c, build, 0);
  loops(c, e, (depth) => {
    c.expression(e.element);
    if (e.result === 'dict' && e.value !== null) {
      c.expression(e.value);
      at(c, e);
      emit(c, 'DICT_ADD', depth + 1);
    } else {
      at(c, e);
      emit(c, e.result === 'set' ? 'SET_ADD' : 'LIST_APPEND', depth + 1);
    }
  });
}

/** A generator that nothing here consumes at once. */
export function generator(c: Compiler, e: ComprehensionExpr): void {
  c.report.error(e, 'This subset has no generators.', 'Write a list: [… for … in …].');
  at(c, e);
  loadNone(c);
}

/** `any(… for …)` stops at the first true element, `all` at the first false one. */
export function anyOrAll(c: Compiler, e: ComprehensionExpr, name: 'any' | 'all', place: CallExpr): void {
  const { code } = c.unit;
  const end = code.label();
  const found = name === 'any';
  loops(c, e, (depth) => {
    const next = code.label();
    condition(c, e.element, !found, next);
    at(c, place);
    for (let i = 0; i < depth; i++) emit(c, 'POP');
    loadConstant(c, { kind: 'bool', value: found });
    jump(c, 'JUMP', end);
    code.bind(next);
  });
  at(c, place);
  loadConstant(c, { kind: 'bool', value: !found });
  code.bind(end);
}

/** The loops of the clauses, one in the other; `inside` gets the words that they keep on the stack. */
function loops(c: Compiler, e: ComprehensionExpr, inside: (depth: number) => void): void {
  const scope = c.scopes.of.get(e);
  if (scope === undefined) return;
  for (const binding of scope.bindings.values()) {
    if (!binding.captured) continue;
    // A new cell each time the comprehension runs.
    at(c, e);
    loadNone(c);
    emit(c, 'STORE_LOCAL', binding.slot);
    emit(c, 'MAKE_CELL', binding.slot);
  }
  const iterable = (i: number, value: Expr): void => {
    if (i === 0) c.expression(value);
    else inScope(c, scope, () => c.expression(value));
  };
  const clause = (i: number, depth: number): void => {
    const here: Clause | undefined = e.clauses[i];
    if (here === undefined) {
      inScope(c, scope, () => inside(depth));
      return;
    }
    const loop = startLoop(c, here.iterable, (value) => iterable(i, value));
    const again = c.unit.code.label();
    inScope(c, scope, () => {
      store(c, here.target);
      for (const test of here.conditions) condition(c, test, false, again);
    });
    clause(i + 1, depth + loop.width);
    c.unit.code.bind(again);
    at(c, here.iterable);
    jump(c, 'JUMP_BACK', loop.again);
    c.unit.code.bind(loop.done);
  };
  clause(0, 0);
}

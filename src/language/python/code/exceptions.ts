import type { ExceptClause, RaiseStmt, TryStmt, WithItem, WithStmt } from '../ast.ts';
import { at, type Compiler, emit, height, jump, within } from './compiler.ts';
import { storeName } from './names.ts';
import { store } from './targets.ts';

/** `try`, `with` and `raise`. The machine cuts the stack back to the handler's depth and pushes the exception. */
export function tryStatement(c: Compiler, s: TryStmt): void {
  if (s.final.length > 0) tryFinally(c, s);
  else tryExcept(c, s);
}

/** The `finally` body is compiled twice: for the normal way and for an exception; and again for each jump out. */
function tryFinally(c: Compiler, s: TryStmt): void {
  const { code, blocks } = c.unit;
  const base = height(blocks);
  const failed = code.label();
  const end = code.label();
  const handler = code.handler(blocks.length, failed, base);
  code.open(handler);
  within(c, { kind: 'finally', width: 0, handler, body: s.final }, () => {
    if (s.clauses.length > 0) tryExcept(c, s);
    else c.statements(s.body);
  });
  code.close(handler);
  c.statements(s.final);
  jump(c, 'JUMP', end);
  code.bind(failed);
  at(c, { from: s.from, to: s.from + 3 });
  emit(c, 'PUSH_HANDLED');
  const cleanup = code.label();
  const inner = code.handler(blocks.length, cleanup, base + 1);
  code.open(inner);
  within(c, { kind: 'failed', width: 2, handler: inner }, () => c.statements(s.final));
  code.close(inner);
  restoreAndGoOn(c, cleanup, s);
  code.bind(end);
}

/** Stack: previous exception. The one handled before is restored, and the exception goes on. */
function restoreAndGoOn(c: Compiler, cleanup: { at: number }, s: TryStmt): void {
  c.unit.code.bind(cleanup);
  at(c, { from: s.from, to: s.from + 3 });
  emit(c, 'SWAP', 2);
  emit(c, 'POP_HANDLED');
  emit(c, 'RERAISE');
}

function tryExcept(c: Compiler, s: TryStmt): void {
  const { code, blocks } = c.unit;
  const base = height(blocks);
  const failed = code.label();
  const end = code.label();
  const handler = code.handler(blocks.length, failed, base);
  code.open(handler);
  within(c, { kind: 'try', width: 0, handler }, () => c.statements(s.body));
  code.close(handler);
  c.statements(s.otherwise);
  jump(c, 'JUMP', end);
  code.bind(failed);
  at(c, { from: s.from, to: s.from + 3 });
  emit(c, 'PUSH_HANDLED');
  // From here on the handled exception must be restored, whatever happens.
  const cleanup = code.label();
  const inner = code.handler(blocks.length, cleanup, base + 1);
  for (const clause of s.clauses) {
    const next = code.label();
    code.open(inner);
    exceptClause(c, clause, next);
    within(c, { kind: 'handled', width: 1, handler: inner }, () => c.statements(clause.body));
    code.close(inner);
    at(c, { from: clause.from, to: clause.from + 6 });
    emit(c, 'POP_HANDLED');
    jump(c, 'JUMP', end);
    code.bind(next);
  }
  restoreAndGoOn(c, cleanup, s);
  code.bind(end);
}

/** Stack: previous exception → previous, where the clause matches. The name stays bound after it, unlike CPython's. */
function exceptClause(c: Compiler, clause: ExceptClause, next: { at: number }): void {
  if (clause.type !== null) {
    c.expression(clause.type);
    at(c, clause.type);
    emit(c, 'MATCH_ERROR');
    jump(c, 'JUMP_IF_FALSE', next);
  }
  if (clause.name !== null) storeName(c, clause.name.id, clause.name);
  else {
    at(c, { from: clause.from, to: clause.from + 6 });
    emit(c, 'POP');
  }
}

export function withStatement(c: Compiler, s: WithStmt, from = 0): void {
  const item = s.items[from];
  if (item === undefined) {
    c.statements(s.body);
    return;
  }
  const { code, blocks } = c.unit;
  const failed = code.label();
  const end = code.label();
  c.expression(item.manager);
  at(c, item.manager);
  emit(c, 'ENTER');
  const handler = code.handler(blocks.length, failed, height(blocks) + 1);
  code.open(handler);
  within(c, { kind: 'with', width: 1, handler, at: item.manager }, () => {
    enterTarget(c, item);
    withStatement(c, s, from + 1);
  });
  code.close(handler);
  at(c, item.manager);
  emit(c, 'EXIT');
  jump(c, 'JUMP', end);
  code.bind(failed);
  const swallow = code.label();
  emit(c, 'EXIT_ERROR');
  jump(c, 'JUMP_IF_TRUE', swallow);
  emit(c, 'RERAISE');
  code.bind(swallow);
  emit(c, 'POP');
  code.bind(end);
}

function enterTarget(c: Compiler, item: WithItem): void {
  if (item.target !== null) store(c, item.target);
  else emit(c, 'POP');
}

export function raiseStatement(c: Compiler, s: RaiseStmt): void {
  const parts = [s.error, s.cause].filter((e) => e !== null);
  parts.forEach((e) => {
    c.expression(e);
  });
  at(c, s);
  emit(c, 'RAISE', parts.length);
}

import { builtinId } from '../builtins.ts';
import type { AssertStmt, IfStmt, Stmt } from './ast.ts';
import { classStatement } from './classes.ts';
import { at, type Compiler, emit, emitPair, jump, loadNone } from './compiler.ts';
import { raiseStatement, tryStatement, withStatement } from './exceptions.ts';
import { condition } from './expressions.ts';
import { functionStatement } from './functions.ts';
import { forStatement, whileStatement } from './loops.ts';
import { storeName } from './names.ts';
import { assign, update } from './targets.ts';
import { breakStatement, returnStatement } from './unwind.ts';

export function statements(c: Compiler, body: readonly Stmt[]): void {
  for (const s of body) statement(c, s);
}

function statement(c: Compiler, s: Stmt): void {
  switch (s.kind) {
    case 'Expr':
      // A docstring, or another value that nobody uses.
      if (s.value.kind === 'Constant') return;
      c.expression(s.value);
      at(c, s);
      return emit(c, 'POP');
    case 'Assign':
      return assign(c, s);
    case 'Update':
      return update(c, s);
    case 'If':
      return ifStatement(c, s);
    case 'While':
      return whileStatement(c, s);
    case 'For':
      return forStatement(c, s);
    case 'With':
      return withStatement(c, s);
    case 'Function':
      return functionStatement(c, s);
    case 'Class':
      return classStatement(c, s);
    case 'Return':
      return returnStatement(c, s);
    case 'Raise':
      return raiseStatement(c, s);
    case 'Try':
      return tryStatement(c, s);
    case 'Assert':
      return assertStatement(c, s);
    case 'Import':
      for (const item of s.items) {
        const id = builtinId(item.source);
        at(c, item);
        if (id >= 0) emit(c, 'LOAD_BUILTIN', id);
        else loadNone(c);
        storeName(c, item.target.id, item);
      }
      return;
    case 'Delete':
      for (const target of s.targets) {
        c.expression(target.object);
        c.expression(target.index);
        at(c, target);
        emit(c, 'DELETE_ITEM');
      }
      return;
    case 'Break':
      return breakStatement(c, s, 'break');
    case 'Continue':
      return breakStatement(c, s, 'continue');
    case 'Declare':
    case 'Global':
    case 'Nonlocal':
    case 'Pass':
  }
}

function ifStatement(c: Compiler, s: IfStmt): void {
  const { code } = c.unit;
  const end = code.label();
  s.branches.forEach((branch, i) => {
    const next = code.label();
    condition(c, branch.test, false, next);
    c.statements(branch.body);
    const last = i === s.branches.length - 1 && s.otherwise.length === 0;
    if (!last) jump(c, 'JUMP', end);
    code.bind(next);
  });
  c.statements(s.otherwise);
  code.bind(end);
}

function assertStatement(c: Compiler, s: AssertStmt): void {
  const holds = c.unit.code.label();
  condition(c, s.test, true, holds);
  at(c, s);
  emit(c, 'LOAD_BUILTIN', builtinId('AssertionError'));
  if (s.message !== null) {
    c.expression(s.message);
    at(c, s);
    emitPair(c, 'CALL', 1);
  }
  emit(c, 'RAISE', 1);
  c.unit.code.bind(holds);
}

import { builtinId } from '../../builtins.ts';
import type { AssertStmt, IfStmt, Stmt } from '../ast.ts';
import { classStatement } from './classes.ts';
import { at, type Compiler, emit, emitPair, jump } from './compiler.ts';
import { condition } from './conditions.ts';
import { raiseStatement, tryStatement, withStatement } from './exceptions.ts';
import { functionStatement } from './functions.ts';
import { forStatement, whileStatement } from './loops.ts';
import { loadImported } from './members.ts';
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
      emit(c, 'POP');
      return;
    case 'Assign':
      assign(c, s);
      return;
    case 'Update':
      update(c, s);
      return;
    case 'If':
      ifStatement(c, s);
      return;
    case 'While':
      whileStatement(c, s);
      return;
    case 'For':
      forStatement(c, s);
      return;
    case 'With':
      withStatement(c, s);
      return;
    case 'Function':
      functionStatement(c, s);
      return;
    case 'Class':
      classStatement(c, s);
      return;
    case 'Return':
      returnStatement(c, s);
      return;
    case 'Raise':
      raiseStatement(c, s);
      return;
    case 'Try':
      tryStatement(c, s);
      return;
    case 'Assert':
      assertStatement(c, s);
      return;
    case 'Import':
      for (const item of s.items) {
        at(c, item);
        loadImported(c, item.source);
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
      breakStatement(c, s, 'break');
      return;
    case 'Continue':
      breakStatement(c, s, 'continue');
      return;
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

import { allParams, type FunctionStmt, type LambdaExpr, type Params, type Span, type Stmt } from '../ast.ts';
import { type Scope, slotIn } from '../scope/scope.ts';
import { at, type Compiler, emit, emitPair, inFunction, loadConstant, loadNone } from './compiler.ts';
import { storeName } from './names.ts';

/** `def` and `lambda`: the function's code, and the instructions that make the function object. */
export function functionStatement(c: Compiler, s: FunctionStmt): void {
  const scope = c.scopes.of.get(s);
  if (scope === undefined) return;
  // A process that is started afresh finds its target by name, so what only the library sees goes by its full name.
  const hidden = c.library !== '' && s.name.startsWith('_') && scope.parent?.kind === 'module';
  const index = body(c, scope, hidden ? `${c.library}.${s.name}` : s.name, s.params, s, () => {
    c.statements(s.body);
    endOfBody(c, s.body, s.nameSpan);
  });
  make(c, scope, s.params, index, s);
  storeName(c, s.name, s.nameSpan);
}

export function lambda(c: Compiler, e: LambdaExpr): void {
  const scope = c.scopes.of.get(e);
  if (scope === undefined) return;
  const index = body(c, scope, '<lambda>', e.params, e, () => {
    c.expression(e.body);
    at(c, e.body);
    emit(c, 'RETURN');
  });
  make(c, scope, e.params, index, e);
}

/**
 * A function without `return` gives None. That happens at the end of its last statement's first line, and covers no
 * text: nobody wrote it.
 */
export function endOfBody(c: Compiler, body: readonly Stmt[], header: Span): void {
  const { lines } = c.report;
  const end = lines.end(lines.line((body.at(-1) ?? header).from));
  at(c, { from: end, to: end });
  loadNone(c);
  emit(c, 'RETURN');
}

type Node = FunctionStmt | LambdaExpr;

function body(c: Compiler, scope: Scope, name: string, params: Params, node: Node, inside: () => void): number {
  const head = {
    name,
    line: c.library === '' ? c.report.lines.line(node.from) : 0,
    params: params.positional.length,
    defaults: params.positional.filter((p) => p.value !== null).length,
    rest: params.rest !== null,
    options: params.options !== null,
    locals: scope.locals,
    free: scope.free.length,
    ...(c.library === '' ? {} : { library: true }),
  };
  return inFunction(c, scope, head, () => {
    at(c, node);
    for (const binding of scope.bindings.values()) if (binding.captured) emit(c, 'MAKE_CELL', binding.slot);
    inside();
  });
}

function make(c: Compiler, scope: Scope, params: Params, index: number, node: Node): void {
  const defaults = allParams(params).flatMap((p) => (p.value === null ? [] : [p.value]));
  const constants = defaults.flatMap((e) => (e.kind === 'Constant' ? [e.value] : []));
  at(c, node);
  if (defaults.length > 0 && constants.length === defaults.length) {
    loadConstant(c, { kind: 'tuple', items: constants });
  } else if (defaults.length > 0) {
    defaults.forEach((e) => {
      c.expression(e);
    });
    at(c, node);
    emit(c, 'BUILD_TUPLE', defaults.length);
  }
  for (const binding of scope.free) emit(c, 'LOAD_CLOSURE', slotIn(c.scope.frame, binding));
  if (scope.free.length > 0) emit(c, 'BUILD_TUPLE', scope.free.length);
  emitPair(c, 'MAKE_FUNCTION', (defaults.length > 0 ? 1 : 0) + (scope.free.length > 0 ? 2 : 0), index);
}

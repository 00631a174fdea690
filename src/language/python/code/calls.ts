import { builtinId } from '../../builtins.ts';
import type { CallExpr, Expr } from '../ast.ts';
import { classPath, isSuper } from '../scope/super.ts';
import { at, type Compiler, emit, emitPair } from './compiler.ts';
import { anyOrAll, comprehension } from './comprehensions.ts';
import { memberId } from './members.ts';
import { isBuiltin, loadName } from './names.ts';

/** Builtins that read all of a generator at once, so that a list does as well. */
const CONSUMERS = new Set('sum min max sorted list tuple set dict'.split(' '));
const CONSUMING_METHODS = new Set('join extend update'.split(' '));

export function call(c: Compiler, e: CallExpr): void {
  if (isSuper(e) && isBuiltin(c, 'super')) {
    callSuper(c, e);
    return;
  }
  const [first] = e.args;
  const generator = first?.kind === 'Comprehension' && first.result === 'generator' ? first : null;
  const name = e.callee.kind === 'Name' && isBuiltin(c, e.callee.id) ? e.callee.id : '';
  const single = e.args.length === 1 && e.keywords.length === 0;
  if (generator !== null && single && (name === 'any' || name === 'all')) {
    anyOrAll(c, generator, name, e);
    return;
  }
  const consumed = CONSUMERS.has(name) || (e.callee.kind === 'Attribute' && CONSUMING_METHODS.has(e.callee.name));
  const argument = (arg: Expr): void => {
    if (arg === generator && consumed) comprehension(c, generator);
    else c.expression(arg);
  };
  const member = memberId(c, e.callee);
  if (e.callee.kind === 'Attribute' && member < 0 && e.keywords.length === 0) {
    c.expression(e.callee.object);
    e.args.forEach(argument);
    at(c, e);
    emitPair(c, 'CALL_METHOD', e.args.length, c.name(e.callee.name));
    return;
  }
  c.expression(e.callee);
  e.args.forEach(argument);
  for (const keyword of e.keywords) c.expression(keyword.value);
  at(c, e);
  if (e.keywords.length === 0) {
    emitPair(c, 'CALL', e.args.length);
    return;
  }
  const names = c.constant({ kind: 'tuple', items: e.keywords.map((k) => ({ kind: 'str', value: k.name })) });
  emitPair(c, 'CALL_KW', e.args.length + e.keywords.length, names);
}

/** `super()` becomes `super(Class, self)`. */
function callSuper(c: Compiler, e: CallExpr): void {
  at(c, e);
  emit(c, 'LOAD_BUILTIN', builtinId('super'));
  const [outermost, ...inner] = classPath(c.scope);
  const self = c.scope.frame.params[0];
  // Where one of them is missing, it has been reported.
  loadName(c, outermost?.name ?? 'super', e);
  for (const scope of inner) emit(c, 'LOAD_ATTR', c.name(scope.name));
  loadName(c, self?.name ?? 'super', e);
  at(c, e);
  emitPair(c, 'CALL', 2);
}

import { builtinId } from '../../builtins.ts';
import type { AttributeExpr, CallExpr, Expr } from '../ast.ts';
import { METHODS } from '../library.ts';
import { classPath, isSuper } from '../scope/super.ts';
import { at, type Compiler, emit, emitPair } from './compiler.ts';
import { anyOrAll, comprehension } from './comprehensions.ts';
import { drained, mayBeLazy, nextFunction } from './lazy.ts';
import { staticMember } from './members.ts';
import { isBuiltin, loadName } from './names.ts';
import { starCall } from './stars.ts';

/** Builtins that read all of a generator at once, so that a list does as well. */
const CONSUMERS = new Set('sum min max sorted list tuple set dict'.split(' '));
const CONSUMING_METHODS = new Set('join extend update'.split(' '));
/** Others that read all of an iterator, or walk it where they cannot wait. */
const READERS = new Set('any all enumerate zip reversed map filter iter'.split(' '));

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
    else if (consumed || READERS.has(name)) drained(c, arg);
    else c.expression(arg);
  };
  if (e.args.some((arg) => arg.kind === 'Starred') || e.keywords.some((k) => k.name === null)) {
    starCall(c, e);
    return;
  }
  if (e.callee.kind === 'Attribute' && libraryMethod(c, e, e.callee)) return;
  if (e.callee.kind === 'Attribute' && staticMember(c, e.callee) === null && e.keywords.length === 0) {
    c.expression(e.callee.object);
    e.args.forEach(argument);
    at(c, e);
    emitPair(c, 'CALL_METHOD', e.args.length, c.name(e.callee.name));
    return;
  }
  if (name === 'next' && first !== undefined && mayBeLazy(c, first)) nextFunction(c, first);
  else c.expression(e.callee);
  e.args.forEach(argument);
  for (const keyword of e.keywords) c.expression(keyword.value);
  at(c, e);
  if (e.keywords.length === 0) {
    emitPair(c, 'CALL', e.args.length);
    return;
  }
  emitPair(c, 'CALL_KW', e.args.length + e.keywords.length, keywordNames(c, e));
}

/** A method that the library provides: `condition.wait_for(test)` becomes `_wait_for(condition, test)`. */
function libraryMethod(c: Compiler, e: CallExpr, callee: AttributeExpr): boolean {
  const index = c.members.get(METHODS[callee.name] ?? '');
  if (index === undefined || c.library !== '' || staticMember(c, callee) !== null) return false;
  at(c, e);
  emit(c, 'LOAD_FIXED', index);
  c.expression(callee.object);
  for (const arg of e.args) c.expression(arg);
  for (const keyword of e.keywords) c.expression(keyword.value);
  at(c, e);
  const given = 1 + e.args.length + e.keywords.length;
  if (e.keywords.length === 0) emitPair(c, 'CALL', given);
  else emitPair(c, 'CALL_KW', given, keywordNames(c, e));
  return true;
}

const keywordNames = (c: Compiler, e: CallExpr): number =>
  c.constant({ kind: 'tuple', items: e.keywords.map((k) => ({ kind: 'str', value: k.name ?? '' })) });

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

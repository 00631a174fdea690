import { builtinId } from '../../builtins.ts';
import type { CallExpr, Expr, Keyword, SequenceExpr, Span } from '../ast.ts';
import { at, type Compiler, emit, emitPair } from './compiler.ts';
import { drained } from './lazy.ts';

/** `f(a, *rest, **options)`, and `[a, *rest]`: what is not known in number before it runs goes through a container. */
export function starCall(c: Compiler, e: CallExpr): void {
  c.expression(e.callee);
  if (e.args.some((arg) => arg.kind === 'Starred')) starTuple(c, e.args, e);
  else {
    for (const arg of e.args) c.expression(arg);
    at(c, e);
    emit(c, 'BUILD_TUPLE', e.args.length);
  }
  if (e.keywords.length > 0) keywordDict(c, e.keywords, e);
  at(c, e);
  emitPair(c, 'CALL_VAR', e.keywords.length > 0 ? 1 : 0);
}

export function starDisplay(c: Compiler, e: SequenceExpr): void {
  if (e.kind === 'Tuple') starTuple(c, e.items, e);
  else if (e.kind === 'List') collect(c, e.items, e, 'BUILD_LIST', 'LIST_APPEND', 'extend');
  else collect(c, e.items, e, 'BUILD_SET', 'SET_ADD', 'update');
}

/** `tuple([…])`. */
function starTuple(c: Compiler, items: readonly Expr[], place: Span): void {
  at(c, place);
  emit(c, 'LOAD_BUILTIN', builtinId('tuple'));
  const [only] = items;
  if (items.length === 1 && only?.kind === 'Starred') drained(c, only.value);
  else collect(c, items, place, 'BUILD_LIST', 'LIST_APPEND', 'extend');
  at(c, place);
  emitPair(c, 'CALL', 1);
}

function collect(c: Compiler, items: readonly Expr[], place: Span, build: string, add: string, join: string): void {
  at(c, place);
  emit(c, build, 0);
  for (const item of items) {
    if (item.kind === 'Starred') emit(c, 'COPY', 1);
    if (item.kind === 'Starred') drained(c, item.value);
    else c.expression(item);
    at(c, place);
    if (item.kind === 'Starred') callMethod(c, join);
    else emit(c, add, 1);
  }
}

/** A new dict: `**options` must not give the caller's own away. */
function keywordDict(c: Compiler, keywords: readonly Keyword[], place: Span): void {
  const keys = keywords.map(({ name, from, to }): Expr | null => {
    return name === null ? null : { kind: 'Constant', value: { kind: 'str', value: name }, from, to };
  });
  const values = keywords.map((k) => k.value);
  starDict(c, keys, values, place);
}

/** `{key: value, **value}`. */
export function starDict(c: Compiler, keys: readonly (Expr | null)[], values: readonly Expr[], place: Span): void {
  at(c, place);
  emit(c, 'BUILD_DICT', 0);
  values.forEach((value, i) => {
    const key = keys[i] ?? null;
    if (key === null) emit(c, 'COPY', 1);
    else c.expression(key);
    c.expression(value);
    at(c, place);
    if (key === null) callMethod(c, 'update');
    else emit(c, 'DICT_ADD', 1);
  });
}

function callMethod(c: Compiler, name: string): void {
  emitPair(c, 'CALL_METHOD', 1, c.name(name));
  emit(c, 'POP');
}

import { BINARY, COMPARE, UNARY } from '../../bytecode.ts';
import type { Constant } from '../../program.ts';
import type { CompareExpr, DictExpr, Expr, LogicalExpr, SequenceExpr, StringPart } from '../ast.ts';
import { call } from './calls.ts';
import { at, type Compiler, emit, emitPair, indexIn, jump, loadConstant, loadNone } from './compiler.ts';
import { comprehension, generator } from './comprehensions.ts';
import { condition } from './conditions.ts';
import { lambda } from './functions.ts';
import { loadMember } from './members.ts';
import { loadName, storeName } from './names.ts';
import { starDict, starDisplay } from './stars.ts';

/** The value of an expression, on the stack. */
export function expression(c: Compiler, e: Expr): void {
  switch (e.kind) {
    case 'Constant':
      at(c, e);
      loadConstant(c, e.value);
      return;
    case 'Name':
      loadName(c, e.id, e);
      return;
    case 'FormatString':
      formatString(c, e.parts, e);
      return;
    case 'Unary':
      c.expression(e.operand);
      at(c, e);
      emitPair(c, 'UNARY', indexIn(UNARY, e.op));
      return;
    case 'Binary':
      c.expression(e.left);
      c.expression(e.right);
      at(c, e);
      emitPair(c, 'BINARY', indexIn(BINARY, e.op), 0);
      return;
    case 'Logical':
      logical(c, e);
      return;
    case 'Compare':
      compare(c, e);
      return;
    case 'Conditional': {
      const otherwise = c.unit.code.label();
      const end = c.unit.code.label();
      condition(c, e.test, false, otherwise);
      c.expression(e.chosen);
      jump(c, 'JUMP', end);
      c.unit.code.bind(otherwise);
      c.expression(e.otherwise);
      c.unit.code.bind(end);
      return;
    }
    case 'Named':
      c.expression(e.value);
      at(c, e);
      emit(c, 'COPY', 1);
      storeName(c, e.target.id, e.target);
      return;
    case 'Lambda':
      lambda(c, e);
      return;
    case 'Starred':
      throw new Error('a star outside of a display');
    case 'Call':
      call(c, e);
      return;
    case 'Attribute':
      loadMember(c, e);
      return;
    case 'Subscript':
      c.expression(e.object);
      c.expression(e.index);
      at(c, e);
      emit(c, 'LOAD_ITEM');
      return;
    case 'Slice':
      for (const part of [e.start, e.stop, e.step]) {
        at(c, e);
        if (part === null) loadNone(c);
        else c.expression(part);
      }
      at(c, e);
      emit(c, 'BUILD_SLICE');
      return;
    case 'Tuple':
    case 'List':
    case 'Set':
      sequence(c, e);
      return;
    case 'Dict':
      dict(c, e);
      return;
    case 'Comprehension':
      e.result === 'generator' ? generator(c, e) : comprehension(c, e);
      return;
    case 'Bad':
      at(c, e);
      loadNone(c);
      return;
  }
}

/** Operands of displays that are longer than this go to the heap one by one, so that the stack stays small. */
const LONG = 30;

function sequence(c: Compiler, e: SequenceExpr): void {
  if (e.items.some((item) => item.kind === 'Starred')) {
    starDisplay(c, e);
    return;
  }
  const constant = e.kind === 'Tuple' ? constantOf(e) : null;
  at(c, e);
  if (constant !== null) {
    loadConstant(c, constant);
    return;
  }
  const name = { Tuple: 'BUILD_TUPLE', List: 'BUILD_LIST', Set: 'BUILD_SET' }[e.kind];
  if (e.items.length <= LONG) {
    for (const item of e.items) c.expression(item);
    at(c, e);
    emit(c, name, e.items.length);
    return;
  }
  // A long tuple is built as a list.
  if (e.kind === 'Tuple') {
    longTuple(c, e);
    return;
  }
  emit(c, name, 0);
  for (const item of e.items) {
    c.expression(item);
    emit(c, e.kind === 'List' ? 'LIST_APPEND' : 'SET_ADD', 1);
  }
}

function longTuple(c: Compiler, e: SequenceExpr): void {
  for (const item of e.items) c.expression(item);
  at(c, e);
  emit(c, 'BUILD_TUPLE', e.items.length);
}

/** A tuple of constants is a constant. */
function constantOf(e: Expr): Constant | null {
  if (e.kind === 'Constant') return e.value;
  if (e.kind !== 'Tuple') return null;
  const items: Constant[] = [];
  for (const item of e.items) {
    const value = constantOf(item);
    if (value === null) return null;
    items.push(value);
  }
  return { kind: 'tuple', items };
}

function dict(c: Compiler, e: DictExpr): void {
  if (e.keys.includes(null)) {
    starDict(c, e.keys, e.values, e);
    return;
  }
  const long = e.keys.length > LONG / 2;
  at(c, e);
  if (long) emit(c, 'BUILD_DICT', 0);
  e.keys.forEach((key, i) => {
    if (key === null) return;
    c.expression(key);
    c.expression(e.values[i] ?? key);
    if (long) emit(c, 'DICT_ADD', 1);
  });
  at(c, e);
  if (!long) emit(c, 'BUILD_DICT', e.keys.length);
}

function logical(c: Compiler, e: LogicalExpr): void {
  const end = c.unit.code.label();
  e.values.forEach((value, i) => {
    c.expression(value);
    if (i === e.values.length - 1) return;
    at(c, value);
    jump(c, e.op === 'and' ? 'JUMP_IF_FALSE_OR_POP' : 'JUMP_IF_TRUE_OR_POP', end);
  });
  c.unit.code.bind(end);
}

/** `a < b < c` evaluates b once: it waits under the first result. */
function compare(c: Compiler, e: CompareExpr): void {
  const { code } = c.unit;
  const failed = code.label();
  const end = code.label();
  c.expression(e.left);
  e.rights.forEach((right, i) => {
    const last = i === e.rights.length - 1;
    c.expression(right);
    at(c, e);
    if (!last) {
      emit(c, 'SWAP', 2);
      emit(c, 'COPY', 2);
    }
    emitPair(c, 'COMPARE', indexIn(COMPARE, e.ops[i] ?? ''));
    if (!last) jump(c, 'JUMP_IF_FALSE_OR_POP', failed);
  });
  if (e.rights.length === 1) return;
  jump(c, 'JUMP', end);
  code.bind(failed);
  emit(c, 'SWAP', 2);
  emit(c, 'POP');
  code.bind(end);
}

function formatString(c: Compiler, parts: readonly StringPart[], place: Expr): void {
  for (const part of parts) {
    if (typeof part === 'string') {
      at(c, place);
      loadConstant(c, { kind: 'str', value: part });
      continue;
    }
    c.expression(part.value);
    if (part.spec !== null) formatString(c, part.spec, place);
    at(c, part);
    emitPair(c, 'FORMAT', { none: 0, s: 1, r: 2 }[part.conversion], part.spec === null ? 0 : 1);
  }
  at(c, place);
  if (parts.length === 0) loadConstant(c, { kind: 'str', value: '' });
  if (parts.length > 1) emit(c, 'BUILD_STRING', parts.length);
}

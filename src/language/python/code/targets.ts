import { BINARY } from '../../bytecode.ts';
import type { AssignStmt, Expr, UpdateStmt } from '../ast.ts';
import { at, type Compiler, emit, emitPair, indexIn } from './compiler.ts';
import { drained } from './lazy.ts';
import { loadName, storeName } from './names.ts';

/** Stores the value on the stack in a target. */
export function store(c: Compiler, target: Expr): void {
  switch (target.kind) {
    case 'Name':
      storeName(c, target.id, target);
      return;
    case 'Attribute':
      c.expression(target.object);
      at(c, target);
      emit(c, 'STORE_ATTR', c.name(target.name));
      return;
    case 'Subscript':
      c.expression(target.object);
      c.expression(target.index);
      at(c, target);
      emit(c, 'STORE_ITEM');
      return;
    case 'Tuple':
    case 'List':
      at(c, target);
      emit(c, 'UNPACK', target.items.length);
      for (const item of target.items) store(c, item);
      return;
    default:
      // Reported when the source was read.
      at(c, target);
      emit(c, 'POP');
  }
}

export function assign(c: Compiler, s: AssignStmt): void {
  const [only] = s.targets;
  if (s.targets.length === 1 && only !== undefined && swaps(only, s.value)) {
    exchange(c, only, s.value);
    return;
  }
  if (s.targets.some(isSequence)) drained(c, s.value);
  else c.expression(s.value);
  s.targets.forEach((target, i) => {
    at(c, s);
    if (i < s.targets.length - 1) emit(c, 'COPY', 1);
    store(c, target);
  });
}

type Sequence = Extract<Expr, { kind: 'Tuple' | 'List' | 'Set' }>;
const isSequence = (e: Expr): e is Sequence => e.kind === 'Tuple' || e.kind === 'List';

/** `a, b = b, a`: two or three values need no tuple. */
function swaps(target: Expr, value: Expr): boolean {
  if (!isSequence(target) || !isSequence(value)) return false;
  return target.items.length === value.items.length && (target.items.length === 2 || target.items.length === 3);
}

function exchange(c: Compiler, target: Expr, value: Expr): void {
  if (!isSequence(target) || !isSequence(value)) return;
  for (const item of value.items) c.expression(item);
  at(c, value);
  emit(c, 'SWAP', value.items.length);
  for (const item of target.items) store(c, item);
}

/** `x += v`: the place is found once, read, changed and written. */
export function update(c: Compiler, s: UpdateStmt): void {
  const { target } = s;
  const change = (): void => {
    c.expression(s.value);
    at(c, s);
    emitPair(c, 'BINARY', indexIn(BINARY, s.op), 1);
  };
  if (target.kind === 'Name') {
    loadName(c, target.id, target);
    change();
    storeName(c, target.id, target);
  } else if (target.kind === 'Attribute') {
    c.expression(target.object);
    at(c, target);
    emit(c, 'COPY', 1);
    emit(c, 'LOAD_ATTR', c.name(target.name));
    change();
    at(c, target);
    emit(c, 'SWAP', 2);
    emit(c, 'STORE_ATTR', c.name(target.name));
  } else if (target.kind === 'Subscript') {
    c.expression(target.object);
    c.expression(target.index);
    at(c, target);
    emit(c, 'COPY', 2);
    emit(c, 'COPY', 2);
    emit(c, 'LOAD_ITEM');
    change();
    at(c, target);
    emit(c, 'SWAP', 3);
    emit(c, 'SWAP', 2);
    emit(c, 'STORE_ITEM');
  }
}

import type { ClassStmt } from '../ast.ts';
import { at, type Compiler, emit, emitPair, inScope, loadConstant, within } from './compiler.ts';
import { storeName } from './names.ts';

/** A class body runs in the frame around it; its names go into a dict that becomes the class. */
export function classStatement(c: Compiler, s: ClassStmt): void {
  const scope = c.scopes.of.get(s);
  if (scope === undefined) return;
  for (const base of s.bases) c.expression(base);
  at(c, s.nameSpan);
  emit(c, 'BUILD_DICT', 0);
  emit(c, 'STORE_LOCAL', scope.slot);
  within(c, { kind: 'class', width: s.bases.length }, () => {
    // A `finally` body is compiled more than once, and each time the class starts empty.
    scope.stored.clear();
    inScope(c, scope, () => c.statements(s.body));
  });
  at(c, s.nameSpan);
  emit(c, 'LOAD_LOCAL', scope.slot);
  emitPair(c, 'MAKE_CLASS', s.bases.length, c.name(s.name));
  // The slot would keep the dict alive.
  loadConstant(c, { kind: 'none' });
  emit(c, 'STORE_LOCAL', scope.slot);
  storeName(c, s.name, s.nameSpan);
}

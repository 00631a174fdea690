import { builtinId } from '../../builtins.ts';
import type { AttributeExpr, Expr } from '../ast.ts';
import { lookup } from '../scope/scope.ts';
import { staticModule } from '../scope/starts.ts';
import { checkMember } from '../syntax/imports.ts';
import { at, type Compiler, emit } from './compiler.ts';

/** `threading.Lock` where `threading` can only be the module: the builtin's id, or −1. */
export function memberId(c: Compiler, e: Expr): number {
  if (e.kind !== 'Attribute') return -1;
  const module = staticModule(e.object, c.scope);
  if (module === null || !imported(c, e)) return -1;
  checkMember(c, module, e.name, e.nameSpan);
  return builtinId(`${module}.${e.name}`);
}

/** Module-level code above the import would raise NameError, so it looks the name up. */
function imported(c: Compiler, e: AttributeExpr): boolean {
  let root: Expr = e;
  while (root.kind === 'Attribute') root = root.object;
  const first = root.kind === 'Name' ? lookup(c.scope, root.id)?.sources[0] : undefined;
  return first !== undefined && (c.scope.frame !== first.scope.frame || first.at.from < e.from);
}

export function loadMember(c: Compiler, e: AttributeExpr): void {
  const id = memberId(c, e);
  if (id < 0) c.expression(e.object);
  at(c, e);
  if (id < 0) emit(c, 'LOAD_ATTR', c.name(e.name));
  else emit(c, 'LOAD_BUILTIN', id);
}

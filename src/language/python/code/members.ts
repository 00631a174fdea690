import { builtinId } from '../../builtins.ts';
import { ALIASES } from '../../library/index.ts';
import type { AttributeExpr, Expr } from '../ast.ts';
import { lookup } from '../scope/scope.ts';
import { staticModule } from '../scope/starts.ts';
import { checkMember } from '../syntax/imports.ts';
import { at, type Compiler, emit, loadNone } from './compiler.ts';

/** What a full name stands for: a builtin, or a global of the library. */
type Member = { readonly kind: 'builtin'; readonly id: number } | { readonly kind: 'global'; readonly index: number };

function find(c: Compiler, name: string): Member | null {
  const index = c.members.get(name);
  if (index !== undefined) return { kind: 'global', index };
  const id = builtinId(ALIASES[name] ?? name);
  return id < 0 ? null : { kind: 'builtin', id };
}

function load(c: Compiler, member: Member): void {
  if (member.kind === 'builtin') emit(c, 'LOAD_BUILTIN', member.id);
  else emit(c, c.globals.kind(member.index) === 'shared' ? 'LOAD_GLOBAL' : 'LOAD_FIXED', member.index);
}

/** The value of `import name`; None for what only annotations need. */
export function loadImported(c: Compiler, name: string): void {
  const member = find(c, name);
  if (member === null) loadNone(c);
  else load(c, member);
}

/** `threading.Lock` where `threading` can only be the module; else null. */
export function staticMember(c: Compiler, e: Expr): Member | null {
  if (e.kind !== 'Attribute') return null;
  const module = staticModule(e.object, c.scope);
  if (module === null || !imported(c, e)) return null;
  checkMember(c, module, e.name, e.nameSpan);
  return find(c, `${module}.${e.name}`);
}

/** Module-level code above the import would raise NameError, so it looks the name up. */
function imported(c: Compiler, e: AttributeExpr): boolean {
  let root: Expr = e;
  while (root.kind === 'Attribute') root = root.object;
  const first = root.kind === 'Name' ? lookup(c.scope, root.id)?.sources[0] : undefined;
  return first !== undefined && (c.scope.frame !== first.scope.frame || first.at.from < e.from);
}

export function loadMember(c: Compiler, e: AttributeExpr): void {
  const member = staticMember(c, e);
  if (member === null) c.expression(e.object);
  at(c, e);
  if (member === null) emit(c, 'LOAD_ATTR', c.name(e.name));
  else load(c, member);
}

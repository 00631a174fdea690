import { BUILTINS, builtinId } from '../../builtins.ts';
import type { Span } from '../ast.ts';
import { reportUnknown } from '../scope/known-names.ts';
import { type Binding, lookup, type Scope, slotIn } from '../scope/scope.ts';
import { at, type Compiler, emit, loadConstant } from './compiler.ts';

/** Id of a builtin that needs no import, or −1: neither a module nor something in one. */
export function plainBuiltin(name: string): number {
  const id = name.includes('.') ? -1 : builtinId(name);
  return BUILTINS[id]?.kind === 'module' ? -1 : id;
}

/** Loading and storing names: where they live decides the instruction. */
type Home =
  | { readonly kind: 'local' | 'cell'; readonly slot: number }
  | { readonly kind: 'global'; readonly index: number }
  | { readonly kind: 'item'; readonly slot: number }
  | { readonly kind: 'builtin'; readonly id: number };

function homeOf(c: Compiler, binding: Binding, place: Span): Home {
  const { owner } = binding;
  if (owner.kind === 'module') return { kind: 'global', index: c.globals.index(binding.name, place) };
  if (owner.kind === 'class') return { kind: 'item', slot: owner.slot };
  return { kind: binding.captured ? 'cell' : 'local', slot: slotIn(c.scope.frame, binding) };
}

function find(c: Compiler, name: string, place: Span): Home {
  const own = lookup(c.scope, name);
  // A class body reads a name from outside until it has assigned it.
  const early = own?.owner.kind === 'class' && !own.owner.stored.has(name);
  const binding = early && own.owner.parent !== null ? lookupAround(own) : own;
  if (binding !== null) return homeOf(c, binding, place);
  const id = plainBuiltin(name);
  if (id >= 0) return { kind: 'builtin', id };
  const member = c.members.get(name) ?? c.members.get(`builtins.${name}`);
  if (member !== undefined) return { kind: 'global', index: member };
  reportUnknown(c.report, name, place, visibleNames(c));
  return { kind: 'global', index: c.globals.index(name, place) };
}

/** Everything that could have been meant. */
function* visibleNames(c: Compiler): Generator<string> {
  for (let scope: Scope | null = c.scope; scope !== null; scope = scope.parent) yield* scope.bindings.keys();
  for (const b of BUILTINS) if (plainBuiltin(b.name) >= 0) yield b.name;
}

function lookupAround(binding: Binding): Binding | null {
  for (let scope = binding.owner.parent; scope !== null; scope = scope.parent) {
    if (scope.kind === 'class') continue;
    return lookup(scope, binding.name);
  }
  return null;
}

export function loadName(c: Compiler, name: string, place: Span): void {
  const home = find(c, name, place);
  at(c, place);
  if (home.kind === 'local') emit(c, 'LOAD_LOCAL', home.slot);
  else if (home.kind === 'cell') emit(c, 'LOAD_CELL', home.slot);
  else if (home.kind === 'builtin') emit(c, 'LOAD_BUILTIN', home.id);
  else if (home.kind === 'global')
    emit(c, c.globals.kind(home.index) === 'shared' ? 'LOAD_GLOBAL' : 'LOAD_FIXED', home.index);
  else {
    emit(c, 'LOAD_LOCAL', home.slot);
    loadConstant(c, { kind: 'str', value: name });
    emit(c, 'LOAD_ITEM');
  }
}

/** Stores the value on the stack. */
export function storeName(c: Compiler, name: string, place: Span): void {
  const binding = lookup(c.scope, name);
  const home: Home =
    binding === null ? { kind: 'global', index: c.globals.index(name, place) } : homeOf(c, binding, place);
  at(c, place);
  if (home.kind === 'local') emit(c, 'STORE_LOCAL', home.slot);
  else if (home.kind === 'cell') emit(c, 'STORE_CELL', home.slot);
  else if (home.kind === 'global')
    emit(c, c.globals.kind(home.index) === 'shared' ? 'STORE_GLOBAL' : 'STORE_FIXED', home.index);
  else if (home.kind === 'item') {
    emit(c, 'LOAD_LOCAL', home.slot);
    loadConstant(c, { kind: 'str', value: name });
    emit(c, 'STORE_ITEM');
    binding?.owner.stored.add(name);
  }
}

/** The name means the builtin of that name here: nobody assigns it. */
export const isBuiltin = (c: Compiler, name: string): boolean =>
  lookup(c.scope, name) === null && plainBuiltin(name) >= 0;

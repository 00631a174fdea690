import type { ClassStmt, ComprehensionExpr, FunctionStmt, LambdaExpr, Param, Span, Stmt } from '../ast.ts';

/** What a name is bound by: decides what the compiler may assume about it. */
export interface Source {
  readonly by: 'param' | 'def' | 'class' | 'import' | 'other';
  /** by import: the full name of what is imported. by def and class: the statement. */
  readonly origin: string | FunctionStmt | ClassStmt | null;
  readonly at: Span;
  /** The scope whose code does it. */
  readonly scope: Scope;
}

/** A name with the place it lives in. */
export interface Binding {
  readonly name: string;
  readonly owner: Scope;
  readonly sources: Source[];
  /** A function inside uses it, so it lives in a cell. */
  captured: boolean;
  /** Local slot in the owner's frame; −1 for globals and names of a class. */
  slot: number;
}

export interface Use {
  readonly name: string;
  readonly at: Span;
  readonly scope: Scope;
}

export type ScopeNode = FunctionStmt | LambdaExpr | ClassStmt | ComprehensionExpr;

export interface Scope {
  readonly kind: 'module' | 'function' | 'class' | 'comprehension';
  readonly name: string;
  readonly node: ScopeNode | null;
  readonly parent: Scope | null;
  /** The scope whose stack frame holds its variables: a function or the module. */
  readonly frame: Scope;
  readonly params: readonly Param[];
  readonly bindings: Map<string, Binding>;
  readonly globals: Set<string>;
  readonly nonlocals: Map<string, Span>;
  /** Frames only: names of the local slots, and the bindings of outer frames that it uses. */
  readonly locals: string[];
  readonly free: Binding[];
  /** Classes only: the slot of the dict that their names go to, and the names stored so far while compiling. */
  slot: number;
  readonly stored: Set<string>;
}

export function createScope(
  kind: Scope['kind'],
  name: string,
  node: ScopeNode | null,
  parent: Scope | null,
  params: readonly Param[] = [],
): Scope {
  const own = kind === 'module' || kind === 'function';
  const scope: Scope = {
    kind,
    name,
    node,
    parent,
    // A frame is its own frame: the object refers to itself.
    get frame(): Scope {
      return own || parent === null ? scope : parent.frame;
    },
    params,
    bindings: new Map(),
    globals: new Set(),
    nonlocals: new Map(),
    locals: [],
    free: [],
    slot: -1,
    stored: new Set(),
  };
  return scope;
}

export function bind(scope: Scope, name: string, source: Source): Binding {
  const known = scope.bindings.get(name);
  if (known) {
    known.sources.push(source);
    return known;
  }
  const binding: Binding = { name, owner: scope, sources: [source], captured: false, slot: -1 };
  scope.bindings.set(name, binding);
  return binding;
}

/** Where a name used in a scope lives, by Python's rule: own scope, functions around (not classes), module. */
export function lookup(from: Scope, name: string): Binding | null {
  for (let scope: Scope | null = from; scope !== null; scope = scope.parent) {
    if (scope.globals.has(name)) return moduleOf(scope).bindings.get(name) ?? null;
    const skip = scope.kind === 'class' && scope !== from;
    const found = skip || scope.nonlocals.has(name) ? undefined : scope.bindings.get(name);
    if (found) return found;
  }
  return null;
}

export function moduleOf(scope: Scope): Scope {
  let top = scope;
  while (top.parent !== null) top = top.parent;
  return top;
}

/** Marks a use: a name of another frame is captured, and each frame between hands it on. */
export function capture(use: Use): void {
  const binding = lookup(use.scope, use.name);
  if (binding === null || binding.owner.kind === 'module' || binding.owner.kind === 'class') return;
  const home = binding.owner.frame;
  for (let frame = use.scope.frame; frame !== home; ) {
    binding.captured = true;
    if (!frame.free.includes(binding)) frame.free.push(binding);
    if (frame.parent === null) return;
    frame = frame.parent.frame;
  }
}

/** Everything that scope analysis finds out. */
export interface Scopes {
  readonly module: Scope;
  readonly all: readonly Scope[];
  readonly of: ReadonlyMap<ScopeNode, Scope>;
  readonly uses: readonly Use[];
}

/** Gives every variable of a frame its local slot: parameters, variables, comprehensions, class dicts, free cells. */
export function assignSlots(scopes: Scopes): void {
  for (const scope of scopes.all) {
    if (scope.kind !== 'function') continue;
    for (const param of scope.params) scope.locals.push(param.name);
    for (const binding of scope.bindings.values()) {
      const at = scope.params.findIndex((p) => p.name === binding.name);
      binding.slot = at >= 0 ? at : scope.locals.push(binding.name) - 1;
    }
  }
  // Variables of comprehensions that cannot be alive together share a slot.
  const shared = new Map<Scope, Map<string, number>>();
  for (const scope of scopes.all) {
    const { frame } = scope;
    if (scope.kind === 'class') scope.slot = frame.locals.push(`.${scope.name}`) - 1;
    if (scope.kind !== 'comprehension') continue;
    const slots = shared.get(frame) ?? new Map<string, number>();
    shared.set(frame, slots);
    for (const binding of scope.bindings.values()) {
      const key = `${binding.captured} ${levelOf(scope)} ${binding.name}`;
      binding.slot = slots.get(key) ?? frame.locals.push(binding.name) - 1;
      slots.set(key, binding.slot);
    }
  }
  for (const scope of scopes.all) {
    if (scope === scope.frame) for (const binding of scope.free) scope.locals.push(binding.name);
  }
}

function levelOf(scope: Scope): number {
  let level = 0;
  for (let s: Scope | null = scope; s !== null && s !== scope.frame; s = s.parent) level++;
  return level;
}

/** Slot of a name's variable as seen from a frame: its own, or the cell it was handed. */
export function slotIn(frame: Scope, binding: Binding): number {
  if (binding.owner.frame === frame) return binding.slot;
  return frame.locals.length - frame.free.length + frame.free.indexOf(binding);
}

/** The statements of a function, class or module. */
export type Body = readonly Stmt[];

import type { GlobalInfo, GlobalKind } from '../../program.ts';
import type { Expr, Span, Stmt } from '../ast.ts';
import type { LineTable } from '../report.ts';
import { lookup, type Scope, type Scopes } from './scope.ts';
import { blocksOf, createStarts, eachExpression, expressionsOf, type Starts } from './starts.ts';

/** The module's names, in order of appearance, and how threads see each of them (see GlobalKind). */
export interface Globals {
  readonly list: GlobalInfo[];
  /** Index of a name; a name that the program never assigns gets one as well. */
  index(name: string, at: Span): number;
  kind(index: number): GlobalKind;
}

export function createGlobals(scopes: Scopes, body: readonly Stmt[], threads: boolean, lines: LineTable): Globals {
  const { module } = scopes;
  const used = namesOfFunctions(scopes);
  const late = lateNames(scopes, body, createStarts(scopes, threads));
  const list: GlobalInfo[] = [];
  const known = new Map<string, number>();
  const kindOf = (name: string): GlobalKind => {
    if (!used.has(name)) return 'confined';
    const sources = module.bindings.get(name)?.sources ?? [];
    const inFunction = sources.some((s) => s.scope.frame !== module);
    return inFunction || late.has(name) ? 'shared' : 'fixed';
  };
  const add = (name: string, at: Span): number => {
    known.set(name, list.length);
    return list.push({ name, kind: kindOf(name), line: lines.line(at.from) }) - 1;
  };
  for (const binding of module.bindings.values()) add(binding.name, binding.sources[0]?.at ?? { from: 0, to: 0 });
  return {
    list,
    index: (name, at) => known.get(name) ?? add(name, at),
    kind: (index) => list[index]?.kind ?? 'shared',
  };
}

/** The globals of a module of the library: behind the program's, under their full names, which no program can write. */
export function createLibraryGlobals(list: GlobalInfo[], module: string, scopes: Scopes): Globals {
  const known = new Map<string, number>();
  const add = (name: string): number => {
    const sources = scopes.module.bindings.get(name)?.sources ?? [];
    const kind = sources.some((s) => s.scope.frame !== scopes.module) ? 'shared' : 'fixed';
    known.set(name, list.length);
    return list.push({ name: `${module}.${name}`, kind, line: 0 }) - 1;
  };
  for (const binding of scopes.module.bindings.values()) add(binding.name);
  return {
    list,
    index: (name) => known.get(name) ?? add(name),
    kind: (index) => list[index]?.kind ?? 'shared',
  };
}

/** Globals that some function reads or writes. */
function namesOfFunctions(scopes: Scopes): Set<string> {
  const names = new Set<string>();
  for (const use of scopes.uses) {
    const owner = lookup(use.scope, use.name)?.owner ?? scopes.module;
    if (use.scope.frame !== scopes.module && owner === scopes.module) names.add(use.name);
  }
  for (const binding of scopes.module.bindings.values()) {
    if (binding.sources.some((s) => s.scope.frame !== scopes.module)) names.add(binding.name);
  }
  return names;
}

/** Globals with a store, in module-level code, that may come after a thread has started. */
function lateNames(scopes: Scopes, body: readonly Stmt[], starts: Starts): Set<string> {
  const late = new Set<string>();
  const may = (list: readonly Expr[], scope: Scope): boolean => list.some((e) => starts.expression(e, scope));
  /** Walks in order of execution; returns whether a thread may have started by the end. */
  const walk = (block: readonly Stmt[], scope: Scope, before: boolean): boolean => {
    let started = before;
    for (const s of block) {
      const own = started || may(expressionsOf(s), scope);
      // A loop's second round comes after everything in its first.
      const loops = s.kind === 'While' || s.kind === 'For';
      const inner = s.kind === 'Class' ? (scopes.of.get(s) ?? scope) : scope;
      let round = own;
      if (loops) round = own || blocksOf(s).some((b) => starts.block(b, inner));
      if (round) for (const name of storesOf(s)) late.add(name);
      const ends = blocksOf(s).map((b) =>
        s.kind === 'Try' || s.kind === 'Class' || s.kind === 'With' ? null : walk(b, inner, round),
      );
      started = round || ends.some((end) => end === true);
      // These run one after the other, not one instead of the other.
      if (ends.includes(null)) for (const b of blocksOf(s)) started = walk(b, inner, started);
      if (started) for (const name of namesAfter(s)) late.add(name);
    }
    return started;
  };
  walk(body, scopes.module, false);
  return late;
}

/** Names that a statement itself binds, `:=` included. */
function storesOf(s: Stmt): string[] {
  const names: string[] = [];
  const targets = (e: Expr): void => {
    if (e.kind === 'Name') names.push(e.id);
    else if (e.kind === 'Tuple' || e.kind === 'List') e.items.forEach(targets);
  };
  if (s.kind === 'Assign') s.targets.forEach(targets);
  if (s.kind === 'Update' || s.kind === 'For') targets(s.target);
  if (s.kind === 'With') for (const item of s.items) if (item.target !== null) targets(item.target);
  if (s.kind === 'Function' || s.kind === 'Class') names.push(s.name);
  if (s.kind === 'Import') names.push(...s.items.map((item) => item.target.id));
  for (const e of expressionsOf(s)) {
    eachExpression(e, (part) => {
      if (part.kind === 'Named') names.push(part.target.id);
    });
  }
  return names;
}

/** Names that a statement binds only after blocks of its own have run. */
function namesAfter(s: Stmt): string[] {
  if (s.kind === 'Try') return s.clauses.flatMap((c) => (c.name === null ? [] : [c.name.id]));
  return s.kind === 'Class' ? [s.name] : [];
}

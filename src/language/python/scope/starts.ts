import { type ClassStmt, defaultsOf, type Expr, type FunctionStmt, partsOf, type Stmt } from '../ast.ts';
import { isModule } from '../syntax/imports.ts';
import { type Binding, lookup, type Scope, type Scopes } from './scope.ts';

/**
 * Which code may start a thread: what runs before the first such statement has the program to itself. The answer is
 * careful: a call of something unknown may.
 */
const STARTERS = new Set(
  'Thread Timer Process Pool ThreadPool ThreadPoolExecutor ProcessPoolExecutor start_new_thread'.split(' '),
);

/** Classes of the library whose objects start their workers when they are made. */
const startsAtOnce = (name: string): boolean => /\.(Thread)?Pool$/.test(name);

/** Methods that start threads, or hand work to those that wait for it. */
const STARTING = new Set(
  (
    'start submit map imap imap_unordered map_async starmap starmap_async apply apply_async run fit ' +
    'shutdown __enter__ __call__'
  ).split(' '),
);

/** Methods of builtin types and of supported modules' objects: none of them calls back. */
const HARMLESS = new Set(
  (
    'append extend insert remove pop clear index count reverse copy keys values items get setdefault popitem update add ' +
    'discard union intersection difference issubset issuperset join split rsplit strip lstrip rstrip upper lower title ' +
    'capitalize replace startswith endswith find rfind format encode decode isdigit isalpha isspace zfill ljust rjust ' +
    'center splitlines partition acquire release locked wait notify notify_all set is_set put get_nowait put_nowait empty ' +
    'full qsize task_done is_alive cancel done result exception close read write readline readlines send recv poll ' +
    'terminate kill bit_length seek flush sleep'
  ).split(' '),
);

/** Every name that the source uses of a module: `from threading import Thread`, `threading.Thread`. */
export function startsThreads(body: readonly Stmt[]): boolean {
  let found = false;
  eachStatement(body, (s) => {
    if (s.kind === 'Import') found ||= s.items.some((item) => STARTERS.has(item.source.split('.').at(-1) ?? ''));
    for (const e of expressionsOf(s)) {
      eachExpression(e, (part) => {
        found ||= part.kind === 'Attribute' && STARTERS.has(part.name);
      });
    }
  });
  return found;
}

export interface Starts {
  /** True when evaluating the expression in this scope may start a thread. */
  expression(e: Expr, scope: Scope): boolean;
  /** True when running the statements, those in their blocks included, may start one. */
  block(body: readonly Stmt[], scope: Scope): boolean;
}

export function createStarts(scopes: Scopes, any: boolean): Starts {
  if (!any) return { expression: () => false, block: () => false };
  const functions = new Set<FunctionStmt>();
  const methods = new Set<string>();
  const defined = new Map<string, FunctionStmt[]>();
  for (const scope of scopes.all) {
    const { node } = scope;
    if (scope.kind !== 'function' || node?.kind !== 'Function' || scope.parent?.kind !== 'class') continue;
    defined.set(node.name, [...(defined.get(node.name) ?? []), node]);
  }
  const scopeOf = (node: FunctionStmt): Scope => scopes.of.get(node) ?? scopes.module;
  // Operators call methods with double underscores; if one of those starts threads, any expression may.
  const anywhere = (): boolean => [...methods].some((m) => m.startsWith('__') && m !== '__init__');

  const callee = (e: Expr, scope: Scope): boolean => {
    if (e.kind === 'Name') return name(e.id, scope);
    if (e.kind !== 'Attribute') return true;
    const member = staticMember(e, scope);
    if (member !== null) return startsAtOnce(member);
    if (STARTING.has(e.name)) return true;
    return defined.has(e.name) ? methods.has(e.name) : !HARMLESS.has(e.name);
  };
  const name = (id: string, scope: Scope): boolean => {
    const binding = lookup(scope, id);
    if (binding === null) return false;
    return binding.sources.some(({ by, origin }) => {
      if (by === 'def') return functions.has(origin as FunctionStmt);
      if (by === 'class') return constructs(origin as ClassStmt);
      return by !== 'import' || startsAtOnce(String(origin));
    });
  };
  // A base may bring its constructor along, so all constructors of the program count.
  const constructs = (_: ClassStmt): boolean => methods.has('__init__');
  const mayStart = (e: Expr, scope: Scope): boolean => {
    if (anywhere()) return true;
    let found = false;
    eachExpression(e, (part, inner) => {
      const where = inner === null ? scope : (scopes.of.get(inner) ?? scope);
      if (part.kind !== 'Call') return;
      found ||= callee(part.callee, where);
      // `sorted(xs, key=f)` calls f; `Thread(target=f)` does not, and starting it is a call of its own.
      const passes = part.callee.kind === 'Name' && lookup(where, part.callee.id) === null;
      if (passes) found ||= [...part.args, ...part.keywords.map((k) => k.value)].some((arg) => handsOver(arg, where));
    });
    return found;
  };
  const handsOver = (arg: Expr, scope: Scope): boolean =>
    arg.kind === 'Name'
      ? isFunction(lookup(scope, arg.id)) && name(arg.id, scope)
      : arg.kind === 'Lambda' && mayStart(arg.body, scopes.of.get(arg) ?? scope);

  // Grows until nothing is added: a function that calls one that starts threads does so too.
  for (let grown = true; grown; ) {
    grown = false;
    for (const scope of scopes.all) {
      const { node } = scope;
      if (scope.kind !== 'function' || node?.kind !== 'Function' || functions.has(node)) continue;
      if (!anyExpression(node.body, mayStart, scopeOf(node), scopes)) continue;
      functions.add(node);
      if (scope.parent?.kind === 'class') methods.add(node.name);
      grown = true;
    }
  }
  return { expression: mayStart, block: (body, scope) => anyExpression(body, mayStart, scope, scopes) };
}

const isFunction = (binding: Binding | null): boolean => binding?.sources.some((s) => s.by === 'def') ?? false;

/** `threading.Thread` where `threading` is nothing but that module: the full name, else null. */
export function staticMember(e: Expr, scope: Scope): string | null {
  if (e.kind !== 'Attribute') return null;
  const module = staticModule(e.object, scope);
  return module === null ? null : `${module}.${e.name}`;
}

export function staticModule(e: Expr, scope: Scope): string | null {
  if (e.kind === 'Attribute') {
    const path = staticMember(e, scope);
    return path !== null && isModule(path) ? path : null;
  }
  if (e.kind !== 'Name') return null;
  const binding = lookup(scope, e.id);
  const origins = new Set(binding?.sources.map((s) => (s.by === 'import' ? s.origin : null)));
  const [origin] = origins;
  if (origins.size !== 1 || typeof origin !== 'string') return null;
  return isModule(origin) ? origin : null;
}

function anyExpression(
  body: readonly Stmt[],
  test: (e: Expr, s: Scope) => boolean,
  scope: Scope,
  scopes: Scopes,
): boolean {
  return body.some((s) => {
    if (s.kind === 'Class') {
      const inner = scopes.of.get(s) ?? scope;
      return s.bases.some((e) => test(e, scope)) || anyExpression(s.body, test, inner, scopes);
    }
    return (
      expressionsOf(s).some((e) => test(e, scope)) || blocksOf(s).some((b) => anyExpression(b, test, scope, scopes))
    );
  });
}

/** Blocks of a statement that run where it stands: not a function's. */
export function blocksOf(s: Stmt): (readonly Stmt[])[] {
  switch (s.kind) {
    case 'If':
      return [...s.branches.map((b) => b.body), s.otherwise];
    case 'While':
    case 'For':
      return [s.body, s.otherwise];
    case 'With':
    case 'Class':
      return [s.body];
    case 'Try':
      return [s.body, ...s.clauses.map((c) => c.body), s.otherwise, s.final];
    default:
      return [];
  }
}

/** Expressions of a statement itself, without those in its blocks. */
export function expressionsOf(s: Stmt): Expr[] {
  const some = (list: readonly (Expr | null)[]): Expr[] => list.filter((e) => e !== null);
  switch (s.kind) {
    case 'Expr':
      return [s.value];
    case 'Assign':
      return [s.value, ...s.targets];
    case 'Declare':
      return [s.target];
    case 'Update':
      return [s.target, s.value];
    case 'If':
      return s.branches.map((b) => b.test);
    case 'While':
    case 'Assert':
      return some([s.test, s.kind === 'Assert' ? s.message : null]);
    case 'For':
      return [s.iterable, s.target];
    case 'With':
      return some(s.items.flatMap((item) => [item.manager, item.target]));
    case 'Function':
      return defaultsOf(s.params);
    case 'Class':
      return [...s.bases];
    case 'Return':
      return some([s.value]);
    case 'Raise':
      return some([s.error, s.cause]);
    case 'Try':
      return some(s.clauses.map((c) => c.type));
    case 'Delete':
      return [...s.targets];
    default:
      return [];
  }
}

export function eachStatement(body: readonly Stmt[], visit: (s: Stmt) => void): void {
  for (const s of body) {
    visit(s);
    for (const block of blocksOf(s)) eachStatement(block, visit);
    if (s.kind === 'Function') eachStatement(s.body, visit);
  }
}

type Inner = Extract<Expr, { kind: 'Comprehension' }>;

/** Visits an expression and its parts, comprehensions included, bodies of lambdas too: they may be called at once. */
export function eachExpression(
  e: Expr,
  visit: (e: Expr, inner: Inner | null) => void,
  inner: Inner | null = null,
): void {
  visit(e, inner);
  if (e.kind === 'Comprehension') {
    e.clauses.forEach((clause, i) => {
      eachExpression(clause.iterable, visit, i === 0 ? inner : e);
      eachExpression(clause.target, visit, e);
      for (const condition of clause.conditions) eachExpression(condition, visit, e);
    });
    eachExpression(e.element, visit, e);
    if (e.value !== null) eachExpression(e.value, visit, e);
  }
  for (const part of partsOf(e)) eachExpression(part, visit, inner);
}

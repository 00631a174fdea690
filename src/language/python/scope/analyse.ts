import {
  allParams,
  type CallExpr,
  type ComprehensionExpr,
  defaultsOf,
  type Expr,
  type NameExpr,
  type Params,
  partsOf,
  type Span,
  type Stmt,
} from '../ast.ts';
import type { Report } from '../report.ts';
import {
  assignSlots,
  bind,
  capture,
  createScope,
  lookup,
  moduleOf,
  type Scope,
  type ScopeNode,
  type Scopes,
  type Source,
  type Use,
} from './scope.ts';
import { classPath, isSuper } from './super.ts';

/** Finds the scope of every name, and reports what CPython's symbol table would refuse. */
interface Walk {
  readonly report: Report;
  readonly all: Scope[];
  readonly of: Map<ScopeNode, Scope>;
  readonly uses: Use[];
  /** Names bound in a scope, before its `global` and `nonlocal` have all been seen. */
  readonly bound: { name: string; source: Source }[];
  /** Scopes in whose comprehensions the walk is just looking at an iterable. */
  readonly iterables: Scope[];
}

export function analyse(body: readonly Stmt[], report: Report): Scopes {
  const walk: Walk = { report, all: [], of: new Map(), uses: [], bound: [], iterables: [] };
  const module = createScope('module', '<module>', null, null);
  walk.all.push(module);
  statements(walk, module, body);
  for (const { name, source } of walk.bound) settle(walk, name, source);
  for (const scope of walk.all) checkNonlocals(walk, scope);
  for (const use of walk.uses) capture(use);
  const scopes = { module, all: walk.all, of: walk.of, uses: walk.uses };
  assignSlots(scopes);
  return scopes;
}

/** Binds a name where its declarations say. */
function settle(walk: Walk, name: string, source: Source): void {
  const { scope } = source;
  if (scope.globals.has(name)) bind(moduleOf(scope), name, source);
  else if (scope.nonlocals.has(name)) walk.uses.push({ name, at: source.at, scope });
  else bind(scope, name, source);
}

function checkNonlocals(walk: Walk, scope: Scope): void {
  for (const [name, at] of scope.nonlocals) {
    const found = lookup(scope, name);
    if (found !== null && found.owner.kind !== 'module') continue;
    const suggestion =
      scope.parent?.kind === 'module' ? 'Write global instead.' : 'Assign it in the function around first.';
    walk.report.error(at, `No function around this one has a variable \`${name}\`.`, suggestion);
  }
}

function bindName(
  walk: Walk,
  scope: Scope,
  name: string,
  at: Span,
  by: Source['by'] = 'other',
  origin: Source['origin'] = null,
): void {
  if (name === '__debug__') walk.report.error(at, 'Nothing can be assigned to __debug__.', 'Choose another name.');
  walk.bound.push({ name, source: { by, origin, at, scope } });
}

const use = (walk: Walk, scope: Scope, name: string, at: Span): void => {
  walk.uses.push({ name, at, scope });
};

function statements(walk: Walk, scope: Scope, body: readonly Stmt[]): void {
  for (const s of body) statement(walk, scope, s);
}

function statement(walk: Walk, scope: Scope, s: Stmt): void {
  const expr = (e: Expr | null): void => {
    if (e !== null) expression(walk, scope, e);
  };
  const block = (body: readonly Stmt[]): void => statements(walk, scope, body);
  switch (s.kind) {
    case 'Expr':
      expr(s.value);
      return;
    case 'Assign':
      expr(s.value);
      for (const t of s.targets) target(walk, scope, t);
      return;
    case 'Declare':
      target(walk, scope, s.target);
      return;
    case 'Update':
      expr(s.value);
      if (s.target.kind === 'Name') expr(s.target);
      target(walk, scope, s.target);
      return;
    case 'If':
      for (const branch of s.branches) {
        expr(branch.test);
        block(branch.body);
      }
      block(s.otherwise);
      return;
    case 'While':
      expr(s.test);
      block(s.body);
      block(s.otherwise);
      return;
    case 'For':
      expr(s.iterable);
      target(walk, scope, s.target);
      block(s.body);
      block(s.otherwise);
      return;
    case 'With':
      for (const item of s.items) {
        expr(item.manager);
        if (item.target !== null) target(walk, scope, item.target);
      }
      block(s.body);
      return;
    case 'Function': {
      defaultsOf(s.params).forEach(expr);
      bindName(walk, scope, s.name, s.nameSpan, 'def', s);
      const inner = openFunction(walk, scope, s, s.name, s.params);
      statements(walk, inner, s.body);
      return;
    }
    case 'Class': {
      s.bases.forEach(expr);
      const inner = createScope('class', s.name, s, scope);
      walk.all.push(inner);
      walk.of.set(s, inner);
      statements(walk, inner, s.body);
      bindName(walk, scope, s.name, s.nameSpan, 'class', s);
      return;
    }
    case 'Return':
      expr(s.value);
      return;
    case 'Raise':
      expr(s.error);
      expr(s.cause);
      return;
    case 'Try':
      block(s.body);
      for (const clause of s.clauses) {
        expr(clause.type);
        if (clause.name !== null) target(walk, scope, clause.name);
        block(clause.body);
      }
      block(s.otherwise);
      block(s.final);
      return;
    case 'Assert':
      expr(s.test);
      expr(s.message);
      return;
    case 'Import':
      for (const item of s.items) bindName(walk, scope, item.target.id, item.target, 'import', item.source);
      return;
    case 'Global':
    case 'Nonlocal':
      s.names.forEach((name) => {
        declare(walk, scope, name, s.kind);
      });
      return;
    case 'Delete':
      s.targets.forEach(expr);
      return;
    case 'Pass':
    case 'Break':
    case 'Continue':
  }
}

function openFunction(walk: Walk, parent: Scope, node: ScopeNode, name: string, params: Params): Scope {
  const list = allParams(params);
  const inner = createScope('function', name, node, parent, list);
  walk.all.push(inner);
  walk.of.set(node, inner);
  list.forEach((p, i) => {
    if (list.findIndex((other) => other.name === p.name) < i) {
      walk.report.error(p, `The parameter \`${p.name}\` is there twice.`, 'Give each parameter its own name.');
    }
    bindName(walk, inner, p.name, p, 'param');
  });
  return inner;
}

function declare(walk: Walk, scope: Scope, name: NameExpr, kind: 'Global' | 'Nonlocal'): void {
  const word = kind.toLowerCase();
  const { id } = name;
  if (scope.kind === 'module') {
    if (kind === 'Nonlocal') walk.report.error(name, '`nonlocal` cannot stand outside a function.', 'Leave it out.');
    else walk.report.warning(name, '`global` has no effect outside a function.', 'Leave it out.');
    return;
  }
  if (scope.params.some((p) => p.name === id)) {
    walk.report.error(name, `\`${id}\` is a parameter and ${word} at once.`, 'Rename the parameter.');
    return;
  }
  const earlier =
    walk.uses.some((u) => u.scope === scope && u.name === id) ||
    walk.bound.some((b) => b.source.scope === scope && b.name === id);
  if (earlier) {
    const suggestion = `Move it to the top of the function.`;
    walk.report.error(name, `\`${id}\` is used before it is declared ${word}.`, suggestion);
    return;
  }
  if (kind === 'Global' ? scope.nonlocals.has(id) : scope.globals.has(id)) {
    walk.report.error(name, `\`${id}\` is nonlocal and global at once.`, 'Keep one of the two.');
    return;
  }
  if (kind === 'Global') scope.globals.add(id);
  else scope.nonlocals.set(id, name);
}

/** What stands left of `=`: names are bound, everything else in it is evaluated. */
function target(walk: Walk, scope: Scope, e: Expr): void {
  if (e.kind === 'Name') bindName(walk, scope, e.id, e);
  else if (e.kind === 'Tuple' || e.kind === 'List') for (const item of e.items) target(walk, scope, item);
  else expression(walk, scope, e);
}

function expression(walk: Walk, scope: Scope, e: Expr): void {
  if (e.kind === 'Name') {
    use(walk, scope, e.id, e);
    return;
  }
  if (e.kind === 'Named') {
    bindNamed(walk, scope, e.target);
    expression(walk, scope, e.value);
    return;
  }
  if (e.kind === 'Comprehension') {
    comprehension(walk, scope, e);
    return;
  }
  if (e.kind === 'Call' && isSuper(e)) bindSuper(walk, scope, e);
  for (const part of partsOf(e)) expression(walk, scope, part);
  if (e.kind === 'Lambda') expression(walk, openFunction(walk, scope, e, '<lambda>', e.params), e.body);
}

/** `:=` inside a comprehension binds in the function around it. */
function bindNamed(walk: Walk, scope: Scope, name: NameExpr): void {
  if (walk.iterables.includes(scope)) {
    walk.report.error(name, '`:=` cannot stand where a comprehension says what it goes through.', 'Assign it before.');
    return;
  }
  let owner = scope;
  while (owner.kind === 'comprehension' && owner.parent !== null) {
    const iteration = walk.bound.some((b) => b.source.scope === owner && b.name === name.id);
    if (iteration) {
      const message = `\`${name.id}\` is the variable of this comprehension and cannot be assigned with \`:=\`.`;
      walk.report.error(name, message, 'Choose another name.');
      return;
    }
    owner = owner.parent;
  }
  if (owner !== scope && owner.kind === 'class') {
    walk.report.error(name, '`:=` cannot stand in a comprehension of a class body.', 'Use a loop.');
    return;
  }
  bindName(walk, owner, name.id, name);
}

function comprehension(walk: Walk, scope: Scope, e: ComprehensionExpr): void {
  const inner = createScope('comprehension', e.result, e, scope);
  walk.all.push(inner);
  walk.of.set(e, inner);
  e.clauses.forEach((clause, i) => {
    // The first iterable belongs to the code around: that is where it is evaluated.
    const around = i === 0 ? scope : inner;
    walk.iterables.push(around);
    expression(walk, around, clause.iterable);
    walk.iterables.pop();
    target(walk, inner, clause.target);
    for (const condition of clause.conditions) expression(walk, inner, condition);
  });
  expression(walk, inner, e.element);
  if (e.value !== null) expression(walk, inner, e.value);
}

/** `super()` stands for `super(Class, self)`: the method uses both names. */
function bindSuper(walk: Walk, scope: Scope, e: CallExpr): void {
  const [outermost] = classPath(scope);
  const first = scope.frame.params[0];
  if (outermost === undefined || first === undefined) {
    walk.report.error(e, '`super()` needs a method with a parameter `self`.', 'Call it in a method of a class.');
  } else {
    use(walk, scope, outermost.name, e);
    use(walk, scope, first.name, e);
  }
}

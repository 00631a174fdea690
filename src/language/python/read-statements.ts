import type { SyntaxNode } from '@lezer/common';
import type { Branch, ExceptClause, Expr, NameExpr, Span, Stmt, SubscriptExpr, WithItem } from './ast.ts';
import { readImport } from './imports.ts';
import { bad, readExpression, readExpressions, readName, readParams } from './read-expressions.ts';
import { target } from './read-targets.ts';
import { children, deeper, type Reader, span, split, text } from './tree.ts';

/** Lezer's statement nodes to ours. A statement with an error mark in it is left out: it is reported elsewhere. */
export function readStatements(r: Reader, nodes: readonly SyntaxNode[]): Stmt[] {
  return nodes.flatMap((node) => (node.name === ';' || node.name === ':' ? [] : readStatement(r, node)));
}

const BLOCKS = new Set(
  'IfStatement WhileStatement ForStatement TryStatement WithStatement FunctionDefinition ClassDefinition'.split(' '),
);

function readStatement(r: Reader, node: SyntaxNode): Stmt[] {
  const nested = BLOCKS.has(node.name);
  return deeper<Stmt[]>(r, node, nested, () => (damaged(node) ? readBodies(r, node) : readWhole(r, node)), []);
}

/** True when the statement itself (not one in its body) carries an error mark. */
function damaged(node: SyntaxNode): boolean {
  let found = false;
  node.cursor().iterate((at) => {
    if (at.type.isError) found = true;
    // A broken body makes its own statements damaged, unless the error stands between them.
    return !(found || (at.name === 'Body' && at.from >= node.from && !hasOwnError(at.node)));
  });
  return found;
}

function hasOwnError(body: SyntaxNode): boolean {
  for (let child = body.firstChild; child; child = child.nextSibling) if (child.type.isError) return true;
  return false;
}

/** What stands in the bodies of a damaged statement can still be looked at. */
function readBodies(r: Reader, node: SyntaxNode): Stmt[] {
  return children(node).flatMap((child) => (child.name === 'Body' ? readStatements(r, children(child)) : []));
}

const body = (r: Reader, node: SyntaxNode | undefined): Stmt[] => (node ? readStatements(r, children(node)) : []);

function refuse(r: Reader, at: Span, message: string, suggestion: string): Stmt[] {
  r.report.error(at, message, suggestion);
  return [];
}

function readWhole(r: Reader, node: SyntaxNode): Stmt[] {
  const parts = children(node);
  const here = span(node);
  reportComma(r, node.name, parts);
  switch (node.name) {
    case 'StatementGroup':
      return readStatements(r, parts);
    case 'ExpressionStatement':
      return readExpressionStatement(r, parts, node);
    case 'AssignStatement':
      return readAssign(r, parts, node);
    case 'UpdateStatement':
      return readUpdate(r, parts, node);
    case 'PassStatement':
      return [{ kind: 'Pass', ...here }];
    case 'BreakStatement':
      return [{ kind: 'Break', ...here }];
    case 'ContinueStatement':
      return [{ kind: 'Continue', ...here }];
    case 'ReturnStatement': {
      const value = parts.length > 1 ? readExpressions(r, parts.slice(1), node) : null;
      return [{ kind: 'Return', value, ...here }];
    }
    case 'DeleteStatement':
      return readDelete(r, parts, node);
    case 'RaiseStatement':
      return readRaise(r, parts, node);
    case 'AssertStatement':
      return readAssert(r, parts, node);
    case 'ImportStatement':
      return readImport(r, parts, node);
    case 'ScopeStatement': {
      const names = parts.filter((n) => n.name === 'VariableName').map((n) => readName(r, n));
      return [{ kind: parts[0]?.name === 'global' ? 'Global' : 'Nonlocal', names, ...here }];
    }
    case 'IfStatement':
      return readIf(r, parts, node);
    case 'WhileStatement': {
      const [, test, loop, , otherwise] = parts;
      const condition = test ? readExpression(r, test) : bad(node);
      return [{ kind: 'While', test: condition, body: body(r, loop), otherwise: body(r, otherwise), ...here }];
    }
    case 'ForStatement':
      return readFor(r, parts, node);
    case 'WithStatement':
      return readWith(r, parts, node);
    case 'TryStatement':
      return readTry(r, parts, node);
    case 'FunctionDefinition':
      return readFunction(r, parts, node);
    case 'ClassDefinition':
      return readClass(r, parts, node);
    case 'DecoratedStatement':
      return readDecorated(r, parts);
    case 'YieldStatement':
      return refuse(r, node, 'This subset has no `yield`.', 'Build a list and return it.');
    case 'MatchStatement':
      return refuse(r, parts[0] ?? node, 'This subset has no `match`.', 'Write if, elif and else.');
    case 'TypeDefinition':
      return refuse(r, node, 'This subset has no `type` statement.', 'Leave it out.');
    default:
      return refuse(r, node, `\`${text(r, node).slice(0, 20)}\` cannot stand here.`, '');
  }
}

/** Lezer lets a list end with a comma wherever there is a list; Python does not. */
function reportComma(r: Reader, statement: string, parts: readonly SyntaxNode[]): void {
  const last = parts.at(statement === 'WithStatement' ? -2 : -1);
  if (last?.name !== ',' || !/^(Assert|Import|Scope|With)Statement$/.test(statement)) return;
  r.report.syntax(last, 'Nothing follows this comma.', 'Leave it out.');
}

function readExpressionStatement(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  // `...` as a body means: nothing yet.
  if (parts.length === 1 && parts[0]?.name === 'Ellipsis') return [{ kind: 'Pass', ...span(node) }];
  return [{ kind: 'Expr', value: readExpressions(r, parts, node), ...span(node) }];
}

function readAssign(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  const typed = parts.some((n) => n.name === 'TypeDef');
  const groups = split(
    parts.filter((n) => n.name !== 'TypeDef'),
    'AssignOp',
  );
  const sides = groups.map((group) => readExpressions(r, group, node));
  const first = sides[0] ?? bad(node);
  if (typed && !['Name', 'Attribute', 'Subscript', 'Bad'].includes(first.kind)) {
    return refuse(
      r,
      first,
      'Only a single name, attribute or item can have an annotation.',
      'Leave the annotation out.',
    );
  }
  if (groups.length === 1) return target(r, first) ? [{ kind: 'Declare', target: first, ...span(node) }] : [];
  const value = sides.pop() ?? bad(node);
  if (!sides.every((side) => target(r, side))) return [];
  return [{ kind: 'Assign', targets: sides, value, ...span(node) }];
}

function readUpdate(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  const at = parts.findIndex((n) => n.name === 'UpdateOp');
  const left = readExpressions(r, parts.slice(0, at), node);
  const operator = parts[at];
  if (operator === undefined) return [];
  const op = text(r, operator).slice(0, -1);
  const value = readExpressions(r, parts.slice(at + 1), node);
  if (op === '@') return refuse(r, operator, 'This subset has no matrix multiplication.', 'Multiply in a loop.');
  if (left.kind === 'Tuple' || left.kind === 'List') {
    const message = `\`${op}=\` changes one thing, and this is several.`;
    return refuse(r, left, message, 'Write one statement for each.');
  }
  if (!target(r, left)) return [];
  return [{ kind: 'Update', target: left, op, value, ...span(node) }];
}

function readDelete(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  const all = readExpressions(r, parts.slice(1), node);
  const targets: SubscriptExpr[] = [];
  for (const e of all.kind === 'Tuple' ? all.items : [all]) {
    if (e.kind === 'Subscript') targets.push(e);
    else if (e.kind === 'Name') {
      r.report.error(e, `This subset cannot delete a name.`, `Set it to None: ${e.id} = None.`);
    } else if (e.kind !== 'Bad') {
      r.report.error(e, 'Only an item can be deleted: `del x[i]`.', 'Set it to None instead.');
    }
  }
  return [{ kind: 'Delete', targets, ...span(node) }];
}

function readRaise(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  const comma = parts.find((n) => n.name === ',');
  if (comma) return refuse(r, comma, '`raise` takes one exception.', 'Write raise ValueError("message").');
  const [, error, , cause] = parts;
  return [
    {
      kind: 'Raise',
      error: error ? readExpression(r, error) : null,
      cause: cause ? readExpression(r, cause) : null,
      ...span(node),
    },
  ];
}

function readAssert(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  const groups = split(parts.slice(1), ',').flat();
  const [test, message, extra] = groups.map((n) => readExpression(r, n));
  if (extra) return refuse(r, extra, '`assert` takes a condition and one message.', 'Join the messages to one.');
  if (test === undefined) return [];
  if (test.kind === 'Tuple' && test.items.length > 0) {
    const suggestion = 'Leave out the brackets: assert condition, message.';
    r.report.warning(test, 'This assertion is always true: it tests a tuple.', suggestion);
  }
  return [{ kind: 'Assert', test, message: message ?? null, ...span(node) }];
}

function readIf(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  const branches: Branch[] = [];
  let otherwise: Stmt[] = [];
  for (let i = 0; i < parts.length; ) {
    const [word, test, then] = parts.slice(i, i + 3);
    if (word?.name === 'else') {
      otherwise = body(r, test);
      i += 2;
    } else if (test === undefined || then === undefined || test.name === 'Body') {
      return refuse(r, word ?? node, 'A condition is missing here.', 'Write elif condition: or else:');
    } else {
      branches.push({ test: readExpression(r, test), body: body(r, then), from: word?.from ?? node.from, to: then.to });
      i += 3;
    }
  }
  return [{ kind: 'If', branches, otherwise, ...span(node) }];
}

function readFor(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  if (parts[0]?.name === 'async') return refuse(r, parts[0], 'This subset has no `async`.', 'Use a plain for.');
  const isIn = parts.findIndex((n) => n.name === 'in');
  const loop = parts.findIndex((n) => n.name === 'Body');
  const variable = readExpressions(r, parts.slice(1, isIn), node);
  const iterable = readExpressions(r, parts.slice(isIn + 1, loop), node);
  const inside = body(r, parts[loop]);
  const otherwise = body(r, parts[loop + 2]);
  if (!target(r, variable)) return [];
  return [{ kind: 'For', target: variable, iterable, body: inside, otherwise, ...span(node) }];
}

function readWith(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  if (parts[0]?.name === 'async') return refuse(r, parts[0], 'This subset has no `async`.', 'Use a plain with.');
  const last = parts.at(-1);
  const items: WithItem[] = split(parts.slice(1, -1), ',').map((group) => {
    const [manager, , name] = group;
    return {
      manager: manager ? readExpression(r, manager) : bad(node),
      target: name ? readName(r, name) : null,
      from: manager?.from ?? node.from,
      to: group.at(-1)?.to ?? node.to,
    };
  });
  return [{ kind: 'With', items, body: body(r, last), ...span(node) }];
}

function readTry(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  const clauses: ExceptClause[] = [];
  let otherwise: Stmt[] = [];
  let final: Stmt[] = [];
  let guarded: Stmt[] = [];
  let finals = 0;
  let elseAt: SyntaxNode | null = null;
  for (let i = 0; i < parts.length; ) {
    const word = parts[i];
    const end = parts.findIndex((n, k) => k > i && n.name === 'Body');
    const block = parts[end];
    if (word === undefined || block === undefined) break;
    const between = parts.slice(i + 1, end);
    const inside = body(r, block);
    if (word.name === 'try') guarded = inside;
    else if (word.name === 'else') [otherwise, elseAt] = [inside, word];
    else if (word.name === 'finally') [final, finals] = [inside, 1];
    else clauses.push(readExcept(r, word, between, block, inside));
    i = end + 1;
  }
  const first = parts[0] ?? node;
  if (clauses.length === 0 && finals === 0) {
    r.report.syntax(
      first,
      'This `try` has neither `except` nor `finally`.',
      'Add except Exception as e: with what to do.',
    );
    return guarded;
  }
  if (clauses.length === 0 && elseAt) r.report.syntax(elseAt, '`else` after `try` needs an `except` before it.');
  const early = clauses.slice(0, -1).find((c) => c.type === null);
  if (early)
    r.report.error({ from: early.from, to: early.from + 6 }, 'An `except:` for everything must be the last one.');
  return [{ kind: 'Try', body: guarded, clauses, otherwise, final, ...span(node) }];
}

function readExcept(
  r: Reader,
  word: SyntaxNode,
  between: SyntaxNode[],
  block: SyntaxNode,
  inside: Stmt[],
): ExceptClause {
  const at = { from: word.from, to: block.to };
  const [type, joint, name] = between;
  const none: ExceptClause = { type: null, name: null, body: inside, ...at };
  if (type === undefined) return none;
  if (type.name === '*') {
    r.report.error(type, 'This subset has no exception groups (`except*`).', 'Write except.');
    return none;
  }
  if (joint?.name === ',') {
    r.report.syntax(joint, 'Several exception types need brackets.', 'Write except (A, B):, or except A as b:.');
    return none;
  }
  const target: NameExpr | null = name ? readName(r, name) : null;
  return { type: readExpression(r, type), name: target, body: inside, ...at };
}

function readFunction(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  if (parts[0]?.name === 'async') return refuse(r, parts[0], 'This subset has no `async`.', 'Use threads.');
  const nameNode = parts.find((n) => n.name === 'VariableName');
  const list = parts.find((n) => n.name === 'ParamList');
  if (nameNode === undefined || list === undefined) return [];
  const name = readName(r, nameNode).id;
  const params = readParams(r, list);
  return [{ kind: 'Function', name, nameSpan: span(nameNode), params, body: body(r, parts.at(-1)), ...span(node) }];
}

function readClass(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  const nameNode = parts.find((n) => n.name === 'VariableName');
  const list = parts.find((n) => n.name === 'ArgList');
  if (nameNode === undefined) return [];
  const bases: Expr[] = [];
  for (const group of list ? split(children(list).slice(1, -1), ',') : []) {
    const [first, second] = group;
    if (first && second) {
      const message = 'This subset has no metaclasses and no keywords in a class header.';
      r.report.error({ from: first.from, to: group.at(-1)?.to ?? second.to }, message, 'Leave it out.');
    } else if (first) bases.push(readExpression(r, first));
  }
  const name = readName(r, nameNode).id;
  const outer = r.className;
  r.className = text(r, nameNode);
  const inside = body(r, parts.at(-1));
  r.className = outer;
  return [{ kind: 'Class', name, nameSpan: span(nameNode), bases, body: inside, ...span(node) }];
}

function readDecorated(r: Reader, parts: readonly SyntaxNode[]): Stmt[] {
  for (const node of parts.filter((n) => n.name === 'Decorator')) {
    const name = text(r, node).trim();
    const message = `This subset has no decorators (\`${name.slice(0, 30)}\`).`;
    r.report.error({ from: node.from, to: node.from + name.length }, message, 'Call the wrapper: f = wrapper(f).');
  }
  return readStatements(
    r,
    parts.filter((n) => n.name !== 'Decorator'),
  );
}

import type { SyntaxNode } from '@lezer/common';
import type { Stmt, SubscriptExpr } from '../ast.ts';
import { readImport } from './imports.ts';
import * as blocks from './read-blocks.ts';
import { target } from './read-targets.ts';
import { bad, children, deeper, leaveOut, type Reader, readName, span, split, text } from './tree.ts';

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
      const value = parts.length > 1 ? r.expressions(parts.slice(1), node) : null;
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
      return blocks.readIf(r, parts, node);
    case 'WhileStatement':
      return blocks.readWhile(r, parts, node);
    case 'ForStatement':
      return blocks.readFor(r, parts, node);
    case 'WithStatement':
      return blocks.readWith(r, parts, node);
    case 'TryStatement':
      return blocks.readTry(r, parts, node);
    case 'FunctionDefinition':
      return blocks.readFunction(r, parts, node);
    case 'ClassDefinition':
      return blocks.readClass(r, parts, node);
    case 'DecoratedStatement':
      return blocks.readDecorated(r, parts);
    case 'YieldStatement':
      return leaveOut(r, node, 'This subset has no `yield`.', 'Build a list and return it.');
    case 'MatchStatement':
      return leaveOut(r, parts[0] ?? node, 'This subset has no `match`.', 'Write if, elif and else.');
    case 'TypeDefinition':
      return leaveOut(r, node, 'This subset has no `type` statement.', 'Leave it out.');
    default:
      return leaveOut(r, node, `\`${text(r, node).slice(0, 20)}\` cannot stand here.`, '');
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
  return [{ kind: 'Expr', value: r.expressions(parts, node), ...span(node) }];
}

function readAssign(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  const typed = parts.some((n) => n.name === 'TypeDef');
  const groups = split(
    parts.filter((n) => n.name !== 'TypeDef'),
    'AssignOp',
  );
  const sides = groups.map((group) => r.expressions(group, node));
  const first = sides[0] ?? bad(node);
  if (typed && !['Name', 'Attribute', 'Subscript', 'Bad'].includes(first.kind)) {
    return leaveOut(
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
  const left = r.expressions(parts.slice(0, at), node);
  const operator = parts[at];
  if (operator === undefined) return [];
  const op = text(r, operator).slice(0, -1);
  const value = r.expressions(parts.slice(at + 1), node);
  if (op === '@') return leaveOut(r, operator, 'This subset has no matrix multiplication.', 'Multiply in a loop.');
  if (left.kind === 'Tuple' || left.kind === 'List') {
    const message = `\`${op}=\` changes one thing, and this is several.`;
    return leaveOut(r, left, message, 'Write one statement for each.');
  }
  if (!target(r, left)) return [];
  return [{ kind: 'Update', target: left, op, value, ...span(node) }];
}

function readDelete(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  const all = r.expressions(parts.slice(1), node);
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
  if (comma) return leaveOut(r, comma, '`raise` takes one exception.', 'Write raise ValueError("message").');
  const [, error, , cause] = parts;
  return [
    {
      kind: 'Raise',
      error: error ? r.expression(error) : null,
      cause: cause ? r.expression(cause) : null,
      ...span(node),
    },
  ];
}

function readAssert(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  const groups = split(parts.slice(1), ',').flat();
  const [test, message, extra] = groups.map((n) => r.expression(n));
  if (extra) return leaveOut(r, extra, '`assert` takes a condition and one message.', 'Join the messages to one.');
  if (test === undefined) return [];
  if (test.kind === 'Tuple' && test.items.length > 0) {
    const suggestion = 'Leave out the brackets: assert condition, message.';
    r.report.warning(test, 'This assertion is always true: it tests a tuple.', suggestion);
  }
  return [{ kind: 'Assert', test, message: message ?? null, ...span(node) }];
}

import type { SyntaxNode } from '@lezer/common';
import type { Branch, ExceptClause, Expr, NameExpr, Stmt, WithItem } from '../ast.ts';
import { readParams } from './read-params.ts';
import { target } from './read-targets.ts';
import { bad, children, leaveOut, type Reader, readName, span, split, text } from './tree.ts';

/** Statements with blocks. */
const body = (r: Reader, node: SyntaxNode | undefined): Stmt[] => (node ? r.statements(children(node)) : []);

export function readIf(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  const branches: Branch[] = [];
  let otherwise: Stmt[] = [];
  for (let i = 0; i < parts.length; ) {
    const [word, test, then] = parts.slice(i, i + 3);
    if (word?.name === 'else') {
      otherwise = body(r, test);
      i += 2;
    } else if (test === undefined || then === undefined || test.name === 'Body') {
      return leaveOut(r, word ?? node, 'A condition is missing here.', 'Write elif condition: or else:');
    } else {
      branches.push({ test: r.expression(test), body: body(r, then), from: word?.from ?? node.from, to: then.to });
      i += 3;
    }
  }
  return [{ kind: 'If', branches, otherwise, ...span(node) }];
}

export function readWhile(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  const [, test, loop, , otherwise] = parts;
  const condition = test ? r.expression(test) : bad(node);
  return [{ kind: 'While', test: condition, body: body(r, loop), otherwise: body(r, otherwise), ...span(node) }];
}

export function readFor(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  if (parts[0]?.name === 'async') return leaveOut(r, parts[0], 'This subset has no `async`.', 'Use a plain for.');
  const isIn = parts.findIndex((n) => n.name === 'in');
  const loop = parts.findIndex((n) => n.name === 'Body');
  const variable = r.expressions(parts.slice(1, isIn), node);
  const iterable = r.expressions(parts.slice(isIn + 1, loop), node);
  const inside = body(r, parts[loop]);
  const otherwise = body(r, parts[loop + 2]);
  if (!target(r, variable)) return [];
  return [{ kind: 'For', target: variable, iterable, body: inside, otherwise, ...span(node) }];
}

export function readWith(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  if (parts[0]?.name === 'async') return leaveOut(r, parts[0], 'This subset has no `async`.', 'Use a plain with.');
  const last = parts.at(-1);
  const items: WithItem[] = split(parts.slice(1, -1), ',').map((group) => {
    const [manager, , name] = group;
    return {
      manager: manager ? r.expression(manager) : bad(node),
      target: name ? readName(r, name) : null,
      from: manager?.from ?? node.from,
      to: group.at(-1)?.to ?? node.to,
    };
  });
  return [{ kind: 'With', items, body: body(r, last), ...span(node) }];
}

export function readTry(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
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
  return { type: r.expression(type), name: target, body: inside, ...at };
}

export function readFunction(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  if (parts[0]?.name === 'async') return leaveOut(r, parts[0], 'This subset has no `async`.', 'Use threads.');
  const nameNode = parts.find((n) => n.name === 'VariableName');
  const list = parts.find((n) => n.name === 'ParamList');
  if (nameNode === undefined || list === undefined) return [];
  const typed = parts.find((n) => n.name === 'TypeParamList');
  if (typed) return leaveOut(r, typed, 'This subset has no type parameters.', 'Leave them out.');
  const name = readName(r, nameNode).id;
  const params = readParams(r, list);
  return [{ kind: 'Function', name, nameSpan: span(nameNode), params, body: body(r, parts.at(-1)), ...span(node) }];
}

export function readClass(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  const nameNode = parts.find((n) => n.name === 'VariableName');
  const list = parts.find((n) => n.name === 'ArgList');
  if (nameNode === undefined) return [];
  const typed = parts.find((n) => n.name === 'TypeParamList');
  if (typed) return leaveOut(r, typed, 'This subset has no type parameters.', 'Leave them out.');
  const bases: Expr[] = [];
  for (const group of list ? split(children(list).slice(1, -1), ',') : []) {
    const [first, second] = group;
    if (first && second) {
      const message = 'This subset has no metaclasses and no keywords in a class header.';
      r.report.error({ from: first.from, to: group.at(-1)?.to ?? second.to }, message, 'Leave it out.');
    } else if (first) bases.push(r.expression(first));
  }
  const name = readName(r, nameNode).id;
  const outer = r.className;
  r.className = text(r, nameNode);
  const inside = body(r, parts.at(-1));
  r.className = outer;
  return [{ kind: 'Class', name, nameSpan: span(nameNode), bases, body: inside, ...span(node) }];
}

export function readDecorated(r: Reader, parts: readonly SyntaxNode[]): Stmt[] {
  for (const node of parts.filter((n) => n.name === 'Decorator')) {
    const name = text(r, node).trim();
    const message = `This subset has no decorators (\`${name.slice(0, 30)}\`).`;
    r.report.error({ from: node.from, to: node.from + name.length }, message, 'Call the wrapper: f = wrapper(f).');
  }
  return r.statements(parts.filter((n) => n.name !== 'Decorator'));
}

import type { SyntaxNode } from '@lezer/common';
import type { Expr, Keyword } from '../ast.ts';
import { readComprehension } from './read-comprehensions.ts';
import { readNamed } from './read-named.ts';
import { bad, children, deeper, type Reader, refuse, span, spanning, split, text } from './tree.ts';

/** Calls and their arguments. */
export function readCall(r: Reader, node: SyntaxNode): Expr {
  const [calleeNode, list] = children(node);
  if (calleeNode === undefined || list === undefined) return bad(node);
  const callee = r.expression(calleeNode);
  return deeper(r, list, true, () => readArguments(r, callee, list, node), bad(node));
}

function readArguments(r: Reader, callee: Expr, list: SyntaxNode, node: SyntaxNode): Expr {
  const inside = children(list).slice(1, -1);
  const args: Expr[] = [];
  const keywords: Keyword[] = [];
  if (inside.some((n) => n.name === 'for')) {
    const at = { from: inside[0]?.from ?? list.from, to: inside.at(-1)?.to ?? list.to };
    if (!onlyGenerator(inside)) {
      return refuse(r, at, 'A generator must be the only argument.', 'Write a list for it: [… for … in …].');
    }
    return { kind: 'Call', callee, args: [readComprehension(r, inside, 'generator', at)], keywords, ...span(node) };
  }
  for (const group of split(inside, ',')) {
    const [first, second, third] = group;
    if (first === undefined) continue;
    if (first.name === '*' || first.name === '**') {
      if (second === undefined) continue;
      const value = r.expression(second);
      const at = spanning(first, second);
      if (first.name === '**') keywords.push({ name: null, value, ...at });
      else if (keywords.some((k) => k.name === null)) {
        r.report.error(at, 'An argument with `*` follows one with `**`.', 'Put the `**` last.');
      } else args.push({ kind: 'Starred', value, ...at });
    } else if (second === undefined || third === undefined) {
      if (keywords.length > 0) {
        r.report.error(first, 'A positional argument follows a keyword argument.', 'Put keyword arguments last.');
      }
      args.push(r.expression(first));
    } else if (text(r, second) === ':=') {
      args.push(readNamed(r, first, third, spanning(first, third)));
    } else {
      const name = text(r, first).normalize('NFKC');
      if (keywords.some((k) => k.name === name)) r.report.error(first, `The keyword argument \`${name}\` is repeated.`);
      keywords.push({ name, value: r.expression(third), ...spanning(first, third) });
    }
  }
  if (args.length + keywords.length > 255) {
    return refuse(r, list, 'A call has at most 255 arguments.', 'Pass a list.');
  }
  return { kind: 'Call', callee, args, keywords, ...span(node) };
}

/** Nothing but `element for target in iterable …`: the only commas are those between targets. */
function onlyGenerator(inside: readonly SyntaxNode[]): boolean {
  if (inside[0]?.name === '*' || inside[0]?.name === '**' || inside[1]?.name === 'AssignOp') return false;
  let targets = false;
  return inside.every((n) => {
    if (n.name === 'for') targets = true;
    else if (n.name === 'in') targets = false;
    return n.name !== ',' || targets;
  });
}

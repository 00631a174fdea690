import type { SyntaxNode } from '@lezer/common';
import type { Clause, Expr, Span } from '../ast.ts';
import { target } from './read-targets.ts';
import { bad, type Reader, refuse, span } from './tree.ts';

/** Comprehensions of every kind: `element for target in iterable if condition …`. */
type Result = 'list' | 'set' | 'dict' | 'generator';

export function readComprehension(r: Reader, parts: readonly SyntaxNode[], result: Result, at: Span): Expr {
  const first = parts.findIndex((n) => n.name === 'for');
  const head = parts.slice(0, first);
  const asynchronous = parts.find((n) => n.name === 'async');
  if (asynchronous) return refuse(r, asynchronous, 'This subset has no `async`.', 'Use a plain for.');
  const element = head[0];
  if (element === undefined || first < 0) return bad(at);
  const star = element.name === '*' || element.name === '**';
  if (star) return refuse(r, element, 'A comprehension cannot unpack.', 'Use a second for.');
  const clauses: Clause[] = [];
  for (let i = first; i < parts.length; ) {
    const end = nextOf(parts, i + 1, 'for');
    clauses.push(readClause(r, parts.slice(i, end)));
    i = end;
  }
  return {
    kind: 'Comprehension',
    result,
    element: r.expression(element),
    value: result === 'dict' && head[2] ? r.expression(head[2]) : null,
    clauses,
    ...span(at),
  };
}

function nextOf(parts: readonly SyntaxNode[], from: number, name: string): number {
  const at = parts.findIndex((n, i) => i >= from && n.name === name);
  return at < 0 ? parts.length : at;
}

function readClause(r: Reader, parts: readonly SyntaxNode[]): Clause {
  const at = { from: parts[0]?.from ?? 0, to: parts.at(-1)?.to ?? 0 };
  const isIn = nextOf(parts, 0, 'in');
  const iterable = parts[isIn + 1];
  const conditions = parts.slice(isIn + 2).filter((n) => n.name !== 'if');
  const variable = r.expressions(parts.slice(1, isIn), at);
  target(r, variable);
  return {
    target: variable,
    iterable: iterable ? r.expression(iterable) : bad(at),
    conditions: conditions.map((n) => r.expression(n)),
    ...at,
  };
}

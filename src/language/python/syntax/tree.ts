import type { SyntaxNode } from '@lezer/common';
import type { Expr, NameExpr, Span, Stmt } from '../ast.ts';
import type { Report } from '../report.ts';

/** What the readers of Lezer's tree share. */
export interface Reader {
  readonly source: string;
  readonly report: Report;
  /** Name of the class around, for names that start with two underscores; empty outside. */
  className: string;
  /** How deep brackets and blocks are nested, and how deep the reader has called itself. */
  nesting: number;
  depth: number;
  /** The other readers, so that the files need not import in circles. Set in read.ts. */
  readonly expression: (node: SyntaxNode) => Expr;
  /** One expression, or several with commas: then a tuple. */
  readonly expressions: (nodes: readonly SyntaxNode[], at: Span) => Expr;
  readonly statements: (nodes: readonly SyntaxNode[]) => Stmt[];
}

/** Deepest nesting of brackets and blocks. */
export const MAX_NESTING = 100;
/** Longest chain of operators, attributes and calls: `a + b + c …`, `a.b().c() …`. */
export const MAX_CHAIN = 400;

export const text = (r: Reader, node: Span): string => r.source.slice(node.from, node.to);
export const span = (node: Span): Span => ({ from: node.from, to: node.to });
export const spanning = (first: Span, last: Span): Span => ({ from: first.from, to: last.to });

/** Children without comments and error marks. */
export function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'Comment' && !child.type.isError) found.push(child);
  }
  return found;
}

/** Splits nodes at the ones with the given name, which are left out; a trailing one leaves no empty group. */
export function split(nodes: readonly SyntaxNode[], at: string): SyntaxNode[][] {
  const groups: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === at) groups.push([]);
    else groups.at(-1)?.push(node);
  }
  if (groups.at(-1)?.length === 0) groups.pop();
  return groups;
}

/** Python's rule for `__name` in a class: it becomes `_Class__name`. */
export function mangle(r: Reader, name: string): string {
  if (r.className === '' || !name.startsWith('__') || name.endsWith('__')) return name;
  return `_${r.className.replace(/^_+/, '')}${name}`;
}

export const bad = (at: Span): Expr => ({ kind: 'Bad', ...span(at) });

/** Reports what the subset has not; what stands there counts as nothing. */
export function refuse(r: Reader, at: Span, message: string, suggestion = ''): Expr {
  r.report.error(at, message, suggestion);
  return bad(at);
}

/** The same for a statement. */
export function leaveOut(r: Reader, at: Span, message: string, suggestion: string): Stmt[] {
  r.report.error(at, message, suggestion);
  return [];
}

/** Identifiers are compared in their NFKC form, as Python does. */
export function readName(r: Reader, node: SyntaxNode): NameExpr {
  return { kind: 'Name', id: mangle(r, text(r, node).normalize('NFKC')), ...span(node) };
}

/** Runs `read` one level deeper; says so once where the limit is passed. */
export function deeper<T>(r: Reader, at: Span, nested: boolean, read: () => T, otherwise: T): T {
  if (r.nesting >= MAX_NESTING && nested) {
    r.report.syntax(
      at,
      `This is nested more than ${MAX_NESTING} deep, which is the limit.`,
      'Use a name for a part of it.',
    );
    return otherwise;
  }
  if (r.depth >= MAX_CHAIN) {
    const suggestion = 'Use names for parts of it, or a loop.';
    r.report.syntax(at, `This expression has more than ${MAX_CHAIN} parts in a row, which is the limit.`, suggestion);
    return otherwise;
  }
  r.depth++;
  if (nested) r.nesting++;
  const result = read();
  if (nested) r.nesting--;
  r.depth--;
  return result;
}

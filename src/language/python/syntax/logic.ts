import type { SyntaxNode } from '@lezer/common';
import type { Expr, Span } from '../ast.ts';
import { children, MAX_NESTING, type Reader, text } from './tree.ts';

/**
 * `or`, `and`, `not` and comparisons. Lezer's grammar lets `not` take everything to its right (`not a and b` becomes
 * `not (a and b)`), so the operators are laid out in a row again and put together by Python's precedence. Brackets
 * are nodes of their own and stay whole.
 */
type Token = { readonly op: string; readonly at: Span } | { readonly node: SyntaxNode };

interface Row {
  readonly r: Reader;
  readonly tokens: readonly Token[];
  next: number;
}

export function readLogic(r: Reader, node: SyntaxNode): Expr {
  return readChain({ r, tokens: layOut(r, node), next: 0 }, 'or');
}

/** Iterative: a row may be long. */
function layOut(r: Reader, node: SyntaxNode): Token[] {
  const tokens: Token[] = [];
  const work: (SyntaxNode | Token)[] = [node];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    if (!('name' in next)) {
      tokens.push(next);
      continue;
    }
    const parts = children(next);
    const first = parts[0];
    const last = parts.at(-1);
    if (first === undefined || last === undefined || first === last) {
      tokens.push({ node: next });
    } else if (next.name === 'UnaryExpression' && first.name === 'not') {
      work.push(last, { op: 'not', at: first });
    } else if (next.name === 'BinaryExpression' && !['ArithOp', 'BitOp'].includes(parts[1]?.name ?? '')) {
      const words = parts.slice(1, -1);
      const at = { from: words[0]?.from ?? next.from, to: words.at(-1)?.to ?? next.to };
      work.push(last, { op: words.map((n) => text(r, n)).join(' '), at }, first);
    } else {
      tokens.push({ node: next });
    }
  }
  return tokens;
}

function operator(row: Row): string {
  const token = row.tokens[row.next];
  return token && 'op' in token ? token.op : '';
}

/** From the first token to the last one read: brackets round an operand belong to it. */
function spanFrom(row: Row, start: number): Span {
  const edge = (token: Token | undefined): Span =>
    token === undefined ? { from: 0, to: 0 } : 'op' in token ? token.at : token.node;
  return { from: edge(row.tokens[start]).from, to: edge(row.tokens[row.next - 1]).to };
}

function readChain(row: Row, op: 'or' | 'and'): Expr {
  const start = row.next;
  const inner = (): Expr => (op === 'or' ? readChain(row, 'and') : readNot(row));
  const first = inner();
  const values = [first];
  while (operator(row) === op) {
    row.next++;
    values.push(inner());
  }
  return values.length === 1 ? first : { kind: 'Logical', op, values, ...spanFrom(row, start) };
}

function readNot(row: Row): Expr {
  const nots: Span[] = [];
  for (let token = row.tokens[row.next]; token && 'op' in token && token.op === 'not'; token = row.tokens[row.next]) {
    nots.push(token.at);
    row.next++;
  }
  let value = readComparison(row);
  if (nots.length > MAX_NESTING) {
    row.r.report.syntax(value, `This is nested more than ${MAX_NESTING} deep, which is the limit.`);
    return value;
  }
  const { to } = spanFrom(row, row.next);
  for (const at of nots.reverse()) value = { kind: 'Unary', op: 'not', operand: value, from: at.from, to };
  return value;
}

const COMPARISONS = new Set(['<', '<=', '==', '!=', '>', '>=', 'is', 'is not', 'in', 'not in']);

function readComparison(row: Row): Expr {
  const start = row.next;
  const left = readOperand(row);
  const ops: string[] = [];
  const rights: Expr[] = [];
  for (let token = row.tokens[row.next]; token && 'op' in token; token = row.tokens[row.next]) {
    if (token.op === 'or' || token.op === 'and') break;
    if (token.op === '<>') row.r.report.syntax(token.at, 'Python has no `<>`.', 'Write !=.');
    else if (!COMPARISONS.has(token.op)) break;
    row.next++;
    ops.push(token.op);
    rights.push(readOperand(row));
  }
  return ops.length === 0 ? left : { kind: 'Compare', left, ops, rights, ...spanFrom(row, start) };
}

function readOperand(row: Row): Expr {
  const token = row.tokens[row.next];
  if (token === undefined) return { kind: 'Bad', from: 0, to: 0 };
  if ('node' in token) {
    row.next++;
    return row.r.expression(token.node);
  }
  row.r.report.syntax(
    token.at,
    `\`${token.op}\` cannot follow a comparison directly.`,
    'Put brackets round it: (not x).',
  );
  return readNot(row);
}

import type { SyntaxNode } from '@lezer/common';
import type { Expr, Span } from '../ast.ts';
import { bad, type Reader, readName, refuse, span } from './tree.ts';

/** `name := value` */
export function readNamed(r: Reader, target: SyntaxNode | undefined, value: SyntaxNode | undefined, at: Span): Expr {
  if (target === undefined || value === undefined) return bad(at);
  if (target.name !== 'VariableName') {
    return refuse(r, target, 'Only a name can stand left of `:=`.', 'Assign with = on a line of its own.');
  }
  return { kind: 'Named', target: readName(r, target), value: r.expression(value), ...span(at) };
}

import { parser } from '@lezer/python';
import type { Stmt } from './ast.ts';
import { readStatements } from './read-statements.ts';
import type { Report } from './report.ts';
import { children, type Reader } from './tree.ts';

/** Source text to syntax tree. What is wrong goes to the report; the tree holds what could be understood. */
export function readProgram(source: string, report: Report): Stmt[] {
  const tree = parser.parse(source);
  const reader: Reader = { source, report, className: '', nesting: 0, depth: 0 };
  return readStatements(reader, children(tree.topNode));
}

import type { Tree } from '@lezer/common';
import type { Span, Stmt } from '../ast.ts';
import { createReport, type Report } from '../report.ts';
import { checkLayout } from './layout.ts';
import { type Budget, explain } from './mistakes.ts';
import { firstError, standAlone } from './one-line.ts';
import { parsePython } from './parse.ts';
import { readExpression, readExpressions } from './read-expressions.ts';
import { readStatements } from './read-statements.ts';
import { type LogicalLine, tokenize } from './tokens.ts';
import { children, type Reader } from './tree.ts';

/** Source text to syntax tree. What is wrong goes to the report; where the text is not Python, the tree is empty. */
export function readProgram(source: string, report: Report): Stmt[] {
  const lines = tokenize(source, report);
  checkLayout(lines, report);
  const tree = parsePython(source);
  let error = -1;
  tree.iterate({
    enter(node) {
      if (node.type.isError && error < 0) error = node.from;
    },
  });
  if (report.syntaxErrors === 0 && error < 0) return readTree(tree, source, report);
  // Each logical line is looked at by itself, so that one mistake causes one sentence.
  const budget: Budget = { left: 100_000 };
  for (const line of lines) if (!line.broken && !report.full) readLine(source, line, report, budget);
  if (report.syntaxErrors === 0) {
    report.syntax({ from: error, to: error + 1 }, 'Python did not expect this here.', 'Check what stands before it.');
  }
  return [];
}

function readTree(tree: Tree, source: string, report: Report): Stmt[] {
  const reader: Reader = {
    source,
    report,
    className: '',
    nesting: 0,
    depth: 0,
    expression: (node) => readExpression(reader, node),
    expressions: (nodes, at) => readExpressions(reader, nodes, at),
    statements: (nodes) => readStatements(reader, nodes),
  };
  return reader.statements(children(tree.topNode));
}

/** What a line says that this subset has not can be told even when another line does not parse. */
function readLine(source: string, line: LogicalLine, report: Report, budget: Budget): void {
  const text = source.slice(line.from, line.to);
  const error = firstError(line, text);
  if (error >= 0) {
    explain(line, source, error, report, budget);
    return;
  }
  const patch = standAlone(line, text);
  const inner = createReport(patch.text);
  readTree(parsePython(patch.text), patch.text, inner);
  const offset = line.from - patch.shift;
  const place = (d: { line: number; column: number }): number => inner.lines.start(d.line) + d.column - 1 + offset;
  for (const d of inner.sorted()) {
    if (d.severity === 'warning') continue;
    const at: Span = { from: place(d), to: place({ line: d.endLine, column: d.endColumn }) };
    report.error(at, d.message, d.suggestion);
  }
}

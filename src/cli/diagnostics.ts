import type { Diagnostic } from '../language/program.ts';

/**
 * Diagnostics as compilers print them, which editors and terminals turn into links:
 *
 *     count.py:3:5: This subset has no `yield`.
 *         yield count
 *         ^^^^^^^^^^^
 *         Build a list and return it.
 */
export function formatDiagnostics(file: string, source: string, diagnostics: readonly Diagnostic[]): string {
  const lines = source.split(/\r\n?|\n/);
  return diagnostics.map((d) => formatDiagnostic(file, lines[d.line - 1] ?? '', d)).join('');
}

function formatDiagnostic(file: string, line: string, d: Diagnostic): string {
  const kind = d.severity === 'warning' ? 'warning: ' : '';
  const parts = [`${file}:${d.line}:${d.column}: ${kind}${d.message}`];
  if (line.trim() !== '') parts.push(INDENT + line, INDENT + caret(line, d));
  if (d.suggestion !== '') parts.push(INDENT + d.suggestion);
  return parts.map((part) => `${part.trimEnd()}\n`).join('');
}

const INDENT = '    ';

/** Stands under the first line of what is meant; keeps tabs, so that it does so in every terminal. */
function caret(line: string, { line: first, column, endLine, endColumn }: Diagnostic): string {
  const end = endLine === first ? endColumn : line.length + 1;
  const before = line.slice(0, column - 1).replace(/[^\t]/g, ' ');
  return before + '^'.repeat(Math.max(1, end - column));
}

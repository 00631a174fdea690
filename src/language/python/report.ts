import type { Diagnostic } from '../program.ts';
import type { Span } from './ast.ts';

/** Offsets to 1-based lines and columns (in UTF-16 units, as editors count). */
export interface LineTable {
  line(offset: number): number;
  column(offset: number): number;
  /** Offset of the line's end, before its line break. */
  end(line: number): number;
  start(line: number): number;
  readonly count: number;
}

export function createLineTable(source: string): LineTable {
  const starts = [0];
  for (let i = source.indexOf('\n'); i >= 0; i = source.indexOf('\n', i + 1)) starts.push(i + 1);
  const line = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
  const start = (n: number): number => starts[n - 1] ?? source.length;
  return {
    line,
    column: (offset) => offset - start(line(offset)) + 1,
    start,
    end: (n) => (n < starts.length ? start(n + 1) - 1 : source.length),
    count: starts.length,
  };
}

/** Collects diagnostics; each place is reported once, and there is an end to it. */
export interface Report {
  readonly source: string;
  readonly lines: LineTable;
  error(at: Span, message: string, suggestion?: string): void;
  warning(at: Span, message: string, suggestion?: string): void;
  /** The text itself is not Python, so nothing can be said about what it would mean. */
  syntax(at: Span, message: string, suggestion?: string): void;
  /** More than will ever be shown has been found. */
  readonly full: boolean;
  readonly syntaxErrors: number;
  readonly errors: number;
  sorted(): Diagnostic[];
}

const MOST = 100;

export function createReport(source: string): Report {
  const lines = createLineTable(source);
  const found = new Map<string, Diagnostic>();
  let syntaxErrors = 0;
  let errors = 0;
  const add = (severity: Diagnostic['severity'], at: Span, message: string, suggestion: string): void => {
    const from = Math.min(at.from, source.length);
    const to = Math.max(from, Math.min(at.to, source.length));
    const line = lines.line(from);
    const column = lines.column(from);
    const key = `${severity} ${line}:${column}`;
    if (found.has(key)) return;
    // Nothing to underline at the end of a line or file: one column, so that an editor shows something.
    const endLine = lines.line(to);
    const endColumn = to === from ? column + 1 : lines.column(to);
    found.set(key, { severity, line, column, endLine, endColumn, message, suggestion });
  };
  return {
    source,
    lines,
    error(at, message, suggestion = '') {
      errors++;
      add('error', at, message, suggestion);
    },
    warning(at, message, suggestion = '') {
      add('warning', at, message, suggestion);
    },
    syntax(at, message, suggestion = '') {
      errors++;
      syntaxErrors++;
      add('error', at, message, suggestion);
    },
    get full() {
      return found.size >= MOST;
    },
    get syntaxErrors() {
      return syntaxErrors;
    },
    get errors() {
      return errors;
    },
    sorted() {
      const all = [...found.values()];
      // With an error on the page, a warning is mostly its echo.
      const worst = all.some((d) => d.severity === 'error') ? all.filter((d) => d.severity === 'error') : all;
      return worst.sort((x, y) => x.line - y.line || x.column - y.column).slice(0, MOST);
    },
  };
}

import type { Span } from '../ast.ts';
import type { Report } from '../report.ts';

/** Characters that look like one of Python's, as word processors and keyboards produce them. */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '«': '"',
  '»': '"',
  '−': '-',
  '–': '-',
  '—': '-',
  '×': '*',
  '÷': '/',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  '，': ',',
  '：': ':',
  '；': ';',
  '（': '(',
  '）': ')',
};

/** Says what is wrong with a character that no token begins with. */
export function reportForeign(ch: string, at: Span, report: Report): void {
  const code = (ch.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const twin = LOOKS_LIKE[ch];
  if (ch === '?') report.syntax(at, 'Python has no `?`.', 'Write a if condition else b.');
  else if (ch === '$') report.syntax(at, 'A name in Python does not begin with `$`.', 'Leave it out.');
  else if (ch === '`') report.syntax(at, 'Python has no backquotes.', 'Write a quote: " or \'.');
  else if (ch === '\\') {
    report.syntax(at, 'A backslash can only stand at the very end of a line.', 'Leave it out, or end the line here.');
  } else if (twin !== undefined)
    report.syntax(at, `\`${ch}\` is not the character that Python expects.`, `Write ${twin}`);
  else if (/[\p{C}\p{Z}]/u.test(ch)) {
    report.syntax(at, `There is an invisible character here (U+${code}).`, 'Delete it, or put a space.');
  } else report.syntax(at, `The character \`${ch}\` (U+${code}) means nothing in Python.`, 'Leave it out.');
}

/** A run of characters of one line. Code has no hues: keywords are heavier, comments slanted, strings paler. */
export interface Ink {
  readonly text: string;
  readonly kind: '' | 'k' | 's' | 'c';
}

const keywords = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global ' +
    'if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

const token = /(#.*)|([rbfu]{0,2}(?:"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?))|([A-Za-z_]\w*)/gi;

/** One line of Python, cut into runs. A string over several lines is not followed: each line stands for itself. */
export function inkLine(line: string): Ink[] {
  const runs: Ink[] = [];
  let plain = '';
  const push = (text: string, kind: Ink['kind']) => {
    if (plain) runs.push({ text: plain, kind: '' });
    plain = '';
    runs.push({ text, kind });
  };
  let at = 0;
  for (const match of line.matchAll(token)) {
    plain += line.slice(at, match.index);
    at = match.index + match[0].length;
    if (match[1]) push(match[0], 'c');
    else if (match[2]) push(match[0], 's');
    else if (keywords.has(match[0])) push(match[0], 'k');
    else plain += match[0];
  }
  plain += line.slice(at);
  if (plain) runs.push({ text: plain, kind: '' });
  return runs;
}

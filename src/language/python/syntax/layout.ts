import type { Report } from '../report.ts';
import type { LogicalLine } from './tokens.ts';

/** Indentation, and clauses that need something before them: what CPython reports before it parses. */
const OPENERS = new Set('if elif else for while def class try except finally with async match case'.split(' '));

/** Which clauses may follow a statement at the same indentation. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  if: ['elif', 'else'],
  elif: ['elif', 'else'],
  for: ['else'],
  while: ['else'],
  try: ['except', 'finally'],
  except: ['except', 'else', 'finally'],
  'else of try': ['finally'],
};
const CLAUSES: Readonly<Record<string, string>> = {
  elif: 'an `if`',
  else: 'an `if`, a loop or a `try`',
  except: 'a `try`',
  finally: 'a `try`',
};

interface Level {
  readonly indent: number;
  readonly narrow: number;
  /** The statement or clause that came last at this level. */
  last: string;
  /** The `try` that still waits for its `except`. */
  waiting: LogicalLine | null;
}

export const firstWord = (line: LogicalLine): string => (line.tokens[0]?.kind === 'name' ? line.tokens[0].text : '');
export const endsWithColon = (line: LogicalLine): boolean => line.tokens.at(-1)?.text === ':';
/** The line begins a block: a header whose colon may have been forgotten, but not `if x: y`. */
export const opensBlock = (line: LogicalLine): boolean => {
  const word = firstWord(line);
  if (line.braces) return true;
  if (!OPENERS.has(word)) return false;
  if (word === 'match' || word === 'case' || endsWithColon(line)) return endsWithColon(line);
  // A colon outside brackets means that the body stands on the line.
  let depth = 0;
  return !line.tokens.some((t, i) => {
    if ('([{'.includes(t.text)) depth++;
    else if (')]}'.includes(t.text)) depth--;
    return depth === 0 && t.text === ':' && i > 0 && !line.tokens.slice(0, i).some((x) => x.text === 'lambda');
  });
};

export function checkLayout(lines: readonly LogicalLine[], report: Report): void {
  const levels: Level[] = [{ indent: 0, narrow: 0, last: '', waiting: null }];
  let previous: LogicalLine | null = null;
  for (const line of lines) {
    const expected: boolean = previous !== null && opensBlock(previous);
    place(levels, line, previous, expected, report);
    clause(levels, line, report);
    previous = line;
  }
  for (const level of levels) reportWaiting(level, report);
  if (previous !== null && opensBlock(previous) && endsWithColon(previous)) missingBlock(previous, previous, report);
}

function place(
  levels: Level[],
  line: LogicalLine,
  previous: LogicalLine | null,
  expected: boolean,
  report: Report,
): void {
  const at = { from: line.from, to: line.tokens[0]?.to ?? line.to };
  const top = (): Level => levels.at(-1) ?? { indent: 0, narrow: 0, last: '', waiting: null };
  const mixed = (): void => {
    const message = 'This indentation mixes tabs and spaces so that its depth is not clear.';
    report.syntax(at, message, 'Indent with four spaces everywhere.');
  };
  if (line.indent > top().indent) {
    if (!expected)
      report.syntax(at, 'This line is indented, but nothing before it begins a block.', 'Remove the spaces in front.');
    else if (line.narrow <= top().narrow) mixed();
    levels.push({ indent: line.indent, narrow: line.narrow, last: '', waiting: null });
    return;
  }
  if (expected && previous !== null && endsWithColon(previous)) missingBlock(previous, line, report);
  while (levels.length > 1 && top().indent > line.indent) {
    reportWaiting(top(), report);
    levels.pop();
  }
  if (top().indent !== line.indent) {
    report.syntax(at, 'This indentation fits no block around it.', 'Indent it as far as the lines it belongs to.');
  } else if (top().narrow !== line.narrow) mixed();
}

function missingBlock(header: LogicalLine, at: LogicalLine, report: Report): void {
  const line = report.lines.line(header.from);
  const message = `After \`${firstWord(header)}\` in line ${line} an indented block must follow.`;
  const where =
    at === header ? { from: header.to - 1, to: header.to } : { from: at.from, to: at.tokens[0]?.to ?? at.to };
  report.syntax(where, message, 'Indent what belongs to it by four spaces, or write pass.');
}

/** `else` and the like need the right statement before them. */
function clause(levels: readonly Level[], line: LogicalLine, report: Report): void {
  const level = levels.at(-1);
  if (level === undefined) return;
  // Reported as such elsewhere; what was meant is clear.
  const elseIf = firstWord(line) === 'else' && line.tokens[1]?.text === 'if';
  const word = elseIf ? 'elif' : firstWord(line);
  const needs = CLAUSES[word];
  if (needs === undefined) {
    reportWaiting(level, report);
    level.last = word;
    if (word === 'try') level.waiting = line;
    return;
  }
  if (!(FOLLOWS[level.last] ?? []).includes(word)) {
    const at = { from: line.from, to: line.from + word.length };
    report.syntax(at, `This \`${word}\` has no match: ${needs} with the same indentation must come before it.`, '');
  }
  if (word === 'except' || word === 'finally') level.waiting = null;
  level.last = word === 'else' && level.last === 'except' ? 'else of try' : word;
}

function reportWaiting(level: Level, report: Report): void {
  const line = level.waiting;
  level.waiting = null;
  if (line === null) return;
  const message = 'This `try` has neither `except` nor `finally`.';
  report.syntax({ from: line.from, to: line.from + 3 }, message, 'Add except Exception as e: with what to do.');
}

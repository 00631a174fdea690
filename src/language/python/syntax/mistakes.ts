import type { Span } from '../ast.ts';
import type { Report } from '../report.ts';
import { isKeyword } from './keywords.ts';
import { endsWithColon, firstWord } from './layout.ts';
import { firstError } from './one-line.ts';
import type { LogicalLine, Token } from './tokens.ts';
import { MAX_CHAIN } from './tree.ts';

/**
 * One sentence for one logical line that does not parse. Common mistakes are recognised by their tokens; where a
 * repair comes to mind, it counts only if the repaired line parses.
 */
interface Case {
  readonly line: LogicalLine;
  readonly text: string;
  readonly report: Report;
  /** Offset of Lezer's error mark, in the source. */
  readonly at: number;
  readonly budget: Budget;
}

/** Characters that may still be parsed to try repairs: a long line has many, and they must not take seconds. */
export interface Budget {
  left: number;
}

export function explain(line: LogicalLine, source: string, error: number, report: Report, budget: Budget): void {
  const c: Case = { line, text: source.slice(line.from, line.to), report, at: line.from + error, budget };
  // Lezer itself gives up on very long chains, so nothing can be said about such a line but this.
  if (line.tokens.length > 2 * MAX_CHAIN) {
    const message = `This line has more than ${MAX_CHAIN} parts in a row, which is the limit.`;
    report.syntax({ from: c.at, to: c.at + 1 }, message, 'Use names for parts of it, or a loop.');
    return;
  }
  const known = [
    byWord,
    byPrint,
    byBraces,
    byFor,
    byWith,
    byOperator,
    byEquals,
    byElse,
    byDef,
    byColon,
    byEnd,
    byKeyword,
    byIf,
    byGap,
    byString,
  ];
  if (known.some((recognise) => recognise(c))) return;
  const token = line.tokens.find((t) => t.to > c.at) ?? line.tokens.at(-1);
  if (token === undefined) return;
  report.syntax(token, `Python did not expect \`${token.text.slice(0, 30)}\` here.`, 'Check what stands before it.');
}

/** The line with one piece replaced parses. */
function repairs(c: Case, piece: Span, replacement: string): boolean {
  c.budget.left -= c.text.length;
  if (c.budget.left < 0) return false;
  const start = piece.from - c.line.from;
  const text = c.text.slice(0, start) + replacement + c.text.slice(piece.to - c.line.from);
  return firstError(c.line, text) < 0;
}

function say(c: Case, at: Span, message: string, suggestion: string): true {
  c.report.syntax(at, message, suggestion);
  return true;
}

const FOREIGN_WORDS: Readonly<Record<string, readonly [string, string]>> = {
  function: ['Python has no `function`.', 'Write def name(parameters):'],
  func: ['Python has no `func`.', 'Write def name(parameters):'],
  fn: ['Python has no `fn`.', 'Write def name(parameters):'],
  var: ['Python declares no variables.', 'Write name = value.'],
  let: ['Python declares no variables.', 'Write name = value.'],
  const: ['Python declares no variables.', 'Write name = value.'],
  elseif: ['Python has no `elseif`.', 'Write elif.'],
  elsif: ['Python has no `elsif`.', 'Write elif.'],
  switch: ['Python has no `switch`.', 'Write if, elif and else.'],
  foreach: ['Python has no `foreach`.', 'Write for x in items:'],
  until: ['Python has no `until`.', 'Write while not condition:'],
  unless: ['Python has no `unless`.', 'Write if not condition:'],
  do: ['Python has no `do`.', 'Write while True: and break.'],
  catch: ['Python has no `catch`.', 'Write except Exception as e:'],
  throw: ['Python has no `throw`.', 'Write raise Exception("message").'],
  new: ['Python has no `new`.', 'Call the class: Name().'],
  async: ['This subset has no `async`.', 'Use threads.'],
  await: ['This subset has no `await`.', 'Use threads.'],
};

function byWord(c: Case): boolean {
  const [first, second] = c.line.tokens;
  const word = first?.text ?? '';
  const foreign = FOREIGN_WORDS[word];
  if (first === undefined || foreign === undefined) return false;
  const used = second === undefined || '= . , ( ['.split(' ').includes(second.text);
  return used && !endsWithColon(c.line) ? false : say(c, first, foreign[0], foreign[1]);
}

function byPrint(c: Case): boolean {
  const [first, second] = c.line.tokens;
  if (first?.text !== 'print' || second === undefined) return false;
  if (second.kind === 'op') return false;
  const rest = c.text.slice(second.from - c.line.from).slice(0, 40);
  return say(
    c,
    { from: first.from, to: c.line.to },
    '`print` is a function and needs brackets.',
    `Write print(${rest}).`,
  );
}

/** Two tokens that touch and were meant as one operator. */
function byOperator(c: Case): boolean {
  const wrong: Readonly<Record<string, readonly [string, string]>> = {
    '&&': ['Python has no `&&`.', 'Write and.'],
    '||': ['Python has no `||`.', 'Write or.'],
    '++': ['Python has no `++`.', 'Write += 1.'],
    '--': ['Python has no `--`.', 'Write -= 1.'],
    '=>': ['Python has no `=>`.', 'Write >= to compare, or lambda for a function.'],
    '=<': ['Python has no `=<`.', 'Write <=.'],
    '=!': ['Python has no `=!`.', 'Write !=.'],
    '===': ['Python has no `===`.', 'Write ==, or is for the same object.'],
    '!==': ['Python has no `!==`.', 'Write !=, or is not.'],
    '=+': ['Python has no `=+`.', 'Write +=.'],
    '<>': ['Python has no `<>`.', 'Write !=.'],
    '::': ['Python has no `::`.', 'Write a dot.'],
  };
  const { tokens } = c.line;
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1];
    if (token.text === '!') return say(c, token, 'Python has no `!`.', 'Write not.');
    if (next === undefined || next.from !== token.to || next.kind !== 'op' || token.kind !== 'op') continue;
    const found = wrong[token.text + next.text];
    const ends = tokens[i + 2] === undefined || tokens[i + 2]?.kind === 'op';
    // `a ++b` is two signs; only behind a name and before nothing is it meant as one.
    if ((token.text === '+' || token.text === '-') && !ends) continue;
    if (found !== undefined && next.to >= c.at - 2)
      return say(c, { from: token.from, to: next.to }, found[0], found[1]);
  }
  return false;
}

/** `if x = 1:` */
function byEquals(c: Case): boolean {
  const equals = c.line.tokens.filter((t) => t.text === '=');
  const found = equals.find((t) => repairs(c, t, '=='));
  if (found === undefined || !/^(if|elif|while|assert|return|not)\b|^\w+\s*=/.test(c.text)) return false;
  return say(c, found, '`=` assigns; it does not compare.', 'Write ==.');
}

/** `if (x) { … }` on what is one logical line because the brace is closed. */
function byBraces(c: Case): boolean {
  if (!HEADERS.has(firstWord(c.line))) return false;
  const found = c.line.tokens.find(
    (t, i) => t.text === '{' && /^(\)|else|try|finally)$/.test(c.line.tokens[i - 1]?.text ?? ''),
  );
  if (found === undefined) return false;
  return say(c, found, 'Python has no braces around blocks.', 'Write a colon, and indent what belongs to it.');
}

function byWith(c: Case): boolean {
  const { tokens } = c.line;
  const as = tokens.findIndex((t) => t.text === 'as');
  const [first, second] = tokens;
  const target = tokens[as + 1];
  if (first?.text !== 'with' || second === undefined || target === undefined || as < 0) return false;
  const next = tokens[as + 2];
  const name = target.kind === 'name' && (next === undefined || ',:)'.includes(next.text));
  if (!name)
    return say(c, target, 'Only a name can stand after `as` here.', 'Assign to the other place inside the block.');
  if (second.text !== '(') return false;
  return say(c, second, 'This subset has no brackets around what `with` enters.', 'Write with a as b, c as d:');
}

/** `a if b` */
function byIf(c: Case): boolean {
  const found = c.line.tokens.find((t, i) => i > 0 && t.text === 'if');
  if (found === undefined || !repairs(c, { from: c.line.to, to: c.line.to }, ' else _')) return false;
  return say(c, found, 'A conditional expression needs an `else`.', 'Write a if condition else b.');
}

/** What stands in an f-string's braces is not an expression. */
function byString(c: Case): boolean {
  const found = c.line.tokens.find((t) => t.kind === 'string' && t.to > c.at && /^[rR]?[fF]/.test(t.text));
  if (found === undefined || !repairs(c, found, '""')) return false;
  const empty = /\{\s*[}!:]/.test(found.text.replaceAll('{{', ''));
  const message = empty
    ? 'The braces of an f-string need an expression.'
    : 'The braces of this f-string hold no complete expression.';
  return say(c, found, message, 'Write {{ for the character {.');
}

function byElse(c: Case): boolean {
  const [first, second] = c.line.tokens;
  if (first?.text !== 'else' || second === undefined || second.text === ':') return false;
  if (second.text === 'if')
    return say(c, { from: first.from, to: second.to }, 'Python has no `else if`.', 'Write elif.');
  return say(c, second, '`else` takes no condition.', 'Write elif condition:, or else: alone.');
}

function byFor(c: Case): boolean {
  const [first, second] = c.line.tokens;
  if (first?.text !== 'for' || c.line.tokens.some((t) => t.text === 'in')) return false;
  const at = { from: first.from, to: second?.to ?? first.to };
  return say(c, at, '`for` goes through the items of something.', 'Write for i in range(10):');
}

function byDef(c: Case): boolean {
  const [first, second, third] = c.line.tokens;
  if (first?.text === 'import' && c.line.tokens.some((t) => t.text === 'from')) {
    return say(c, first, 'This import is the wrong way round.', 'Write from module import name.');
  }
  if (first?.text !== 'def' || second?.kind !== 'name' || third?.text === '(') return false;
  return say(
    c,
    second,
    'A function needs brackets after its name, even without parameters.',
    `Write def ${second.text}():`,
  );
}

const HEADERS = new Set('if elif else for while def class try except finally with'.split(' '));

function byColon(c: Case): boolean {
  const word = firstWord(c.line);
  const last = c.line.tokens.at(-1);
  if (!HEADERS.has(word) || last === undefined || endsWithColon(c.line)) return false;
  const end = { from: c.line.to, to: c.line.to };
  if (repairs(c, end, ':'))
    return say(c, { from: last.from, to: last.to }, 'A colon is missing at the end of this line.', 'Write : there.');
  if (last.text === ';' || last.text === '{' || last.text === 'then' || last.text === 'do') {
    if (repairs(c, last, ':')) return say(c, last, `A colon belongs here, not \`${last.text}\`.`, 'Write : there.');
  }
  // The body may stand on the same line: `if x print(y)`.
  const gap = c.line.tokens.find((t, i) => i > 0 && repairs(c, { from: t.from, to: t.from }, ': '));
  return gap !== undefined && say(c, gap, `A colon is missing before \`${gap.text}\`.`, 'Write : there.');
}

function byKeyword(c: Case): boolean {
  const found = c.line.tokens.find((t) => t.kind === 'name' && isKeyword(t.text) && repairs(c, t, '_'));
  if (found === undefined) return false;
  if (found.text === 'yield') return say(c, found, 'This subset has no `yield`.', 'Build a list and return it.');
  return say(c, found, `\`${found.text}\` is a word of the language and cannot be a name.`, `Write ${found.text}_.`);
}

const isOperand = (t: Token): boolean =>
  t.kind === 'string' || t.kind === 'number' || (t.kind === 'name' && !isKeyword(t.text));

/** Two values side by side. */
function byGap(c: Case): boolean {
  const { tokens } = c.line;
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1];
    if (next === undefined) break;
    const left = isOperand(token) || ')]}'.includes(token.text);
    if (!left || !isOperand(next)) continue;
    const at = { from: token.from, to: next.to };
    if (token.kind === 'number' && next.kind === 'name' && next.from === token.to) {
      if (/^0[xXoObB]/.test(token.text + next.text))
        return say(c, at, `\`${token.text}${next.text}\` is not a number.`, '');
      return say(c, at, 'A name cannot begin with a digit.', 'Begin it with a letter or _.');
    }
    const message = `Between \`${token.text.slice(0, 20)}\` and \`${next.text.slice(0, 20)}\` something is missing.`;
    return say(c, at, message, 'A comma, an operator, or a new line.');
  }
  return false;
}

/** `x =`, `a +`, `import` */
function byEnd(c: Case): boolean {
  const last = c.line.tokens.at(-1);
  if (last === undefined || !repairs(c, { from: c.line.to, to: c.line.to }, ' _')) return false;
  return say(c, last, `Something is missing after \`${last.text.slice(0, 20)}\`.`, 'Write what belongs there.');
}

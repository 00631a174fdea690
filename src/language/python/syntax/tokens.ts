import type { Span } from '../ast.ts';
import type { Report } from '../report.ts';
import { reportForeign } from './foreign.ts';
import { MAX_NESTING } from './tree.ts';

/**
 * The source as CPython's tokenizer sees it: tokens grouped to logical lines. Lezer parses; this layer exists for
 * good sentences about what cannot be parsed, because an unclosed bracket or string leaves no useful tree behind.
 */
export interface Token extends Span {
  readonly kind: 'name' | 'number' | 'string' | 'op';
  readonly text: string;
}

export interface LogicalLine extends Span {
  readonly tokens: readonly Token[];
  /** Width of the indentation with tabs to multiples of eight, and with tabs counted as one. */
  readonly indent: number;
  readonly narrow: number;
  /** It has been reported: an unclosed string, a foreign character, a bracket. */
  readonly broken: boolean;
  /** It opens a block with a brace, as in other languages. */
  readonly braces: boolean;
}

const NAME = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const NUMBER = /(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*)?\.?\d[\d_]*\.?(?:[eE][+-]?\d[\d_]*)?[jJ]?)/y;
const OP =
  /\*\*=|\/\/=|>>=|<<=|\.\.\.|\*\*|\/\/|>>|<<|<=|>=|==|!=|->|:=|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|@=|[+\-*/%@&|^~<>()[\]{},:.;=!]/y;
const PREFIX = /^(?:[rRuUbBfF]|[bB][rR]|[rR][bB]|[fF][rR]|[rR][fF])$/;
const CLOSING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
/** These begin a statement and nothing else, so a bracket that is still open before them was never closed. */
const STATEMENT_ONLY = new Set(
  'def class while with try except finally return import raise global nonlocal assert del pass break continue elif'.split(
    ' ',
  ),
);

interface Scan {
  readonly source: string;
  readonly report: Report;
  readonly lines: LogicalLine[];
  at: number;
  tokens: Token[];
  open: Token[];
  indent: number;
  narrow: number;
  broken: boolean;
  braces: boolean;
  /** Blocks in braces that are still open: their closing brace is no second mistake. */
  blocks: number;
}

export function tokenize(source: string, report: Report): LogicalLine[] {
  const s: Scan = {
    source,
    report,
    lines: [],
    at: 0,
    tokens: [],
    open: [],
    indent: 0,
    narrow: 0,
    broken: false,
    braces: false,
    blocks: 0,
  };
  let fresh = true;
  while (s.at < source.length) {
    if (fresh) measure(s);
    fresh = false;
    if (s.at >= source.length) break;
    const ch = source[s.at] ?? '';
    if (ch === '\n') {
      s.at++;
      if (s.open.length > 0 && startsStatement(s)) reportOpen(s);
      if (s.open.length === 0) {
        endLine(s);
        fresh = true;
      }
    } else if (ch === ' ' || ch === '\t' || ch === '\f') s.at++;
    else if (ch === '#') s.at = lineEnd(s);
    else if (ch === '\\' && source[s.at + 1] === '\n') s.at += 2;
    else token(s);
  }
  if (s.open.length > 0) reportOpen(s);
  endLine(s);
  return s.lines;
}

function lineEnd(s: Scan): number {
  const end = s.source.indexOf('\n', s.at);
  return end < 0 ? s.source.length : end;
}

function measure(s: Scan): void {
  s.indent = 0;
  s.narrow = 0;
  for (; s.at < s.source.length; s.at++) {
    const ch = s.source[s.at];
    if (ch === '\t') s.indent += 8 - (s.indent % 8);
    else if (ch === ' ') s.indent++;
    else if (ch === '\f') s.indent = -1;
    else return;
    s.narrow = ch === '\f' ? 0 : s.narrow + 1;
    if (ch === '\f') s.indent = 0;
  }
}

function endLine(s: Scan): void {
  const first = s.tokens[0];
  const last = s.tokens.at(-1);
  if (first !== undefined && last !== undefined) {
    const { tokens, indent, narrow, broken, braces } = s;
    s.lines.push({ tokens, indent, narrow, broken, braces, from: first.from, to: last.to });
  }
  s.tokens = [];
  s.broken = false;
  s.braces = false;
}

/** The text of the next line begins with a word that only begins statements. */
function startsStatement(s: Scan): boolean {
  NAME.lastIndex = s.at + (/^[ \t]*/.exec(s.source.slice(s.at, s.at + 200))?.[0].length ?? 0);
  const word = NAME.exec(s.source)?.[0] ?? '';
  return STATEMENT_ONLY.has(word);
}

function reportOpen(s: Scan): void {
  const bracket = s.open[0];
  const told = s.open.length > MAX_NESTING;
  s.open = [];
  if (bracket === undefined || told) return;
  s.broken = true;
  const close = { '(': ')', '[': ']', '{': '}' }[bracket.text] ?? '';
  const block = bracket.text === '{' && s.tokens[s.tokens.indexOf(bracket) - 1]?.text === ')';
  if (block) s.blocks++;
  s.braces = block;
  if (block)
    s.report.syntax(bracket, 'Python has no braces around blocks.', 'Write a colon, and indent what belongs to it.');
  else s.report.syntax(bracket, `This \`${bracket.text}\` is never closed.`, `Close it with ${close}.`);
}

function token(s: Scan): void {
  const { source, at } = s;
  const next = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0] ?? '';
  };
  const push = (kind: Token['kind'], text: string): void => {
    s.at = at + text.length;
    s.tokens.push({ kind, text, from: at, to: s.at });
  };
  const name = next(NAME);
  const quoteAt = name !== '' && PREFIX.test(name) ? at + name.length : at;
  if (source[quoteAt] === '"' || source[quoteAt] === "'") {
    string(s, quoteAt);
    return;
  }
  const number = /[\d.]/.test(source[at] ?? '') ? next(NUMBER) : '';
  if (name !== '') push('name', name);
  else if (number !== '' && number !== '.') push('number', number);
  else {
    const op = next(OP);
    if (op === '') foreign(s);
    else {
      push('op', op);
      bracket(s, op);
    }
  }
}

function string(s: Scan, quoteAt: number): void {
  const { source, at } = s;
  const one = source[quoteAt] ?? '';
  const triple = source.startsWith(one.repeat(3), quoteAt);
  const quote = triple ? one.repeat(3) : one;
  let end = quoteAt + quote.length;
  while (end < source.length && !source.startsWith(quote, end) && (triple || source[end] !== '\n')) {
    end += source[end] === '\\' ? 2 : 1;
  }
  const closed = source.startsWith(quote, end);
  s.at = Math.min(source.length, closed ? end + quote.length : end);
  s.tokens.push({ kind: 'string', text: source.slice(at, s.at), from: at, to: s.at });
  if (closed) return;
  s.broken = true;
  const where = { from: at, to: triple ? quoteAt + 3 : s.at };
  s.report.syntax(where, 'This string is never closed.', `End it with ${quote}.`);
  // What follows on the line was meant to be outside the string, brackets too.
  s.open = [];
}

function bracket(s: Scan, op: string): void {
  const last = s.tokens.at(-1);
  if (last === undefined) return;
  if (op === '(' || op === '[' || op === '{') s.open.push(last);
  if (s.open.length > MAX_NESTING && !s.broken) {
    const message = `Brackets are nested more than ${MAX_NESTING} deep here, which is the limit.`;
    s.report.syntax(last, message, 'Use a name for a part of it.');
    s.broken = true;
  }
  const partner = CLOSING[op];
  if (partner === undefined) return;
  if (op === '}' && s.open.length === 0 && s.blocks > 0) {
    s.blocks--;
    s.tokens.pop();
    return;
  }
  const opening = s.open.pop();
  if (opening?.text === partner) return;
  if (opening === undefined) s.report.syntax(last, `This \`${op}\` closes nothing.`, 'Leave it out.');
  else {
    const message = `This \`${op}\` does not fit the \`${opening.text}\` in line ${s.report.lines.line(opening.from)}.`;
    s.report.syntax(last, message, `Close \`${opening.text}\` first.`);
    s.open = [];
  }
  s.broken = true;
}

function foreign(s: Scan): void {
  const ch = String.fromCodePoint(s.source.codePointAt(s.at) ?? 0);
  const at = { from: s.at, to: s.at + ch.length };
  s.at = at.to;
  // One foreign character on a line mostly comes with its like.
  if (!s.broken) reportForeign(ch, at, s.report);
  s.broken = true;
}

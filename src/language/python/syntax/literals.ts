import type { SyntaxNode } from '@lezer/common';
import type { Constant } from '../../program.ts';
import type { Expr, Span, StringPart } from '../ast.ts';
import { children, type Reader, span, text } from './tree.ts';

/** Numbers, strings, bytes and f-strings: from their spelling to their value. */
type ReadExpression = (node: readonly SyntaxNode[], at: Span) => Expr;

const bad = (node: Span): Expr => ({ kind: 'Bad', ...span(node) });

export function readNumber(r: Reader, node: SyntaxNode): Expr {
  const written = text(r, node);
  const value = numberValue(written);
  if (typeof value !== 'string') return { kind: 'Constant', value, ...span(node) };
  const suggestion = value.includes('complex') ? 'Use two numbers.' : '';
  r.report.error(node, value, suggestion);
  return bad(node);
}

/** The constant, or a sentence that says what is wrong. */
function numberValue(written: string): Constant | string {
  const plain = written.replaceAll('_', '');
  if (/__|_$|^0[xXoObB]_?$/.test(written) || (/^(?!0[xX])/.test(written) && /_[.eEjJ]|[.eE]_/.test(written)))
    return `\`${written}\` is not a number.`;
  if (/[jJ]$/.test(plain) && !/^0[xX]/.test(plain)) return 'This subset has no complex numbers.';
  if (/^0[xXoObB]/.test(plain)) return { kind: 'int', value: BigInt(plain).toString() };
  if (/[.eE]/.test(plain)) return { kind: 'float', value: Number(plain) };
  if (/^0+[1-9]/.test(plain)) {
    return `An integer does not start with 0: write ${plain.replace(/^0+/, '')}, or 0o${plain.replace(/^0+/, '')} in octal.`;
  }
  if (plain.length > 4300) return 'An integer is written with at most 4300 decimal digits.';
  return { kind: 'int', value: BigInt(plain).toString() };
}

interface Spelling {
  readonly raw: boolean;
  readonly bytes: boolean;
  readonly format: boolean;
  readonly quote: string;
  /** Offsets of the text between the quotes. */
  readonly from: number;
  readonly to: number;
}

function spelling(r: Reader, node: SyntaxNode): Spelling | null {
  const written = text(r, node);
  const match = /^([a-zA-Z]*)('''|"""|'|")/.exec(written);
  const prefix = match?.[1]?.toLowerCase() ?? '';
  const quote = match?.[2] ?? '';
  const open = prefix.length + quote.length;
  if (quote === '' || written.length < open + quote.length || !written.endsWith(quote)) return null;
  return {
    raw: prefix.includes('r'),
    bytes: prefix.includes('b'),
    format: prefix.includes('f'),
    quote,
    from: node.from + open,
    to: node.to - quote.length,
  };
}

/** `"a" 'b' f"{c}"`: adjacent literals are one. */
export function readStrings(r: Reader, nodes: readonly SyntaxNode[], read: ReadExpression, whole: Span): Expr {
  const parts: StringPart[] = [];
  let bytes: boolean | null = null;
  let format = false;
  for (const node of nodes) {
    const s = spelling(r, node);
    if (s === null) {
      r.report.syntax(node, 'This string is not closed.', 'End it with the quote it starts with.');
      return bad(whole);
    }
    if (bytes !== null && bytes !== s.bytes) {
      r.report.error(node, 'Bytes and text cannot be joined.', 'Give both the prefix b, or neither.');
      return bad(whole);
    }
    bytes = s.bytes;
    format ||= s.format;
    if (s.format) parts.push(...readFormat(r, node, s, read));
    else parts.push(literalText(r, s, s.from, s.to, node));
  }
  const merged = mergeText(parts);
  if (!format || merged.every((p) => typeof p === 'string')) {
    const value = merged.join('');
    return { kind: 'Constant', value: { kind: bytes ? 'bytes' : 'str', value }, ...span(whole) };
  }
  return { kind: 'FormatString', parts: merged, ...span(whole) };
}

/** Neighbouring pieces of literal text become one; empty ones go. */
function mergeText(parts: readonly StringPart[]): StringPart[] {
  const merged: StringPart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}

const SIMPLE: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The text between two offsets, escapes resolved. An escape that Python does not know stays as it is. */
function literalText(r: Reader, s: Spelling, from: number, to: number, node: Span): string {
  const written = r.source.slice(from, to);
  if (s.bytes && [...written].some((ch) => ch > '\x7f')) {
    r.report.error(node, 'Bytes can only contain ASCII characters.', 'Write others as \\x and two hexadecimal digits.');
  }
  if (s.raw) return written;
  const pattern = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g;
  return written.replace(pattern, (all, octal, hex, short, long, other, at: number) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & (s.bytes ? 0xff : 0x1ff));
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    const code = short ?? long;
    if (code !== undefined) {
      if (s.bytes) return all;
      const point = Number.parseInt(code, 16);
      if (point <= 0x10ffff) return String.fromCodePoint(point);
    } else if (!(s.bytes ? 'x' : 'xuUN').includes(other)) {
      return SIMPLE[other] ?? all;
    }
    const where = { from: from + at, to: from + at + 2 };
    const digits = { x: 'two', u: 'four', U: 'eight' }[all[1] ?? ''];
    if (digits === undefined)
      r.report.error(where, 'This subset has no escape by character name.', 'Write the character itself.');
    else {
      const message = `After \`\\${all[1]}\` ${digits} hexadecimal digits must follow.`;
      r.report.error(where, message, 'Write \\\\ for a backslash.');
    }
    return '';
  });
}

function readFormat(r: Reader, node: SyntaxNode, s: Spelling, read: ReadExpression): StringPart[] {
  const parts: StringPart[] = [];
  let from = s.from;
  for (const child of children(node)) {
    if (child.name !== 'FormatReplacement') continue;
    parts.push(braces(r, s, from, child.from, node), ...readReplacement(r, child, s, read));
    from = child.to;
  }
  parts.push(braces(r, s, from, s.to, node));
  return parts;
}

/** Literal text of an f-string: doubled braces stand for one. */
function braces(r: Reader, s: Spelling, from: number, to: number, node: Span): string {
  const written = r.source.slice(from, to);
  const single = written.replaceAll('}}', '  ').indexOf('}');
  if (single >= 0) {
    const at = { from: from + single, to: from + single + 1 };
    r.report.error(at, 'A single `}` cannot stand in an f-string.', 'Write }} for the character }.');
  }
  return literalText(r, s, from, to, node).replaceAll('{{', '{').replaceAll('}}', '}');
}

/** What the braces hold; `{value=}` shows its own text in front. */
function readReplacement(r: Reader, node: SyntaxNode, s: Spelling, read: ReadExpression): StringPart[] {
  const all = children(node);
  const inner = all.filter((n) => !['{', '}', 'FormatSelfDoc', 'FormatConversion', 'FormatSpec'].includes(n.name));
  const part = (name: string): SyntaxNode | undefined => all.find((n) => n.name === name);
  const self = part('FormatSelfDoc');
  const conversion = part('FormatConversion');
  const specNode = part('FormatSpec');
  const end = (self ?? conversion ?? specNode ?? { from: node.to - 1 }).from;
  checkInside(r, { from: node.from + 1, to: node.to }, end, s);
  const next = (conversion ?? specNode ?? { from: node.to - 1 }).from;
  const label = self ? r.source.slice(node.from + 1, next) : '';
  const letter = conversion ? text(r, conversion).slice(1) : '';
  if (letter === 'a') r.report.error(conversion ?? node, 'This subset has no conversion `!a`.', 'Write !r.');
  const spec = specNode ? readSpec(r, specNode, s, read) : null;
  const repr = letter === 'r' || (letter === '' && label !== '' && spec === null);
  const value = read(inner, { from: node.from + 1, to: end });
  return [label, { value, conversion: repr ? 'r' : letter === 's' ? 's' : 'none', spec, ...span(node) }];
}

function readSpec(r: Reader, node: SyntaxNode, s: Spelling, read: ReadExpression): StringPart[] {
  const parts: StringPart[] = [];
  let from = node.from + 1;
  for (const child of children(node)) {
    if (child.name !== 'FormatReplacement') continue;
    parts.push(literalText(r, s, from, child.from, node), ...readReplacement(r, child, s, read));
    from = child.to;
  }
  parts.push(literalText(r, s, from, node.to, node));
  return mergeText(parts);
}

/** CPython 3.11 reads an f-string as a string first, so an expression in it can use neither its quote nor a backslash. */
function checkInside(r: Reader, at: Span, end: number, s: Spelling): void {
  const inside = r.source.slice(at.from, at.to);
  const quote = inside.indexOf(s.quote);
  const slash = r.source.slice(at.from, end).indexOf('\\');
  if (quote >= 0) {
    const where = { from: at.from + quote, to: at.from + quote + s.quote.length };
    r.report.error(
      where,
      'The f-string ends at this quote (Python 3.11).',
      'Use the other kind of quote inside the braces.',
    );
  } else if (slash >= 0) {
    const where = { from: at.from + slash, to: at.from + slash + 1 };
    r.report.error(
      where,
      'An expression in an f-string cannot contain a backslash (Python 3.11).',
      'Give it a name first.',
    );
  }
}

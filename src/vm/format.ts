import { raise } from './errors.ts';

interface Spec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number;
  readonly type: string;
}

const grammar = /^(?:(.)?([<>=^]))?([+\- ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([bcdeEfFgGnosxX%])?$/su;

/** Python's format specification mini-language (library reference, "Format Specification Mini-Language"). */
export function parseSpec(text: string): Spec {
  const m = grammar.exec(text);
  if (!m) throw raise('ValueError', 'Invalid format specifier');
  const width = m[6] ? Number(m[6]) : 0;
  const precision = m[8] ? Number(m[8]) : -1;
  if (width > 100_000 || precision > 100_000) throw raise('ValueError', 'Too many decimal digits in format string');
  return {
    fill: m[1] ?? (m[5] && !m[2] ? '0' : ' '),
    align: m[2] ?? (m[5] ? '=' : ''),
    sign: m[3] ?? '-',
    alternate: m[4] !== undefined,
    width,
    grouping: m[7] ?? '',
    precision,
    type: m[9] ?? '',
  };
}

function pad(spec: Spec, sign: string, body: string, standard: string): string {
  const gap = spec.width - [...(sign + body)].length;
  if (gap <= 0) return sign + body;
  const fill = (n: number): string => spec.fill.repeat(n);
  switch (spec.align || standard) {
    case '<':
      return sign + body + fill(gap);
    case '^':
      return fill(gap >> 1) + sign + body + fill(gap - (gap >> 1));
    case '=':
      return sign + fill(gap) + body;
    default:
      return fill(gap) + sign + body;
  }
}

const signOf = (negative: boolean, wish: string): string => (negative ? '-' : wish === '-' ? '' : wish);

const group = (digits: string, mark: string, every = 3): string =>
  mark ? digits.replace(new RegExp(`\\B(?=(?:[0-9a-fA-F]{${every}})+$)`, 'g'), mark) : digits;

export function formatText(s: string, text: string): string {
  const spec = parseSpec(text);
  if (spec.type && spec.type !== 's')
    throw raise('ValueError', `Unknown format code '${spec.type}' for object of type 'str'`);
  if (spec.align === '=') throw raise('ValueError', "'=' alignment not allowed in string format specifier");
  return pad(spec, '', spec.precision >= 0 ? [...s].slice(0, spec.precision).join('') : s, '<');
}

const radix: Readonly<Record<string, [number, string]>> = { b: [2, '0b'], o: [8, '0o'], x: [16, '0x'], X: [16, '0X'] };

export function formatInteger(n: bigint, text: string): string {
  const spec = parseSpec(text);
  if ('eEfFgG%'.includes(spec.type) && spec.type) return formatFloat(Number(n), text);
  if (spec.type === 's') throw raise('ValueError', "Unknown format code 's' for object of type 'int'");
  if (spec.precision >= 0) throw raise('ValueError', 'Precision not allowed in integer format specifier');
  if (spec.type === 'c') return pad(spec, '', String.fromCodePoint(Number(n)), '<');
  const [base, prefix] = radix[spec.type] ?? [10, ''];
  let digits = (n < 0n ? -n : n).toString(base);
  if (spec.type === 'X') digits = digits.toUpperCase();
  const sign = signOf(n < 0n, spec.sign) + (spec.alternate ? prefix : '');
  if (spec.align === '=' && spec.fill === '0' && spec.grouping) {
    // zeros are grouped too: f'{1234:010,}' is 00,001,234
    while (group(digits, spec.grouping).length + sign.length < spec.width) digits = `0${digits}`;
  }
  return pad(spec, sign, group(digits, spec.grouping, base === 10 ? 3 : 4), '>');
}

/** Exponent as Python writes it: at least two digits. */
const pythonExponent = (s: string): string => s.replace(/e([+-])(\d)$/, 'e$10$2');

function general(x: number, precision: number, alternate: boolean, from = 0): string {
  const p = precision === 0 ? 1 : precision;
  const exponent = x === 0 ? 0 : Number(exponential(x, p - 1).split('e')[1]);
  const trim = (s: string): string =>
    alternate ? (s.includes('.') ? s : `${s}.`) : s.includes('.') ? s.replace(/\.?0+$/, '') : s;
  if (exponent < -4 || exponent >= p - from) {
    const [m = '', e = ''] = pythonExponent(exponential(x, p - 1)).split('e');
    return `${trim(m)}e${e}`;
  }
  return trim(fixed(x, p - 1 - exponent));
}

/** toFixed without its limit of 100 digits and its exponent form from 1e21 on; rounds half to even as C does. */
function fixed(x: number, digits: number): string {
  if (digits > 100) return `${fixed(x, 100)}${'0'.repeat(digits - 100)}`;
  if (x < 1e21) return evenTie(x, digits);
  return BigInt(x).toString() + (digits > 0 ? `.${'0'.repeat(digits)}` : '');
}

/** toExponential rounds an exact tie up; C rounds it to the even digit. */
function exponential(x: number, digits: number): string {
  const rounded = x.toExponential(digits);
  const exact = x.toExponential(Math.min(100, digits + 30));
  const [mantissa = '', power = ''] = exact.split('e');
  const kept = mantissa.slice(0, digits === 0 ? 1 : digits + 2);
  const rest = mantissa.slice(kept.length).replace('.', '');
  return digits <= 70 && /^50*$/.test(rest) && /[02468]$/.test(kept) ? `${kept}e${power}` : rounded;
}

/** toFixed rounds an exact tie up; C rounds it to the even digit. */
function evenTie(x: number, digits: number): string {
  const rounded = x.toFixed(digits);
  const exact = x.toFixed(Math.min(100, digits + 30));
  const cut = exact.length - (Math.min(100, digits + 30) - digits);
  if (digits > 70 || !/^50*$/.test(exact.slice(cut).replace('.', '')) || !/[13579]$/.test(rounded)) return rounded;
  return exact.slice(0, cut).replace(/\.$/, '');
}

export function formatFloat(x: number, text: string, repr?: string): string {
  const spec = parseSpec(text);
  const type = spec.type.toLowerCase();
  if ('bcdosx'.includes(type) && type) {
    throw raise('ValueError', `Unknown format code '${spec.type}' for object of type 'float'`);
  }
  const negative = x < 0 || Object.is(x, -0);
  const size = Math.abs(x);
  const precision = spec.precision >= 0 ? spec.precision : 6;
  let body: string;
  if (!Number.isFinite(x)) body = Number.isNaN(x) ? 'nan' : 'inf';
  else if (type === 'e') body = pythonExponent(exponential(size, Math.min(precision, 100)));
  else if (type === 'f') body = fixed(size, precision);
  else if (type === '%') body = fixed(size * 100, precision);
  else if (type === 'g' || type === 'n') body = general(size, precision, spec.alternate);
  else if (spec.precision >= 0) {
    // no type: like g, but with at least one digit behind the point
    body = general(size, precision, spec.alternate, 1);
    if (!/[.e]/.test(body) && body.length < precision + 1) body += '.0';
  } else body = (repr ?? String(size)).replace(/^-/, '');
  const [whole = '', rest] = body.split('.');
  if (spec.grouping && /^\d+$/.test(whole)) body = group(whole, spec.grouping) + (rest === undefined ? '' : `.${rest}`);
  if (type === '%') body += '%';
  if (spec.type === 'E' || spec.type === 'F' || spec.type === 'G') body = body.toUpperCase();
  return pad(spec, signOf(negative, spec.sign), body, '>');
}

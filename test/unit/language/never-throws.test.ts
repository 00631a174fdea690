/** Whatever the text: diagnostics or a program that the machine can trust, never an exception, never a hang. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CompileResult } from '../../../src/language/program.ts';
import { compilePython, FAILED, MAX_SOURCE } from '../../../src/language/python/compile.ts';
import { verify } from '../../../src/language/verify.ts';
import { fixtures } from './fixtures.ts';
import { programs } from './programs.ts';

const TOKENS = (
  'def class if elif else for while try except finally with as in is not and or lambda return break continue pass ' +
  'global nonlocal import from raise assert del yield async await match case True False None self print range super ' +
  'x y z f __name__ threading Thread int 0 1 2.5 1e9 0x1f 1j 007 "a" \'b\' b"c" f"{x}" f"{x!r:>{y}}" r"\\d" """doc""" ' +
  '( ) [ ] { } , : ; . = == != < > <= >= + - * / // % ** @ & | ^ ~ << >> += -= //= := -> ... # \\ ! ? $ ` " \' é λ “ x++ && ||'
).split(' ');
const LAYOUT = ['\n', '\n', '\n    ', '\n        ', '\n\t', ' ', ' ', ' ', ' ', ''];

const soup = fc
  .array(fc.tuple(fc.constantFrom(...TOKENS), fc.constantFrom(...LAYOUT)), { maxLength: 60 })
  .map((pairs) => pairs.map(([token, space]) => token + space).join(''));

const sources = fixtures().map((f) => f.source);
/** A real program with pieces cut out, doubled, moved or replaced by soup. */
const mutated = fc
  .tuple(
    fc.constantFrom(...sources),
    fc.array(fc.tuple(fc.nat(), fc.nat(40), fc.constantFrom('cut', 'double', 'replace', 'move'), soup, fc.nat()), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([source, changes]) =>
    changes.reduce((text, [at, length, how, other, to]) => {
      const from = at % (text.length + 1);
      const piece = text.slice(from, from + length);
      const without = text.slice(0, from) + text.slice(from + length);
      if (how === 'cut') return without;
      if (how === 'double') return text.slice(0, from) + piece + text.slice(from);
      if (how === 'replace') return text.slice(0, from) + other + text.slice(from + length);
      const target = to % (without.length + 1);
      return without.slice(0, target) + piece + without.slice(target);
    }, source),
  );

/** What must hold of any result. */
function sound(source: string, result: CompileResult): void {
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  for (const d of result.diagnostics) {
    expect(d.message, source).not.toContain(FAILED);
    expect(d.message).toMatch(/[.:]$|: .*$/);
    const inside =
      d.line >= 1 && d.line <= lines.length && d.column >= 1 && d.column <= (lines[d.line - 1] ?? '').length + 1;
    const forward = d.endLine > d.line || (d.endLine === d.line && d.endColumn > d.column);
    if (!inside || !forward) throw new Error(`${JSON.stringify(d)} in ${JSON.stringify(source)}`);
  }
  if (result.ok) {
    expect(verify(result.program), source).toEqual([]);
    expect(result.diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
  } else expect(result.diagnostics.length, source).toBeGreaterThan(0);
}

const check = (arbitrary: fc.Arbitrary<string>, numRuns: number): void => {
  fc.assert(
    fc.property(arbitrary, (source) => sound(source, compilePython(source))),
    { numRuns },
  );
};

describe('compilePython never throws', { timeout: 60_000 }, () => {
  test('on any text', () => check(fc.string({ maxLength: 200, unit: 'binary' }), 1000));
  test('on a soup of tokens', () => check(soup, 2500));
  test('on programs with pieces cut, doubled, moved or replaced', () => check(mutated, 1000));
  test('on generated programs, and they compile', () => {
    fc.assert(
      fc.property(programs, (source) => {
        const result = compilePython(source);
        sound(source, result);
        if (!result.ok) throw new Error(`${JSON.stringify(result.diagnostics)}\n${source}`);
      }),
      { numRuns: 400 },
    );
  });
});

describe('sizes', { timeout: 60_000 }, () => {
  const first = (source: string): string => {
    const result = compilePython(source);
    sound(source, result);
    return result.diagnostics[0]?.message ?? 'compiles';
  };

  test('ten thousand brackets are a diagnostic, not a stack overflow', () => {
    for (const [open, close] of ['()', '[]', '{}']) {
      expect(first(`x = ${open?.repeat(10_000)}1${close?.repeat(10_000)}`)).toMatch(/nested more than 100 deep/);
    }
    expect(first(`x = ${'f('.repeat(10_000)}1${')'.repeat(10_000)}`)).toMatch(/nested more than 100 deep/);
    expect(first(`x = ${'('.repeat(10_000)}`)).toMatch(/nested more than 100 deep/);
    expect(first(`x = ${'-'.repeat(10_000)}1`)).toMatch(/the limit/);
    expect(first(`x = ${'not '.repeat(10_000)}1`)).toMatch(/the limit/);
    expect(first(`x = ${'lambda: '.repeat(5000)}1`)).toMatch(/the limit/);
    expect(first(`x = ${'1 if 2 else '.repeat(5000)}3`)).toMatch(/the limit/);
  });

  test('long chains are a diagnostic or compile, never a stack overflow', () => {
    expect(first(`x = ${'1 + '.repeat(20_000)}1`)).toMatch(/more than 400 parts in a row/);
    expect(first(`x = ${'2 ** '.repeat(10_000)}1`)).toMatch(/more than 400 parts in a row/);
    expect(first(`x${'.a'.repeat(20_000)}`)).toMatch(/more than 400 parts in a row/);
    expect(first(`x${'()'.repeat(20_000)}`)).toMatch(/more than 400 parts in a row/);
    expect(first(`x = ${'1 and '.repeat(10_000)}1`)).toMatch(/more than 400 parts in a row/);
    expect(first(`x = ${'1 and '.repeat(400)}1`)).toBe('compiles');
    expect(first(`x = ${'1 < '.repeat(400)}1`)).toBe('compiles');
    expect(first(`x = ${'1 + '.repeat(390)}1`)).toBe('compiles');
    expect(first(`x = ${'1, '.repeat(20_000)}1`)).toBe('compiles');
    expect(first(`x = ${'"a" '.repeat(20_000)}`)).toBe('compiles');
    expect(first(`x = ${'a = '.repeat(20_000)}1`)).toBe('compiles');
    expect(first(`x = 1\n${'if x: x = 2\nelse: x = 3\n'.repeat(3000)}`)).toBe('compiles');
    expect(first(`if 1: pass\n${'elif 1: pass\n'.repeat(7000)}`)).toBe('compiles');
  });

  test('deep blocks are a diagnostic', () => {
    const blocks = (word: string, n: number): string =>
      Array.from({ length: n }, (_, i) => `${' '.repeat(i)}${word}\n`).join('') + `${' '.repeat(n)}pass\n`;
    expect(first(blocks('if 1:', 300))).toMatch(/nested more than 100 deep/);
    expect(first(blocks('def f():', 300))).toMatch(/nested more than 100 deep/);
    expect(first(blocks('if 1:', 90))).toBe('compiles');
    expect(first(blocks('for x in 1,:', 90))).toBe('compiles');
    expect(first(blocks('class A:', 90))).toBe('compiles');
  });

  test('finally bodies that copy each other stop at a limit', () => {
    const nest = (n: number): string =>
      n === 0
        ? 'pass\n'
        : `try:\n pass\nfinally:\n${nest(n - 1)
            .replace(/^/gm, ' ')
            .trimEnd()}\n`;
    expect(first(nest(25))).toMatch(/more than 1,048,576 instructions/);
    expect(first(nest(8))).toBe('compiles');
  });

  test('a program that is too long says so', () => {
    expect(first('#'.repeat(MAX_SOURCE + 1))).toBe(
      'The program is longer than 100,000 characters, which is the limit.',
    );
    expect(first('#'.repeat(MAX_SOURCE))).toBe('compiles');
  });

  test('many names, constants and mistakes take no long time', () => {
    const many = (n: number, line: (i: number) => string): string =>
      Array.from({ length: n }, (_, i) => line(i)).join('\n');
    expect(first(many(6000, (i) => `v${i} = ${i}`))).toBe('compiles');
    expect(first(many(8000, (i) => `f(v${i})`))).toMatch(/Nothing defines/);
    expect(first(many(9000, (i) => `if v${i}`))).toMatch(/colon is missing/);
    expect(first(many(5000, () => 'def f(): global g'))).toBe('compiles');
    expect(first(many(25, () => `if ${'a b '.repeat(390)}`))).toMatch(/something is missing/);
    expect(first(`x = [${'1 2, '.repeat(19_000)}]`)).toMatch(/the limit/);
    expect(compilePython(many(9000, (i) => `if v${i}`)).diagnostics).toHaveLength(100);
  });
});

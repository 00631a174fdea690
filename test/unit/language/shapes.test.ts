/** The code that each construct becomes, as the machine relies on it. */
import { describe, expect, test } from 'vitest';
import { decode, disassemble, operandText } from '../../../src/language/disassemble.ts';
import type { Program } from '../../../src/language/program.ts';
import { compilePython } from '../../../src/language/python/compile.ts';
import { verify } from '../../../src/language/verify.ts';
import { fixtures } from './fixtures.ts';

function program(source: string): Program {
  const result = compilePython(source);
  if (!result.ok) throw new Error(result.diagnostics.map((d) => `${d.line}: ${d.message}`).join('\n'));
  expect(verify(result.program)).toEqual([]);
  return result.program;
}

/** Instructions of a function (or of the module), jumps relative to its first: `LOAD_CONST 1`, `JUMP to 3`. */
function code(source: string, name = '<module>'): string[] {
  const p = program(source);
  const f = p.functions.find((g) => g.name === name);
  if (f === undefined) throw new Error(`no function ${name}`);
  return Array.from({ length: f.end - f.entry }, (_, i) => {
    const ins = decode(p, f.entry + i);
    const text = operandText(p, ins).replace(/^to (\d+)$/, (_, target) => `to ${Number(target) - f.entry}`);
    return `${ins.info.name} ${text}`.trim();
  });
}

const END = ['LOAD_CONST None', 'RETURN'];

describe('statements', () => {
  test('assignment, augmented assignment, and a local sum', () => {
    expect(code('x = 1\nx += 2')).toEqual([
      'LOAD_CONST 1',
      'STORE_FIXED x',
      'LOAD_FIXED x',
      'LOAD_CONST 2',
      'BINARY +=',
      'STORE_FIXED x',
      ...END,
    ]);
  });

  test('two values are exchanged without a tuple, four are not', () => {
    expect(code('def f(a, b):\n a, b = b, a', 'f').slice(0, 5)).toEqual([
      'LOAD_LOCAL b',
      'LOAD_LOCAL a',
      'SWAP 2',
      'STORE_LOCAL a',
      'STORE_LOCAL b',
    ]);
    expect(code('def f(a, b):\n a, b, c, d = a, b, a, b', 'f')).toContain('UNPACK 4');
  });

  test('an item is found once and written back', () => {
    expect(code('def f(x, i):\n x[i] += 1', 'f')).toEqual([
      'LOAD_LOCAL x',
      'LOAD_LOCAL i',
      'COPY 2',
      'COPY 2',
      'LOAD_ITEM',
      'LOAD_CONST 1',
      'BINARY +=',
      'SWAP 3',
      'SWAP 2',
      'STORE_ITEM',
      ...END,
    ]);
    expect(code('def f(x):\n x.n += 1', 'f')).toEqual([
      'LOAD_LOCAL x',
      'COPY 1',
      'LOAD_ATTR n',
      'LOAD_CONST 1',
      'BINARY +=',
      'SWAP 2',
      'STORE_ATTR n',
      ...END,
    ]);
  });

  test('a loop over range needs no iterator object; break pops its three words', () => {
    expect(code('def f(n):\n for i in range(n):\n  if i: break\n else:\n  i = 0', 'f')).toEqual([
      'LOAD_LOCAL n',
      'RANGE_ITER 1',
      'FOR_RANGE to 11',
      'STORE_LOCAL i',
      'LOAD_LOCAL i',
      'JUMP_IF_FALSE to 10',
      'POP',
      'POP',
      'POP',
      'JUMP to 13',
      'JUMP_BACK to 2',
      'LOAD_CONST 0',
      'STORE_LOCAL i',
      ...END,
    ]);
  });

  test('a loop over anything else has one', () => {
    const listing = code('def f(xs):\n for x in xs:\n  break', 'f');
    expect(listing).toEqual([
      'LOAD_LOCAL xs',
      'GET_ITER',
      'FOR_ITER to 6',
      'STORE_LOCAL x',
      'POP',
      'JUMP to 6',
      ...END,
    ]);
    expect(code('def f(range):\n for x in range(3): pass', 'f')).toContain('GET_ITER');
  });

  test('while tests at the top, while True not at all', () => {
    expect(code('def f(n):\n while n: n -= 1', 'f')).toEqual([
      'LOAD_LOCAL n',
      'JUMP_IF_FALSE to 7',
      'LOAD_LOCAL n',
      'LOAD_CONST 1',
      'BINARY -=',
      'STORE_LOCAL n',
      'JUMP_BACK to 0',
      ...END,
    ]);
    expect(code('while True: pass')).toEqual(['JUMP_BACK to 0']);
  });

  test('assert raises AssertionError with its message', () => {
    expect(code('def f(x):\n assert x, "why"', 'f')).toEqual([
      'LOAD_LOCAL x',
      'JUMP_IF_TRUE to 6',
      'LOAD_BUILTIN AssertionError',
      "LOAD_CONST 'why'",
      'CALL 1',
      'RAISE 1',
      ...END,
    ]);
  });
});

describe('expressions', () => {
  test('a chain of comparisons evaluates its middle once', () => {
    expect(code('def f(a, b, c):\n return a < b < c', 'f')).toEqual([
      'LOAD_LOCAL a',
      'LOAD_LOCAL b',
      'SWAP 2',
      'COPY 2',
      'COMPARE <',
      'JUMP_IF_FALSE_OR_POP to 9',
      'LOAD_LOCAL c',
      'COMPARE <',
      'JUMP to 11',
      'SWAP 2',
      'POP',
      'RETURN',
    ]);
  });

  test('conditions jump without making booleans', () => {
    expect(code('def f(a, b, c):\n if not (a and b) or c: return 1', 'f')).toEqual([
      'LOAD_LOCAL a',
      'JUMP_IF_FALSE to 6',
      'LOAD_LOCAL b',
      'JUMP_IF_FALSE to 6',
      'LOAD_LOCAL c',
      'JUMP_IF_FALSE to 8',
      'LOAD_CONST 1',
      'RETURN',
      ...END,
    ]);
  });

  test('not binds more loosely than comparisons and more tightly than and', () => {
    expect(code('def f(a, b, c):\n return not a == b and c', 'f')).toEqual([
      'LOAD_LOCAL a',
      'LOAD_LOCAL b',
      'COMPARE ==',
      'UNARY not',
      'JUMP_IF_FALSE_OR_POP to 6',
      'LOAD_LOCAL c',
      'RETURN',
    ]);
  });

  test('calls: plain, by keyword, of a method, of a member of a module', () => {
    const listing = code('import threading\nx = []\nprint(1, 2)\nprint(1, end="")\nx.append(1)\nthreading.Lock()');
    expect(listing).toContain('CALL 2');
    expect(listing).toContain("CALL_KW 2 ('end',)");
    expect(listing).toContain('CALL_METHOD 1 append');
    expect(listing).toContain('LOAD_BUILTIN threading.Lock');
  });

  test('a module that is reassigned, or not yet imported, is looked up when it runs', () => {
    expect(code('import time\ntime = None\ntime.sleep(1)')).toContain('CALL_METHOD 1 sleep');
    expect(code('time.sleep(1)\nimport time')[0]).toBe('LOAD_FIXED time');
    expect(code('import time as t\nt.sleep(1)')).toContain('LOAD_BUILTIN time.sleep');
  });

  test('constants: negative numbers, tuples, adjacent strings', () => {
    expect(code('x = -1, (2.5, "a" "b")')[0]).toBe("LOAD_CONST (-1, (2.5, 'ab'))");
  });

  test('an f-string formats its parts and joins them', () => {
    expect(code("def f(a, w):\n return f'<{a!r:>{w}}|{a=}>'", 'f')).toEqual([
      "LOAD_CONST '<'",
      'LOAD_LOCAL a',
      "LOAD_CONST '>'",
      'LOAD_LOCAL w',
      'FORMAT none',
      'BUILD_STRING 2',
      'FORMAT !r with spec',
      "LOAD_CONST '|a='",
      'LOAD_LOCAL a',
      'FORMAT !r',
      "LOAD_CONST '>'",
      'BUILD_STRING 5',
      'RETURN',
    ]);
  });

  test('a long list does not fill the stack', () => {
    const p = program(`x = [${'y, '.repeat(500)}]`);
    expect(p.functions[0]?.stack).toBe(2);
  });
});

describe('comprehensions', () => {
  test('run inline, in local slots of their own', () => {
    expect(code('def f(xs):\n return [x for x in xs if x]', 'f')).toEqual([
      'BUILD_LIST 0',
      'LOAD_LOCAL xs',
      'GET_ITER',
      'FOR_ITER to 10',
      'STORE_LOCAL x',
      'LOAD_LOCAL x',
      'JUMP_IF_FALSE to 9',
      'LOAD_LOCAL x',
      'LIST_APPEND 2',
      'JUMP_BACK to 3',
      'RETURN',
    ]);
    const p = program('x = 1\nxs = [x for x in range(3)]');
    expect(p.functions[0]?.locals).toEqual(['x']);
    expect(p.globals.map((g) => g.name)).toEqual(['x', 'xs']);
  });

  test('any stops at the first true element and leaves nothing on the stack', () => {
    expect(code('def f(xs):\n return any(x for x in xs)', 'f')).toEqual([
      'LOAD_LOCAL xs',
      'GET_ITER',
      'FOR_ITER to 10',
      'STORE_LOCAL x',
      'LOAD_LOCAL x',
      'JUMP_IF_FALSE to 9',
      'POP',
      'LOAD_CONST True',
      'JUMP to 11',
      'JUMP_BACK to 2',
      'LOAD_CONST False',
      'RETURN',
    ]);
  });

  test('a captured variable gets a new cell each time the comprehension runs', () => {
    expect(code('fs = [lambda: i for i in range(3)]').slice(0, 4)).toEqual([
      'BUILD_LIST 0',
      'LOAD_CONST None',
      'STORE_LOCAL i',
      'MAKE_CELL i',
    ]);
  });
});

describe('functions and classes', () => {
  test('captured parameters and variables become cells first; free cells come last', () => {
    const source = 'def f(a, b):\n c = 1\n def g(d=2):\n  return a + c + d\n return g';
    expect(code(source, 'f').slice(0, 9)).toEqual([
      'MAKE_CELL a',
      'MAKE_CELL c',
      'LOAD_CONST 1',
      'STORE_CELL c',
      'LOAD_CONST (2,)',
      'LOAD_CLOSURE a',
      'LOAD_CLOSURE c',
      'BUILD_TUPLE 2',
      'MAKE_FUNCTION 3 g',
    ]);
    const g = program(source).functions.find((f) => f.name === 'g');
    expect(g).toMatchObject({ params: 1, defaults: 1, locals: ['d', 'a', 'c'], free: 2, rest: false, options: false });
  });

  test('rest and options take the slots behind the parameters', () => {
    const f = program('def f(a, b=1, *more, **named): x = 1').functions[1];
    expect(f).toMatchObject({ params: 2, defaults: 1, rest: true, options: true });
    expect(f?.locals).toEqual(['a', 'b', 'more', 'named', 'x']);
  });

  test('a class body fills a dict that becomes the class', () => {
    expect(code('class A(object):\n n = 1\n def m(self): pass')).toEqual([
      'LOAD_BUILTIN object',
      'BUILD_DICT 0',
      'STORE_LOCAL .A',
      'LOAD_CONST 1',
      'LOAD_LOCAL .A',
      "LOAD_CONST 'n'",
      'STORE_ITEM',
      'MAKE_FUNCTION 0 m',
      'LOAD_LOCAL .A',
      "LOAD_CONST 'm'",
      'STORE_ITEM',
      'LOAD_LOCAL .A',
      'MAKE_CLASS 1 A',
      'LOAD_CONST None',
      'STORE_LOCAL .A',
      'STORE_FIXED A',
      ...END,
    ]);
  });

  test('super() is super(Class, self)', () => {
    expect(code('class A(object):\n def m(this): super().m()', 'm').slice(0, 4)).toEqual([
      'LOAD_BUILTIN super',
      'LOAD_FIXED A',
      'LOAD_LOCAL this',
      'CALL 2',
    ]);
  });

  test('a private name carries its class', () => {
    expect(code('class _A:\n def m(self): return self.__x', 'm')).toContain('LOAD_ATTR _A__x');
  });
});

describe('exceptions', () => {
  test('with ends in both ways', () => {
    expect(code('def f(m):\n with m as x: x()', 'f')).toEqual([
      'LOAD_LOCAL m',
      'ENTER',
      'STORE_LOCAL x',
      'LOAD_LOCAL x',
      'CALL 0',
      'POP',
      'EXIT',
      'JUMP to 12',
      'EXIT_ERROR',
      'JUMP_IF_TRUE to 11',
      'RERAISE',
      'POP',
      ...END,
    ]);
    const p = program('def f(m):\n with m as x: x()');
    expect(p.handlers).toEqual([{ start: 6, end: 10, target: 12, depth: 1 }]);
  });

  test('return leaves a with, and the handler does not cover that', () => {
    const p = program('def f(m):\n for i in m:\n  with m: return i');
    expect(code('def f(m):\n for i in m:\n  with m: return i', 'f').slice(7, 13)).toEqual([
      'LOAD_LOCAL i',
      'SWAP 2',
      'EXIT',
      'SWAP 2',
      'POP',
      'RETURN',
    ]);
    const f = p.functions[1];
    expect(p.handlers.map((h) => [h.start - (f?.entry ?? 0), h.end - (f?.entry ?? 0), h.depth])).toEqual([[6, 8, 2]]);
  });

  test('except restores the exception that was handled before, whatever happens', () => {
    expect(code('def f():\n try: g()\n except KeyError as e: h()', 'f')).toEqual([
      'LOAD_FIXED g',
      'CALL 0',
      'POP',
      'JUMP to 17',
      'PUSH_HANDLED',
      'LOAD_BUILTIN KeyError',
      'MATCH_ERROR',
      'JUMP_IF_FALSE to 14',
      'STORE_LOCAL e',
      'LOAD_FIXED h',
      'CALL 0',
      'POP',
      'POP_HANDLED',
      'JUMP to 17',
      'SWAP 2',
      'POP_HANDLED',
      'RERAISE',
      ...END,
    ]);
    const p = program('def f():\n try: g()\n except KeyError as e: h()');
    expect(p.handlers.map((h) => [h.start - 4, h.end - 4, h.target - 4, h.depth])).toEqual([
      [0, 3, 4, 0],
      [5, 12, 14, 1],
    ]);
  });

  test('the inner handler comes before the outer one', () => {
    const p = program('try:\n try: x\n except A: y\nexcept B: z');
    for (const [i, h] of p.handlers.entries()) {
      const later = p.handlers.slice(i + 1).filter((k) => k.start < h.end && h.start < k.end);
      for (const k of later) expect(k.start <= h.start && h.end <= k.end).toBe(true);
    }
  });
});

describe('positions', () => {
  const places = (source: string): string[] => {
    const p = program(source);
    return Array.from(p.code, (_, pc) => {
      const { info } = decode(p, pc);
      return `${info.name} ${p.lines[pc]}:${p.columns[pc]}-${p.endColumns[pc]}`;
    });
  };

  test('cover what CPython highlights', () => {
    expect(places('total = price + 2 * n')).toEqual([
      'LOAD_FIXED 1:9-14',
      'LOAD_CONST 1:17-18',
      'LOAD_FIXED 1:21-22',
      'BINARY 1:17-22',
      'BINARY 1:9-22',
      'STORE_FIXED 1:1-6',
      'LOAD_CONST 1:22-22',
      'RETURN 1:22-22',
    ]);
  });

  test('end on their line, and count tabs and wide characters as the editor does', () => {
    expect(places('f(1,\n  2)')[3]).toBe('CALL 1:1-5');
    expect(places('é = "😀" + y').slice(0, 3)).toEqual(['LOAD_CONST 1:5-9', 'LOAD_FIXED 1:12-13', 'BINARY 1:5-13']);
  });

  test('the end of a function covers no text', () => {
    const p = program('def f():\n  x = 1');
    expect([p.lines.at(-1), p.columns.at(-1), p.endColumns.at(-1)]).toEqual([2, 8, 8]);
  });
});

describe('every recorded program', () => {
  for (const { name, source } of fixtures()) {
    test(`${name} is sound`, () => {
      expect(disassemble(program(source))).toMatch(/^<module>/);
    });
  }
});

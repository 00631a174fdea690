/** A source line in its real steps, as the page shows them. */
import { describe, expect, test } from 'vitest';
import { expandLine } from '../../../src/language/expand.ts';
import { compilePython } from '../../../src/language/python/compile.ts';

/** Steps of the line that contains the text; what another thread sees has a star. */
function steps(source: string, text: string): string[] {
  const result = compilePython(source);
  if (!result.ok) throw new Error(result.diagnostics.map((d) => d.message).join('\n'));
  const line = source.split('\n').findIndex((s) => s.includes(text)) + 1;
  return expandLine(result.program, line).map((s) => (s.visibility === 'visible' ? `${s.text} *` : s.text));
}

const COUNTER = `from threading import Thread

count = 0

def work():
    global count
    for _ in range(10):
        tmp = count
        count = tmp + 1

def quick():
    global count
    count += 1
    return count
`;

describe('expandLine', () => {
  test('shows the loads and stores in a line', () => {
    expect(steps(COUNTER, 'count += 1')).toEqual(['load count *', 'add 1', 'store count *']);
    expect(steps(COUNTER, 'tmp = count')).toEqual(['load count *', 'store tmp']);
    expect(steps(COUNTER, 'tmp + 1')).toEqual(['load tmp', 'add 1', 'store count *']);
    expect(steps(COUNTER, 'return')).toEqual(['load count *', 'return']);
    expect(steps(COUNTER, 'for _')).toEqual([
      'load 10',
      'begin range(10)',
      'next of range(10)',
      'store _',
      'back to range(10)',
    ]);
  });

  test('shows nothing for a line without code, and not the end that nobody wrote', () => {
    expect(steps(COUNTER, '    global')).toEqual([]);
    expect(steps('def f(x):\n    x.y = 1\n', 'x.y')).toEqual(['load 1', 'load x', 'store .y']);
  });

  test('names what is called', () => {
    const source = 'xs = []\ndef f(a):\n    xs.append(a(1).b(2))\n    print("(", a)\n';
    expect(steps(source, 'append')).toEqual([
      'load xs',
      'load a',
      'load 1',
      'call a',
      'load 2',
      'call a(1).b',
      'call xs.append',
    ]);
    expect(steps(source, 'print')).toEqual(['load print', "load '('", 'load a', 'call print']);
  });

  test('leaves out the way of an exception where there is a normal one', () => {
    const source =
      'def f(lock):\n    with lock:\n        pass\n    try:\n        f(1)\n    except KeyError:\n        f(2)\n    finally:\n        f(3)\n';
    expect(steps(source, 'with')).toEqual(['load lock', 'enter lock', 'leave lock']);
    expect(steps(source, 'except')).toEqual([
      'load KeyError',
      'is it a KeyError',
      'decide by KeyError',
      'done with the exception',
    ]);
    expect(steps(source, 'f(3)')).toEqual(['load f', 'load 3', 'call f']);
  });

  test('hides the dict behind a class', () => {
    const source = 'class A:\n    n = 1\n    def m(self): pass\n';
    expect(steps(source, 'class')).toEqual(['make the class A', 'store A']);
    expect(steps(source, 'n = 1')).toEqual(['load 1', 'store n']);
    expect(steps(source, 'def m')).toEqual(['make the function m', 'store m']);
  });
});

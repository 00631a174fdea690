/** How threads see each global: what another thread can never notice is no step. */
import { describe, expect, test } from 'vitest';
import { compilePython } from '../../../src/language/python/compile.ts';

function kinds(source: string): Record<string, string> {
  const result = compilePython(source);
  if (!result.ok) throw new Error(result.diagnostics.map((d) => d.message).join('\n'));
  return Object.fromEntries(result.program.globals.map((g) => [g.name, g.kind]));
}

const THREADS = 'from threading import Thread\n';

describe('a global is', () => {
  test('confined when only module-level code touches it, comprehensions and class bodies included', () => {
    const source = `${THREADS}def work(): pass\nt = Thread(target=work)\nt.start()\nn = 1\nxs = [n for _ in range(n)]\nclass A:\n  m = n\n`;
    expect(kinds(source)).toMatchObject({ n: 'confined', xs: 'confined', t: 'confined', A: 'confined' });
  });

  test('fixed when every store comes before the first thread', () => {
    const source = `${THREADS}size = 3\nlock = []\ndef helper(): return size\ndef work(): helper(); lock\nThread(target=work).start()\n`;
    expect(kinds(source)).toMatchObject({ size: 'fixed', lock: 'fixed', helper: 'fixed', work: 'confined' });
  });

  test('shared when a function stores it', () => {
    const source = `${THREADS}count = 0\ndef work():\n  global count\n  count += 1\nThread(target=work).start()\n`;
    expect(kinds(source).count).toBe('shared');
  });

  test('shared when a store comes after a thread may have started', () => {
    const source = `${THREADS}flag = False\ndef work(): flag\nt = Thread(target=work)\nt.start()\nflag = True\n`;
    expect(kinds(source).flag).toBe('shared');
  });

  test('shared when the store stands in a loop that starts threads', () => {
    const loop = (body: string): string => `${THREADS}x = 0\ndef work(): x\nfor i in range(2):\n  ${body}\n`;
    expect(kinds(loop('x = i; Thread(target=work).start()')).x).toBe('shared');
    expect(kinds(loop('x = i')).x).toBe('fixed');
    expect(kinds(`${loop('x = i')}Thread(target=work).start()\n`).x).toBe('fixed');
  });

  test('fixed when nothing defines it', () => {
    expect(kinds('def f(): return missing\n')).toEqual({ f: 'confined', missing: 'fixed' });
  });
});

describe('a statement may start a thread', () => {
  const kindAfter = (statement: string): string | undefined =>
    kinds(
      `${THREADS}import time\nx = 0\ndef work(): x\ndef go(): Thread(target=work).start()\ndef calm(f): return len(f)\nt = Thread(target=work)\n${statement}\nx = 1\n`,
    ).x;

  test('when it calls start, or a function that does, however deep', () => {
    expect(kindAfter('t.start()')).toBe('shared');
    expect(kindAfter('go()')).toBe('shared');
    expect(kindAfter('def deep(): return [go() for _ in range(3)]\ndeep()')).toBe('shared');
    expect(kindAfter('class A:\n  def __init__(self): go()\nA()')).toBe('shared');
    expect(kindAfter('class A:\n  def m(self): go()\na = A()\na.m()')).toBe('shared');
  });

  test('when it calls something unknown', () => {
    expect(kindAfter('def run(f): f()\nrun(go)')).toBe('shared');
    expect(kindAfter('fs = [go]\nfs[0]()')).toBe('shared');
    expect(kindAfter('(lambda: go())()')).toBe('shared');
    expect(kindAfter('sorted([1], key=go)')).toBe('shared');
    expect(kindAfter('if x:\n  t.start()')).toBe('shared');
    expect(kindAfter('try:\n  pass\nfinally:\n  t.start()')).toBe('shared');
  });

  test('but not when it calls builtins, types of modules or harmless functions and methods', () => {
    expect(kindAfter('print(len([1]), sorted([2]))')).toBe('fixed');
    expect(kindAfter('u = Thread(target=go)')).toBe('fixed');
    expect(kindAfter('time.sleep(1)')).toBe('fixed');
    expect(kindAfter('calm([1])')).toBe('fixed');
    expect(kindAfter('xs = []\nxs.append(1)')).toBe('fixed');
    expect(kindAfter('def never(): t.start()')).toBe('fixed');
    expect(kindAfter('class A:\n  def m(self): return 1\na = A()\na.m()')).toBe('fixed');
  });
});

describe('startsThreads', () => {
  const starts = (source: string): boolean => {
    const result = compilePython(source);
    return result.ok && result.program.startsThreads;
  };

  test('is true where Thread is mentioned', () => {
    expect(starts('from threading import Thread')).toBe(true);
    expect(starts('import threading\ndef f(): return threading.Thread(target=f)')).toBe(true);
    expect(starts('from threading import Thread as T\nclass W(T): pass')).toBe(true);
  });

  test('is false where it is not', () => {
    expect(starts('from threading import Lock\nx = Lock()')).toBe(false);
    expect(starts('Thread = 1')).toBe(false);
  });
});

describe('a global with a builtin’s name', () => {
  test('means the builtin until it is assigned', () => {
    const result = compilePython('print(sum([1]))\nsum = 2\n');
    expect(result.ok && result.program.globals.map((g) => g.name)).toEqual(['sum']);
  });
});

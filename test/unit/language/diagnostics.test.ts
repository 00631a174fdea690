/** What is wrong, where, and what to write instead: one sentence for one mistake. */
import { describe, expect, test } from 'vitest';
import { compilePython } from '../../../src/language/python/compile.ts';

/** `line:column–endLine:endColumn message → suggestion` for each diagnostic. */
function diagnostics(source: string): string[] {
  return compilePython(source).diagnostics.map((d) => {
    const at = `${d.line}:${d.column}–${d.endLine === d.line ? '' : `${d.endLine}:`}${d.endColumn}`;
    return `${d.severity === 'warning' ? 'warning ' : ''}${at} ${d.message}${d.suggestion && ` → ${d.suggestion}`}`;
  });
}

/** Source, and what is said about it. */
type Row = readonly [source: string, ...said: string[]];

const table = (title: string, rows: readonly Row[]): void => {
  describe(title, () => {
    for (const [source, ...said] of rows) {
      test(source.replaceAll('\n', ' ⏎ '), () => expect(diagnostics(source)).toEqual(said));
    }
  });
};

table('slips of the hand', [
  ['if x\n  pass', '1:4–5 A colon is missing at the end of this line. → Write : there.'],
  ['if x print(1)', '1:6–11 A colon is missing before `print`. → Write : there.'],
  ['while x then\n  pass', '1:9–13 A colon belongs here, not `then`. → Write : there.'],
  ['print(1', '1:6–7 This `(` is never closed. → Close it with ).'],
  ['x = [1,\ndef f(): pass', '1:5–6 This `[` is never closed. → Close it with ].'],
  ['x = (1]', '1:7–8 This `]` does not fit the `(` in line 1. → Close `(` first.'],
  ['x = 1)', '1:6–7 This `)` closes nothing. → Leave it out.'],
  ['x = "abc\ny = 1', '1:5–9 This string is never closed. → End it with ".'],
  ['x = """abc\ny', '1:5–8 This string is never closed. → End it with """.'],
  ['x = [1 2]', '1:6–9 Between `1` and `2` something is missing. → A comma, an operator, or a new line.'],
  ['x = 2y', '1:5–7 A name cannot begin with a digit. → Begin it with a letter or _.'],
  ['x = 0b2', '1:5–8 `0b2` is not a number.'],
  ['x = 007', '1:5–8 An integer does not start with 0: write 7, or 0o7 in octal.'],
  ['x =', '1:3–4 Something is missing after `=`. → Write what belongs there.'],
  ['x = 1 if y', '1:7–9 A conditional expression needs an `else`. → Write a if condition else b.'],
  ['class = 3', '1:1–6 `class` is a word of the language and cannot be a name. → Write class_.'],
  ['x.class', '1:3–8 `class` is a word of the language and cannot be a name. → Write class_.'],
  ['def f:\n  pass', '1:5–6 A function needs brackets after its name, even without parameters. → Write def f():'],
  ['import a from b', '1:1–7 This import is the wrong way round. → Write from module import name.'],
  ['f(a for a in b, 1)', '1:3–18 A generator must be the only argument. → Write a list for it: [… for … in …].'],
  ['x = f"{}"', '1:5–10 The braces of an f-string need an expression. → Write {{ for the character {.'],
  ['x = f"{a b}"', '1:5–13 The braces of this f-string hold no complete expression. → Write {{ for the character {.'],
  ['x = f"}"', '1:7–8 A single `}` cannot stand in an f-string. → Write }} for the character }.'],
  ['x = "\\x4"', '1:6–8 After `\\x` two hexadecimal digits must follow. → Write \\\\ for a backslash.'],
  ['x = 1 \\ 2', '1:7–8 A backslash can only stand at the very end of a line. → Leave it out, or end the line here.'],
  ['x = “a”', '1:5–6 `“` is not the character that Python expects. → Write "'],
  ['x\u00a0= 1', '1:2–3 There is an invisible character here (U+00A0). → Delete it, or put a space.'],
]);

table('indentation', [
  [
    'x = 1\n  y = 2',
    '2:3–4 This line is indented, but nothing before it begins a block. → Remove the spaces in front.',
  ],
  [
    'if x:\ny = 1',
    '2:1–2 After `if` in line 1 an indented block must follow. → Indent what belongs to it by four spaces, or write pass.',
  ],
  [
    'while x:',
    '1:8–9 After `while` in line 1 an indented block must follow. → Indent what belongs to it by four spaces, or write pass.',
  ],
  [
    'if x:\n    y\n  z',
    '3:3–4 This indentation fits no block around it. → Indent it as far as the lines it belongs to.',
  ],
  [
    'if x:\n\ty\n        z',
    '3:9–10 This indentation mixes tabs and spaces so that its depth is not clear. → Indent with four spaces everywhere.',
  ],
  [
    'else:\n  x',
    '1:1–5 This `else` has no match: an `if`, a loop or a `try` with the same indentation must come before it.',
  ],
  [
    'try:\n  x\ny',
    '1:1–4 This `try` has neither `except` nor `finally`. → Add except Exception as e: with what to do.',
  ],
]);

table('habits from other languages', [
  ['print "a", b', '1:1–13 `print` is a function and needs brackets. → Write print("a", b).'],
  ['if x = 1:\n  pass', '1:6–7 `=` assigns; it does not compare. → Write ==.'],
  ['x++', '1:2–4 Python has no `++`. → Write += 1.'],
  ['if a && b: pass', '1:6–8 Python has no `&&`. → Write and.'],
  ['if a || b: pass', '1:6–8 Python has no `||`. → Write or.'],
  ['if !a: pass', '1:4–5 Python has no `!`. → Write not.'],
  ['x = a === b', '1:7–10 Python has no `===`. → Write ==, or is for the same object.'],
  ['x = a <> b', '1:7–9 Python has no `<>`. → Write !=.'],
  ['x = a ? b : c', '1:7–8 Python has no `?`. → Write a if condition else b.'],
  ['if a:\n  x\nelse if b:\n  y\nelse:\n  z', '3:1–8 Python has no `else if`. → Write elif.'],
  ['if a:\n  x\nelse b:\n  y', '3:6–7 `else` takes no condition. → Write elif condition:, or else: alone.'],
  ['for i = 0; i < 9; i++:\n  pass', '1:1–6 `for` goes through the items of something. → Write for i in range(10):'],
  ['if (x) {\n  y = 1\n}', '1:8–9 Python has no braces around blocks. → Write a colon, and indent what belongs to it.'],
  [
    'function f() {\n  return 1;\n}\nx = 1',
    '1:14–15 Python has no braces around blocks. → Write a colon, and indent what belongs to it.',
  ],
  ['let x = 3', '1:1–4 Python declares no variables. → Write name = value.'],
  ['$x = 3', '1:1–2 A name in Python does not begin with `$`. → Leave it out.'],
  [
    'except A, B:\n  pass'.replace(/^/, 'try:\n  x\n'),
    '3:9–10 Several exception types need brackets. → Write except (A, B):, or except A as b:.',
  ],
]);

table('what this subset has not', [
  ['yield 1', '1:1–8 This subset has no `yield`. → Build a list and return it.'],
  ['async def f(): pass', '1:1–6 This subset has no `async`. → Use threads.'],
  ['await x', '1:1–8 This subset has no `await`. → Use threads: threading.Thread.'],
  ['match x:\n  case 1:\n    pass', '1:1–6 This subset has no `match`. → Write if, elif and else.'],
  ['@wrap\ndef f(): pass', '1:1–6 This subset has no decorators (`@wrap`). → Call the wrapper: f = wrapper(f).'],
  ['x = 1\ndel x', '2:5–6 This subset cannot delete a name. → Set it to None: x = None.'],
  ['x = (i for i in [])', '1:5–20 This subset has no generators. → Write a list: [… for … in …].'],
  ['x = 3j', '1:5–7 This subset has no complex numbers. → Use two numbers.'],
  ['eval("1")', '1:1–5 This subset has no builtin `eval`. → Write the expression itself.'],
  ['x = input()', '1:5–10 This subset has no builtin `input`. → Assign the value in the program: name = "Ada".'],
  [
    'class A(metaclass=B): pass',
    '1:9–20 This subset has no metaclasses and no keywords in a class header. → Leave it out.',
  ],
  ['def f(a, /): pass', '1:10–11 This subset has no positional-only parameters. → Leave out the `/`.'],
  ['with (a as b): pass', '1:6–7 This subset has no brackets around what `with` enters. → Write with a as b, c as d:'],
  ['x = ...', '1:5–8 This subset has no `...` as a value. → Use None.'],
]);

describe('modules', () => {
  test('one that is missing is named, with those that there are', () => {
    expect(diagnostics('import requestz')[0]).toMatch(
      /^1:8–16 This subset has no module `requestz`\. → It has: threading, time/,
    );
    expect(diagnostics('from .a import b')[0]).toMatch(/^1:6–8 A program is one file here/);
  });

  test('a member that is missing is named, with those that there are', () => {
    const said = /In this subset the module `threading` has no `Treads`\. → It has: Thread, Lock/;
    expect(diagnostics('from threading import Treads')[0]).toMatch(said);
    expect(diagnostics('import threading as t\nt.Treads()')[0]).toMatch(said);
  });

  test('everything cannot be imported at once', () => {
    expect(diagnostics('from threading import *')[0]).toMatch(/cannot import everything/);
  });

  test('annotations need typing and __future__, which mean nothing', () => {
    expect(diagnostics('from __future__ import annotations\nfrom typing import List\nx: List[int] = []')).toEqual([]);
  });
});

table('what CPython refuses when it compiles', [
  ['return 1', '1:1–9 `return` stands outside a function. → Use it only inside def.'],
  ['break', '1:1–6 `break` stands outside a loop. → Use it only inside for or while.'],
  ['for x in []:\n  def f(): continue', '2:12–20 `continue` stands outside a loop. → Use it only inside for or while.'],
  ['for x in []:\n  class A: break', '2:12–17 `break` stands outside a loop. → Use it only inside for or while.'],
  ['5 = x', '1:1–2 Nothing can be assigned to a literal. → Did you mean ==?'],
  ['f() = 1', '1:1–4 Nothing can be assigned to the result of a call. → Put a name there.'],
  ['a + 1 += 2', '1:1–6 Nothing can be assigned to an expression. → Put a name there.'],
  ['x = [1 for "a" in []]', '1:12–15 Nothing can be assigned to a literal. → Did you mean ==?'],
  ['def f(a, a): pass', '1:10–11 The parameter `a` is there twice. → Give each parameter its own name.'],
  [
    'def f(a=1, b): pass',
    '1:12–13 A parameter without a default follows one with a default. → Put parameters with a default last.',
  ],
  ['f(a=1, 2)', '1:8–9 A positional argument follows a keyword argument. → Put keyword arguments last.'],
  ['f(a=1, a=2)', '1:8–9 The keyword argument `a` is repeated.'],
  [
    'def f():\n  print(q)\n  global q',
    '3:10–11 `q` is used before it is declared global. → Move it to the top of the function.',
  ],
  ['def f(q):\n  global q', '2:10–11 `q` is a parameter and global at once. → Rename the parameter.'],
  ['def f():\n  nonlocal q', '2:12–13 No function around this one has a variable `q`. → Write global instead.'],
  ['nonlocal q', '1:10–11 `nonlocal` cannot stand outside a function. → Leave it out.'],
  [
    'x = [(i := 1) for i in []]',
    '1:7–8 `i` is the variable of this comprehension and cannot be assigned with `:=`. → Choose another name.',
  ],
  ['try: pass\nexcept: pass\nexcept A: pass', '2:1–7 An `except:` for everything must be the last one.'],
  ['x = 1.real', '1:5–11 After this number the dot is a decimal point. → Put brackets round the number.'],
  ['x = b"é"', '1:5–9 Bytes can only contain ASCII characters. → Write others as \\x and two hexadecimal digits.'],
  ['x = "a" b"b"', '1:9–13 Bytes and text cannot be joined. → Give both the prefix b, or neither.'],
  ['assert 1,', '1:9–10 Nothing follows this comma. → Leave it out.'],
]);

table('warnings leave the program as it is', [
  ['global x\nx = 1', 'warning 1:8–9 `global` has no effect outside a function. → Leave it out.'],
  [
    'assert (x := 1, "always")',
    'warning 1:8–26 This assertion is always true: it tests a tuple. → Leave out the brackets: assert condition, message.',
  ],
  ['x = true', 'warning 1:5–9 Nothing defines `true`: reaching this raises NameError. → Did you mean True?'],
  [
    'count = 1\nprint(conut)',
    'warning 2:7–12 Nothing defines `conut`: reaching this raises NameError. → Did you mean count?',
  ],
  [
    'from threading import Thread\nthreading.Lock()',
    'warning 2:1–10 Nothing defines `threading`: reaching this raises NameError. → Check the spelling, or assign it first.',
  ],
]);

describe('several mistakes', () => {
  test('are all reported, in the order of the lines, each once', () => {
    const source = 'def f()\n    x = [1 2]\n    yield x\nif y = 1:\n    print "a"\nimport nope\n';
    expect(diagnostics(source).map((d) => d.replace(/ .*/, ''))).toEqual([
      '1:7–8',
      '2:10–13',
      '3:5–12',
      '4:6–7',
      '5:5–14',
      '6:8–12',
    ]);
  });

  test('an error hides the warnings, which are mostly its echo', () => {
    expect(diagnostics('a, *b = c\nprint(b)')).toHaveLength(1);
  });

  test('a program without mistakes has none', () => {
    expect(diagnostics('')).toEqual([]);
    expect(diagnostics('# nothing\n\n')).toEqual([]);
    expect(diagnostics('def f(): ...\n"""doc"""\r\nx: int\r\nprint(f)')).toEqual([]);
  });
});

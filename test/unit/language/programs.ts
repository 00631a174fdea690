import fc from 'fast-check';

/** Random programs of the subset that must compile: every statement and expression, nested in every other. */
const names = fc.constantFrom('a', 'b', 'c', 'xs', 'n');
const literals = fc.constantFrom(
  '0',
  '1',
  '-7',
  '2.5',
  "'s'",
  'None',
  'True',
  '10 ** 20',
  'b"z"',
  '""',
  "f'{a!r:>{n}}'",
  '(1, 2)',
);

const { expression } = fc.letrec<{ expression: string; small: string }>((tie) => {
  const e = tie('small');
  const pair = fc.tuple(e, e);
  const triple = fc.tuple(e, e, e);
  return {
    small: fc.oneof({ maxDepth: 3, depthSize: 'small' }, literals, names, tie('expression')),
    expression: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      names,
      literals,
      fc
        .tuple(e, fc.constantFrom('+', '-', '*', '//', '%', '**', '<<', '&', '|', '^', '/'), e)
        .map((p) => `(${p.join(' ')})`),
      fc
        .tuple(e, fc.constantFrom('<', '==', 'is', 'is not', 'in', 'not in', '!='), e, e)
        .map(([x, op, y, z]) => `(${x} ${op} ${y} <= ${z})`),
      pair.map(([x, y]) => `(${x} and not ${y} or ${x})`),
      triple.map(([x, y, z]) => `(${x} if ${y} else ${z})`),
      triple.map(([x, y, z]) => `[${x}, ${y}, ${z}]`),
      pair.map(([x, y]) => `{${x}: ${y}}`),
      pair.map(([x, y]) => `{${x}, ${y}}`),
      triple.map(([x, y, z]) => `[${x} for c in ${y} if ${z}]`),
      triple.map(([x, y, z]) => `{${x}: a for a in ${y} for b, c in ${z}}`),
      pair.map(([x, y]) => `any(${x} for n in ${y} for a in range(3))`),
      pair.map(([x, y]) => `sum(${x} for n in range(${y}, 5) if n)`),
      pair.map(([x, y]) => `[lambda: (c, ${x}) for c in ${y}]`),
      triple.map(([x, y, z]) => `f(${x}, ${y}, k=${z})`),
      pair.map(([x, y]) => `a.m(${x}, ${y})`),
      pair.map(([x, y]) => `${/^[a-z]/.test(x) ? x : 'a'}[${y}]`),
      triple.map(([x, y, z]) => `xs[${x}:${y}:${z}]`),
      e.map((x) => `(lambda a, n=${x}: (a, b, ${x}))`),
    ),
  };
});

const simple = fc.oneof(
  fc.tuple(names, expression).map(([n, e]) => `${n} = ${e}`),
  fc.tuple(expression, expression).map(([x, y]) => `a, (b, xs[0]) = ${x}, ${y}`),
  fc.tuple(names, fc.constantFrom('+', '-', '*', '//', '**', '>>'), expression).map(([n, op, e]) => `${n} ${op}= ${e}`),
  fc.tuple(expression, expression).map(([i, e]) => `xs[${i}] += ${e}`),
  expression.map((e) => `a.b.c -= ${e}`),
  expression.map((e) => `a.b = xs[1:] = ${e}`),
  expression.map((e) => `print(${e})`),
  expression.map((e) => `print(w := ${e})`),
  expression.map((e) => `assert ${e}, 'why'`),
  expression.map((e) => `del xs[${e}]`),
  fc.constantFrom('pass', 'raise', 'raise ValueError from None', '"text"', 'n: int', 'import time', 'x = y = z = 0'),
);

type Context = { readonly loop: boolean; readonly function: boolean };
const indent = (text: string): string => text.replace(/^/gm, '    ');

function block(depth: number, where: Context): fc.Arbitrary<string> {
  return fc.array(statement(depth, where), { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));
}

function statement(depth: number, where: Context): fc.Arbitrary<string> {
  const jumps = [...(where.loop ? ['break', 'continue'] : []), ...(where.function ? ['return', 'return n, a'] : [])];
  const leaf = jumps.length > 0 ? fc.oneof({ weight: 4, arbitrary: simple }, fc.constantFrom(...jumps)) : simple;
  if (depth === 0) return leaf;
  const inner = block(depth - 1, where).map(indent);
  const loop = block(depth - 1, { ...where, loop: true }).map(indent);
  const body = block(depth - 1, { loop: false, function: true }).map(indent);
  // A class body has neither.
  const members = block(depth - 1, { loop: false, function: false }).map(indent);
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    fc.tuple(expression, inner, inner, inner).map(([e, x, y, z]) => `if ${e}:\n${x}\nelif a:\n${y}\nelse:\n${z}`),
    fc.tuple(expression, loop, inner).map(([e, x, y]) => `while ${e}:\n${x}\nelse:\n${y}`),
    loop.map((x) => `while True:\n${x}`),
    fc.tuple(expression, loop, inner).map(([e, x, y]) => `for a, b in ${e}:\n${x}\nelse:\n${y}`),
    fc.tuple(expression, loop).map(([e, x]) => `for n in range(${e}):\n${x}`),
    fc.tuple(expression, inner).map(([e, x]) => `with ${e} as c, xs:\n${x}`),
    fc.tuple(inner, inner, inner).map(([x, y, z]) => `try:\n${x}\nfinally:\n${y}\n${z.replace(/^ {4}/gm, '')}`),
    fc.tuple(inner, inner, inner, inner).map(([x, y, z, w]) => {
      return `try:\n${x}\nexcept (KeyError, a) as c:\n${y}\nexcept:\n${z}\nelse:\n${w}`;
    }),
    fc.tuple(inner, inner, inner).map(([x, y, z]) => `try:\n${x}\nexcept ValueError:\n${y}\nfinally:\n${z}`),
    fc.tuple(expression, body).map(([e, x]) => `def f(a, n=${e}, *more, **named):\n${x}`),
    body.map(
      (x) =>
        `def f():\n    c = 0\n    def g():\n        nonlocal c\n        c += 1\n    def h():\n        global n\n        n = c\n${x}`,
    ),
    members.map((x) => `class A(b):\n${x}\n    def m(self):\n        super().m()\n        return self.__secret`),
  );
}

export const programs: fc.Arbitrary<string> = fc
  .array(statement(2, { loop: false, function: false }), { minLength: 1, maxLength: 3 })
  .map((lines) => `${lines.join('\n')}\n`);

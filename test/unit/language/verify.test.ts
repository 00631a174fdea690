/** The verifier notices code that the machine must not run. */
import { describe, expect, test } from 'vitest';
import { encode, encodePair, OP } from '../../../src/language/bytecode.ts';
import type { Program } from '../../../src/language/program.ts';
import { compilePython } from '../../../src/language/python/compile.ts';
import { verify } from '../../../src/language/verify.ts';

const op = (name: string): number => OP[name] ?? -1;

function program(): Program {
  const result = compilePython(
    'def f(x):\n    try:\n        return x + 1\n    except KeyError:\n        return f(x)\n',
  );
  if (!result.ok) throw new Error('does not compile');
  return result.program;
}

/** The program with one instruction of its code replaced. */
function broken(pc: number, word: number): string[] {
  const p = program();
  const code = Int32Array.from(p.code);
  code[pc] = word;
  return verify({ ...p, code });
}

describe('verify', () => {
  test('finds nothing in what the compiler made', () => {
    expect(verify(program())).toEqual([]);
  });

  test('finds operands out of range', () => {
    expect(broken(0, encode(op('LOAD_CONST'), 99))).toContain('0: LOAD_CONST 99 is out of range');
    expect(broken(0, encodePair(op('MAKE_FUNCTION'), 0, 7))).toContain('0: there is no function 7');
    expect(broken(0, 0xfe)).toContain('0: there is no operation 254');
  });

  test('finds jumps out of the function', () => {
    expect(broken(4, encode(op('JUMP'), 0))).toContain('4: jumps out of f to 0');
  });

  test('finds a stack that is too low, and heights that differ', () => {
    expect(broken(4, op('NOP')).join('\n')).toMatch(/BINARY needs 2 words, has 1/);
    expect(broken(1, op('NOP')).join('\n')).not.toBe('');
  });

  test('finds handlers and functions that lie wrong', () => {
    const p = program();
    expect(verify({ ...p, handlers: [{ start: 0, end: 9, target: 3, depth: 0 }] }).join('\n')).toMatch(
      /is not inside one function/,
    );
    expect(verify({ ...p, functions: p.functions.slice(1) }).join('\n')).toMatch(/function 0 lies at/);
    expect(verify({ ...p, lines: p.lines.subarray(1) }).join('\n')).toMatch(/positions for/);
  });
});

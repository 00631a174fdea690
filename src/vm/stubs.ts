import { encodePair, OP } from '../language/bytecode.ts';
import type { FunctionInfo, Program } from '../language/program.ts';

/** A thread's target that is no function of the program (`time.sleep`, `queue.put`) may have so many arguments. */
export const MOST_ARGUMENTS = 8;
const WORDS = 2;

/**
 * The program with a few instructions more: for a thread whose target is a builtin, a call with so many arguments, and
 * the end. So such a thread takes steps like the others.
 */
export function withStubs(program: Program): Program {
  const entry = program.code.length;
  const stubs: number[] = [];
  for (let n = 0; n <= MOST_ARGUMENTS; n++) stubs.push(encodePair(OP.CALL ?? 0, n, 0), OP.RETURN ?? 0);
  const stub: FunctionInfo = {
    name: '<thread>',
    entry,
    end: entry + stubs.length,
    line: 0,
    params: 0,
    defaults: 0,
    rest: false,
    options: false,
    locals: [],
    free: 0,
    stack: MOST_ARGUMENTS + 1,
  };
  const code = new Int32Array(entry + stubs.length);
  code.set(program.code);
  code.set(stubs, entry);
  return { ...program, code, functions: [...program.functions, stub] };
}

/** Where a thread begins that calls a value with n arguments. */
export const stubEntry = (program: Program, n: number): number =>
  program.code.length - (MOST_ARGUMENTS + 1 - n) * WORDS;

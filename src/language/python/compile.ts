import { createFunctionAssembler, link } from '../assembler.ts';
import type { CompileResult, Constant, Program } from '../program.ts';
import type { Stmt } from './ast.ts';
import { at, type Compiler, constantKey, emit, inFunction, pool, TooLarge } from './code/compiler.ts';
import { expression } from './code/expressions.ts';
import { endOfBody } from './code/functions.ts';
import { plainBuiltin } from './code/names.ts';
import { statements } from './code/statements.ts';
import { createReport, type Report } from './report.ts';
import { analyse } from './scope/analyse.ts';
import { createGlobals } from './scope/globals.ts';
import type { Scopes } from './scope/scope.ts';
import { startsThreads } from './scope/starts.ts';
import { readProgram } from './syntax/read.ts';

/** Begins the message that no program should ever get. */
export const FAILED = 'The compiler failed';

/** Longest source that is compiled, in characters. */
export const MAX_SOURCE = 100_000;

/**
 * Compiles a program of the Python subset. It never throws: what cannot be compiled comes back as diagnostics,
 * sorted by position, each with what to write instead.
 */
export function compilePython(source: string, file = 'program.py'): CompileResult {
  // Python reads every line break as \n.
  const text = source.replace(/\r\n?/g, '\n');
  const report = createReport(text);
  if (text.length > MAX_SOURCE) {
    const limit = MAX_SOURCE.toLocaleString('en');
    report.syntax(
      { from: 0, to: 0 },
      `The program is longer than ${limit} characters, which is the limit.`,
      'Make it shorter.',
    );
    return { ok: false, diagnostics: report.sorted() };
  }
  let program: Program | null = null;
  try {
    const body = readProgram(text, report);
    if (report.syntaxErrors === 0) program = generate(body, report, file);
  } catch (error) {
    // A limit has been reported. Anything else is a mistake in here, and still no reason to throw at a reader.
    if (!(error instanceof TooLarge)) report.error({ from: 0, to: 0 }, `${FAILED}: ${error}.`, 'Please report it.');
  }
  const diagnostics = report.sorted();
  if (program === null || report.errors > 0) return { ok: false, diagnostics };
  return { ok: true, program, diagnostics };
}

function generate(body: readonly Stmt[], report: Report, file: string): Program | null {
  const scopes = analyse(body, report);
  const threads = startsThreads(body);
  const globals = createGlobals(scopes, body, threads, report.lines);
  const constants: Constant[] = [];
  const names: string[] = [];
  const c: Compiler = {
    report,
    scopes,
    globals,
    constants,
    names,
    emitted: 0,
    units: [],
    // Replaced as soon as the module begins.
    unit: { index: -1, code: createFunctionAssembler(), blocks: [] },
    scope: scopes.module,
    expression: (e) => expression(c, e),
    statements: (block) => statements(c, block),
    constant: pool({ report }, constants, constantKey, 'constants'),
    name: pool({ report }, names, (name) => name, 'names'),
  };
  moduleFunction(c, scopes, body);
  if (report.errors > 0) return null;
  const linked = link(c.units);
  return { file, source: report.source, ...linked, constants, names, globals: globals.list, startsThreads: threads };
}

function moduleFunction(c: Compiler, scopes: Scopes, body: readonly Stmt[]): void {
  const { module } = scopes;
  const none = { params: 0, defaults: 0, rest: false, options: false, free: 0 };
  inFunction(c, module, { name: '<module>', line: 1, ...none, locals: module.locals }, () => {
    shadowedBuiltins(c, scopes);
    c.statements(body);
    endOfBody(c, body, { from: 0, to: 0 });
  });
}

/** A global with a builtin's name means the builtin until it is assigned; where that can matter, it starts so. */
function shadowedBuiltins(c: Compiler, scopes: Scopes): void {
  for (const binding of scopes.module.bindings.values()) {
    const id = plainBuiltin(binding.name);
    const first = binding.sources[0];
    if (id < 0 || first === undefined) continue;
    const early = scopes.uses.some((u) => u.name === binding.name && u.at.from < first.at.from);
    if (!early) continue;
    const index = c.globals.index(binding.name, first.at);
    at(c, first.at);
    emit(c, 'LOAD_BUILTIN', id);
    emit(c, c.globals.kind(index) === 'shared' ? 'STORE_GLOBAL' : 'STORE_FIXED', index);
  }
}

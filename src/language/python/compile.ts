import { createFunctionAssembler, type FunctionHead, link } from '../assembler.ts';
import type { CompileResult, Constant, Program } from '../program.ts';
import type { Stmt } from './ast.ts';
import { at, type Compiler, constantKey, emit, emitPair, inFunction, pool, TooLarge } from './code/compiler.ts';
import { withExits } from './code/exits.ts';
import { expression } from './code/expressions.ts';
import { endOfBody } from './code/functions.ts';
import { lazyNames } from './code/lazy.ts';
import { plainBuiltin } from './code/names.ts';
import { statements } from './code/statements.ts';
import { checkReport, type LoadedModule, loadLibrary } from './library.ts';
import { createReport, type Report } from './report.ts';
import { analyse } from './scope/analyse.ts';
import { createGlobals, createLibraryGlobals, type Globals } from './scope/globals.ts';
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
  const library = loadLibrary(body, scopes);
  const threads = [body, ...library.map((m) => m.body)].some(startsThreads);
  const globals = createGlobals(scopes, body, threads, report.lines);
  const modules = library.map((m) => ({
    ...m,
    globals: createLibraryGlobals(globals.list, m.library.module, m.scopes),
  }));
  const members = modules.flatMap(({ library: { module, names }, globals }) =>
    names.map((name): [string, number] => [`${module}.${name}`, globals.index(name, NOWHERE)]),
  );
  const constants: Constant[] = [];
  const names: string[] = [];
  const c: Compiler = {
    report,
    scopes,
    globals,
    library: '',
    members: new Map(members),
    lazyNames: lazyNames(body),
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
  moduleFunction(c, { name: '<module>', line: 1 }, scopes, () => {
    for (const module of modules) libraryModule(c, module);
    shadowedBuiltins(c, scopes);
    withExits(c, () => c.statements(body));
    endOfBody(c, body, NOWHERE);
  });
  if (report.errors > 0) return null;
  const linked = link(c.units);
  return { file, source: report.source, ...linked, constants, names, globals: globals.list, startsThreads: threads };
}

const NOWHERE = { from: 0, to: 0 };

type Head = Pick<FunctionHead, 'name' | 'line' | 'library'>;

function moduleFunction(c: Compiler, head: Head, { module }: Scopes, inside: () => void): number {
  const none = { params: 0, defaults: 0, rest: false, options: false, free: 0 };
  return inFunction(c, module, { ...head, ...none, locals: module.locals }, inside);
}

/**
 * A module of the library is a function that the program calls first of all. CPython runs it at the first import; as it
 * only defines things, nobody can tell.
 */
function libraryModule(
  c: Compiler,
  { library, body, report, scopes, globals }: LoadedModule & { globals: Globals },
): void {
  const program = { report: c.report, scopes: c.scopes, globals: c.globals, library: '' };
  Object.assign(c, { report, scopes, globals, library: library.module });
  const head = { name: `<${library.module}>`, line: 0, library: true };
  const index = moduleFunction(c, head, scopes, () => {
    c.statements(body);
    endOfBody(c, body, NOWHERE);
  });
  checkReport(library, report);
  emitPair(c, 'MAKE_FUNCTION', 0, index);
  emitPair(c, 'CALL', 0);
  emit(c, 'POP');
  Object.assign(c, program);
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

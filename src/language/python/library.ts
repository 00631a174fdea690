import { providerOf } from '../library/index.ts';
import type { LibraryModule } from '../library/module.ts';
import type { Stmt } from './ast.ts';
import { createReport, type Report } from './report.ts';
import { analyse } from './scope/analyse.ts';
import { lookup, type Scopes } from './scope/scope.ts';
import { eachExpression, eachStatement, expressionsOf } from './scope/starts.ts';
import { isModule } from './syntax/imports.ts';
import { readProgram } from './syntax/read.ts';

/** A module of the library, read and analysed. */
export interface LoadedModule {
  readonly library: LibraryModule;
  readonly body: readonly Stmt[];
  readonly report: Report;
  readonly scopes: Scopes;
}

/** Methods of builtin types that are written in Python: `x.wait_for(…)` becomes `threading._wait_for(x, …)`. */
export const METHODS: Readonly<Record<string, string>> = {
  wait_for: 'threading._wait_for',
};

interface Read {
  readonly body: readonly Stmt[];
  readonly report: Report;
}

const read = new Map<LibraryModule, Read>();

function readModule(library: LibraryModule): Read {
  const known = read.get(library);
  if (known !== undefined) return known;
  const report = createReport(library.source);
  const made = { body: readProgram(library.source, report), report };
  checkReport(library, report);
  read.set(library, made);
  return made;
}

/** The library is ours: what is wrong with it is a mistake of this program, not of the reader's. */
export function checkReport(library: LibraryModule, report: Report): void {
  if (report.errors === 0) return;
  const said = report.sorted().map((d) => `${library.module} ${d.line}: ${d.message}`);
  throw new Error(said.join(' '));
}

/** The modules that a program needs, each after those that it needs itself. */
export function loadLibrary(body: readonly Stmt[], scopes: Scopes): LoadedModule[] {
  const loaded: LoadedModule[] = [];
  const seen = new Set<LibraryModule>();
  const need = (names: Iterable<string>): void => {
    for (const name of names) {
      const library = providerOf(name);
      if (library === undefined || seen.has(library)) continue;
      seen.add(library);
      const { body, report } = readModule(library);
      const scopes = analyse(body, report);
      need(namesOf(body, scopes));
      loaded.push({ library, body, report, scopes });
    }
  };
  need(namesOf(body, scopes));
  return loaded;
}

/** Full names that the source may mean: imported, a member of an imported module, or a builtin. */
function namesOf(body: readonly Stmt[], scopes: Scopes): Set<string> {
  const names = new Set<string>();
  const modules = new Set<string>();
  const attributes = new Set<string>();
  eachStatement(body, (s) => {
    if (s.kind === 'Import') {
      for (const { source, module } of s.items) {
        names.add(source);
        if (isModule(source)) modules.add(source.length > module.length ? source : module);
      }
    }
    for (const e of expressionsOf(s)) {
      eachExpression(e, (part) => {
        if (part.kind === 'Attribute') attributes.add(part.name);
      });
    }
  });
  for (const attribute of attributes) {
    for (const module of modules) names.add(`${module}.${attribute}`);
    names.add(METHODS[attribute] ?? '');
  }
  for (const use of scopes.uses) if (lookup(use.scope, use.name) === null) names.add(`builtins.${use.name}`);
  return names;
}

import type { SyntaxNode } from '@lezer/common';
import { BUILTINS, builtinId } from '../../builtins.ts';
import { isLibraryMember, libraryMembers } from '../../library/index.ts';
import type { ImportItem, Span, Stmt } from '../ast.ts';
import { type Reader, span, split, text } from './tree.ts';

/** `import` and `from … import`: only what the table of builtins knows can be imported. */
export const modules = (): string[] => BUILTINS.filter((b) => b.kind === 'module').map((b) => b.name);

/** Members of a supported module, without its name in front. */
export const members = (module: string): string[] =>
  BUILTINS.filter((b) => b.name.startsWith(`${module}.`))
    .map((b) => b.name.slice(module.length + 1))
    .filter((name) => !name.includes('.'))
    .concat(libraryMembers(module));

/** Supported modules, and packages that hold one: `concurrent` for `concurrent.futures`. */
const MODULES = new Set(
  modules().flatMap((name) => name.split('.').map((_, i, parts) => parts.slice(0, i + 1).join('.'))),
);

export const isModule = (name: string): boolean => MODULES.has(name);

/** Only annotations need these, and annotations mean nothing here: what is imported from them is None. */
const IGNORED = new Set(['__future__', 'typing']);

export function readImport(r: Reader, parts: readonly SyntaxNode[], node: SyntaxNode): Stmt[] {
  const [word, ...rest] = parts;
  const items = word?.name === 'from' ? readFrom(r, rest) : readPlain(r, rest);
  return [{ kind: 'Import', items, ...span(node) }];
}

function dotted(r: Reader, nodes: readonly SyntaxNode[]): string {
  return nodes.map((n) => text(r, n)).join('');
}

function readPlain(r: Reader, parts: readonly SyntaxNode[]): ImportItem[] {
  return split(parts, ',').flatMap((group) => {
    const as = group.findIndex((n) => n.name === 'as');
    const path = as < 0 ? group : group.slice(0, as);
    const [first] = path;
    const last = path.at(-1);
    if (first === undefined || last === undefined) return [];
    const at = { from: first.from, to: last.to };
    const module = dotted(r, path);
    checkModule(r, module, at);
    const name = as < 0 ? first : (group[as + 1] ?? first);
    // `import a.b` binds `a`; with `as` it is `a.b` that gets the name.
    const source = as < 0 ? text(r, first) : module;
    const target = { kind: 'Name', id: text(r, name), ...span(name) } as const;
    return [{ source, module, target, from: first.from, to: name.to }];
  });
}

function readFrom(r: Reader, parts: readonly SyntaxNode[]): ImportItem[] {
  const word = parts.findIndex((n) => n.name === 'import');
  const path = parts.slice(0, word);
  const module = dotted(r, path);
  const at = { from: path[0]?.from ?? 0, to: path.at(-1)?.to ?? 0 };
  if (module.startsWith('.')) {
    r.report.error(
      at,
      'A program is one file here: there is nothing to import relatively.',
      'Put the code in this file.',
    );
  } else checkModule(r, module, at);
  const names = parts.slice(word + 1).filter((n) => n.name !== '(' && n.name !== ')');
  return split(names, ',').flatMap((group) => {
    const [first, as, alias] = group;
    if (first === undefined) return [];
    if (first.name === '*') {
      const list = members(module).slice(0, 4).join(', ');
      r.report.error(first, 'This subset cannot import everything with `*`.', `Name what you need: ${list || 'a, b'}.`);
      return [];
    }
    const name = text(r, first);
    if (isModule(module)) checkMember(r, module, name, first);
    const target = as && alias ? alias : first;
    const item: ImportItem = {
      source: `${module}.${name}`,
      module,
      target: { kind: 'Name', id: text(r, target), ...span(target) },
      from: first.from,
      to: target.to,
    };
    return [item];
  });
}

function checkModule(r: Reader, module: string, at: Span): void {
  if (isModule(module) || IGNORED.has(module)) return;
  r.report.error(at, `This subset has no module \`${module}\`.`, `It has: ${modules().join(', ')}.`);
}

export function checkMember(r: Pick<Reader, 'report'>, module: string, name: string, at: Span): void {
  if (builtinId(`${module}.${name}`) >= 0 || isLibraryMember(`${module}.${name}`)) return;
  const known = members(module).join(', ');
  r.report.error(at, `In this subset the module \`${module}\` has no \`${name}\`.`, `It has: ${known}.`);
}

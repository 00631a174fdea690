/** Holds src/README.md to its word: its table of folders, who may import whom, and what the lower floors leave alone. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';

interface Row {
  readonly folder: string;
  readonly mayImport: readonly string[];
}

/** The rows "| `folder` | its one job | may, import |". */
function readTable(markdown: string): Row[] {
  const rows = markdown.matchAll(/^\| `(\w+)` \|.*\|([^|]*)\|$/gm);
  return [...rows].map(([, folder = '', list = '']) => ({ folder, mayImport: list.match(/\w+/g) ?? [] }));
}

/** A node of the syntax tree, its parent, and the property of the parent that it stands under. */
interface Place {
  readonly node: Record<string, unknown>;
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

function* places(value: unknown, parent: Record<string, unknown> = {}, key = ''): Generator<Place> {
  if (Array.isArray(value)) for (const item of value) yield* places(item, parent, key);
  else if (value !== null && typeof value === 'object') {
    const node = value as Record<string, unknown>;
    if (typeof node.type === 'string') yield { node, parent, key };
    for (const [name, child] of Object.entries(node)) yield* places(child, node, name);
  }
}

function parsed(file: string, source: string): Place[] {
  const { program, errors } = parseSync(file, source);
  expect(errors, file).toEqual([]);
  return [...places(program)];
}

const read = (file: string): string => readFileSync(file, 'utf8');

/** Folder of src that a file lies in: `vm` for src/vm/step.ts. */
const folderOf = (file: string): string => path.relative('src', file).split(path.sep)[0] ?? '';

/** A relative path in a string is an import, in whatever form: import, export, import(), new URL(…), a type. */
function importsOf(file: string, source = read(file)): string[] {
  const strings = parsed(file, source).flatMap(({ node }) => (typeof node.value === 'string' ? [node.value] : []));
  return strings.filter((text) => /^\.\.?\//.test(text));
}

const isInSrc = (file: string): boolean => !path.relative('src', file).startsWith('..');

const table = readTable(read('src/README.md'));
const entries = readdirSync('src', { withFileTypes: true });
const filesOf = (folder: string): string[] =>
  readdirSync(path.join('src', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join('src', folder, name));

describe('the floor plan', () => {
  test('has a row for each folder of src, and a folder for each row', () => {
    const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    expect(folders.sort()).toEqual(table.map((row) => row.folder).sort());
  });

  test('keeps code in folders: beside them lie only the README and type declarations', () => {
    const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
    expect(files.filter((name) => name !== 'README.md' && !name.endsWith('.d.ts'))).toEqual([]);
  });

  test('goes down only: a row names rows above it', () => {
    table.forEach(({ folder, mayImport }, index) => {
      const above = table.slice(0, index).map((row) => row.folder);
      expect(above, `${folder} may import`).toEqual(expect.arrayContaining([...mayImport]));
    });
  });

  test.each(table)('lets $folder import $mayImport and nothing else of src', ({ folder, mayImport }) => {
    const broken = filesOf(folder).flatMap((file) =>
      importsOf(file)
        .map((target) => path.join(path.dirname(file), target))
        .filter((target) => isInSrc(target) && ![folder, ...mayImport].includes(folderOf(target)))
        .map((target) => `${file} imports ${target}`),
    );
    expect(broken).toEqual([]);
  });
});

const lowerFloors = ['model', 'language', 'vm', 'schedule', 'trace', 'analysis', 'explore', 'simulate'];

/** What exists only in a browser, only in Node, or differs from run to run. */
const foreign = new Set(
  [
    'window document navigator location history self globalThis customElements localStorage sessionStorage indexedDB',
    'Node Element HTMLElement Event EventTarget CustomEvent fetch requestAnimationFrame cancelAnimationFrame',
    'Worker SharedWorker MessageChannel BroadcastChannel postMessage Date performance crypto',
    'setTimeout setInterval setImmediate queueMicrotask process require Buffer',
  ].flatMap((line) => line.split(' ')),
);

const isName = ({ node }: Place): boolean => node.type === 'Identifier';
/** `a.name` and `{ name: … }` say nothing about the global `name`. */
const isLabel = ({ parent, key }: Place): boolean =>
  parent.computed !== true && parent.shorthand !== true && (key === 'property' || key === 'key');
const isDeclaration = ({ parent, key }: Place): boolean =>
  key === 'id' || key === 'local' || key === 'params' || parent.type === 'TSTypeParameter';
const isMathRandom = ({ node }: Place): boolean =>
  node.type === 'MemberExpression' &&
  (node.object as Record<string, unknown>).name === 'Math' &&
  (node.property as Record<string, unknown>).name === 'random';

/** Foreign names that a file uses and does not declare itself, and node: modules that it imports. */
function foreignNames(file: string, source = read(file)): string[] {
  const all = parsed(file, source);
  const names = all.filter((place) => isName(place) && !isLabel(place));
  const own = new Set(names.filter(isDeclaration).map(({ node }) => node.name));
  const used = names.map(({ node }) => String(node.name)).filter((name) => foreign.has(name) && !own.has(name));
  const modules = all.map(({ node }) => String(node.value)).filter((value) => value.startsWith('node:'));
  return [...new Set([...used, ...modules, ...(all.some(isMathRandom) ? ['Math.random'] : [])])];
}

describe('the lower floors run the same in Node and the browser', () => {
  test.each(lowerFloors)('%s uses no DOM, Worker, clock or Math.random', (folder) => {
    const broken = filesOf(folder).flatMap((file) => foreignNames(file).map((name) => `${file} uses ${name}`));
    expect(broken).toEqual([]);
  });
});

describe('this test would notice', () => {
  test('an import in any form', () => {
    const source = `
      import type { A } from './a.ts';
      export * from '../b/b.ts';
      const c = () => import('../c/c.ts');
      const d = new Worker(new URL('../d/d.ts', import.meta.url));
      type E = import('../e/e.ts').E;
      const f = import.meta.glob('../f/*.ts');
      import { g } from 'g';`;
    const targets = ['./a.ts', '../b/b.ts', '../c/c.ts', '../d/d.ts', '../e/e.ts', '../f/*.ts'];
    expect(importsOf('planted.ts', source)).toEqual(targets);
  });

  test('what is foreign to the lower floors, and only that', () => {
    const used =
      "import fs from 'node:fs'; Math.random(); new Date(); globalThis.x; setTimeout(run, performance.now());";
    expect(foreignNames('planted.ts', used).sort()).toEqual([
      'Date',
      'Math.random',
      'globalThis',
      'node:fs',
      'performance',
      'setTimeout',
    ]);
    const harmless = 'interface Node { Date: number } const f = (n: Node) => n.performance; const o = { Worker: f };';
    expect(foreignNames('planted.ts', harmless)).toEqual([]);
  });
});

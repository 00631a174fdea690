// Node 20 cannot run TypeScript, so what runs in it from a clone (the command line, the benchmarks) is bundled into
// one module first. The bundle is kept until a source changes.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = path.join(root, 'node_modules/.cache/racecourse');

/** Changes whenever a file that may be in the bundle does. */
function fingerprint(entry) {
  const hash = createHash('sha256').update(process.version);
  const sources = ['src', path.dirname(entry)].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => path.join(file.parentPath ?? file.path, file.name)),
  );
  for (const file of [...sources, path.join(root, 'package-lock.json')]) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** Bundles the entry with all it imports into `file`. */
async function write(entry, file) {
  const { build } = await import('vite'); // only here: it takes longer to load than all the rest
  const folder = path.join(cache, `${process.pid}`);
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      target: 'node20',
      outDir: folder,
      sourcemap: 'inline',
      rolldownOptions: { output: { entryFileNames: 'bundle.mjs', codeSplitting: false } },
    },
  });
  renameSync(path.join(folder, 'bundle.mjs'), file); // at once, so that nobody loads half a bundle
  rmSync(folder, { recursive: true });
}

/** Removes the entry's earlier bundles. */
function forget(name) {
  if (!existsSync(cache)) return;
  for (const file of readdirSync(cache))
    if (file.startsWith(`${name}-`)) rmSync(path.join(cache, file), { force: true });
}

/**
 * URL of a module that does what the TypeScript entry does.
 * @param {string} entry path from the project's folder, such as `src/cli/main.ts`
 */
export async function bundled(entry) {
  const name = entry.replace(/\.ts$/, '').replaceAll(/\W+/g, '-');
  const file = path.join(cache, `${name}-${fingerprint(entry)}.mjs`);
  if (!existsSync(file)) {
    mkdirSync(cache, { recursive: true });
    forget(name);
    await write(entry, file);
  }
  return pathToFileURL(file).href;
}

#!/usr/bin/env node
// The command `racecourse`: runs lib/cli.js where it was built (a published package), else src/cli/main.ts.
import { existsSync } from 'node:fs';

const built = new URL('../lib/cli.js', import.meta.url);

async function load() {
  if (existsSync(built)) return import(built.href);
  const { bundled } = await import('../scripts/bundle.mjs');
  return import(await bundled('src/cli/main.ts'));
}

function explain(error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error(`racecourse: a package is missing, run npm ci first (${error.message})`);
  process.exit(2);
}

// A reader such as `head` may close the pipe early: that is no error of ours.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const { main } = await load().catch(explain);
// Not process.exit: what was printed into a pipe must first arrive.
process.exitCode = await main(process.argv.slice(2));

// `npm run fidelity`: predicts the measured cells of test/fixtures/calibration and prints predicted, measured, error.
// `npm run fidelity -- cpu thread`: only cells whose row contains all these words; `-- --all`: noisy ones too.
import { readFileSync } from 'node:fs';
import { bundled } from './bundle.mjs';

const { report } = await import(await bundled('scripts/fidelity.ts'));
const { cells } = JSON.parse(readFileSync(new URL('../test/fixtures/calibration/cells.json', import.meta.url), 'utf8'));
const args = process.argv.slice(2);
console.log(
  report(cells, {
    words: args.filter((arg) => !arg.startsWith('--')),
    all: args.includes('--all'),
    summary: args.includes('--summary'),
  }),
);

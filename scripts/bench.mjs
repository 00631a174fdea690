// `npm run bench`: runs bench/*.bench.ts and prints `name: value unit (denominator)` for each figure.
// `npm run bench -- search` runs those whose name contains it; `npm run bench -- --record` writes bench/RESULTS.md.
import { readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { bundled } from './bundle.mjs';

const ENDING = '.bench.ts';
const args = process.argv.slice(2);
const record = args.includes('--record');
const wanted = args.filter((arg) => arg !== '--record');
const names = readdirSync('bench')
  .filter((file) => file.endsWith(ENDING))
  .map((file) => file.slice(0, -ENDING.length))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort();

function refuse(sentence) {
  console.error(sentence);
  process.exit(2);
}
if (record && wanted.length > 0) refuse('--record writes the figures of all benchmarks: leave out the name.');
if (names.length === 0) refuse(`No benchmark is called ${wanted.join(' or ')}.`);

const machine = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`;
const digits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const lines = [`# Benchmarks`, '', `Written by \`npm run bench -- --record\`. Machine: ${machine}.`];

console.log(machine);
for (const name of names) {
  console.log(`\n${name}`);
  lines.push('', `## ${name}`, '', '| figure | value | of what |', '|---|---|---|');
  const { default: bench } = await import(await bundled(`bench/${name}${ENDING}`));
  await bench((figure, value, unit, denominator) => {
    const amount = `${digits.format(value)} ${unit}`;
    console.log(`${figure}: ${amount} (${denominator})`);
    lines.push(`| ${figure} | ${amount} | ${denominator} |`);
  });
}
if (record) writeFileSync('bench/RESULTS.md', lines.join('\n') + '\n');

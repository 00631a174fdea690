// node:test reporter: closes with `e2e: N passed, N failed`. Use beside another reporter that names the failures.
import { closingLine, noCounts } from './closing-line.mjs';

const kinds = { pass: 'passed', fail: 'failed', cancelled: 'failed', skipped: 'skipped', todo: 'skipped' };

/** @param {AsyncIterable<{ type: string, data: { message?: string, nesting?: number } }>} source */
export default async function* nodeTestClosingLine(source) {
  const counts = noCounts();
  for await (const { type, data } of source) {
    // node's own summary: 'pass 4', 'fail 0', … at nesting 0, after the last test
    const summary = type === 'test:diagnostic' && data.nesting === 0 && /^(\w+) (\d+)$/.exec(data.message ?? '');
    const kind = summary && kinds[summary[1] ?? ''];
    if (summary && kind) counts[kind] += Number(summary[2]);
  }
  yield closingLine(counts, 'e2e') + '\n';
}

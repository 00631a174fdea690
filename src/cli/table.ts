import { IDLE } from '../schedule/scheduler.ts';
import { markOf } from '../schedule/text.ts';
import type { Step, Trace } from '../trace/types.ts';
import type { Effect } from '../vm/types.ts';

/** Characters of a cell; a longer text is cut. */
const WIDEST = 60;

/**
 * The schedule as a table: time runs down, a column for each thread, in a row the line and what the step did. What
 * the main thread does as part of another's step (it goes on when that one ends) stands in its own column.
 *
 *     step  T1               T2
 *     0     7: reads count 0
 *     1                      7: reads count 0
 */
export function formatTable(trace: Trace): string {
  const ids = new Set(trace.steps.flatMap(({ thread, effects }) => [thread, ...effects.map((e) => e.thread)]));
  const columns = [...ids].filter((id) => id !== IDLE).sort((a, b) => a - b);
  const table = [
    ['step', ...columns.map(markOf)],
    ...trace.steps.map((step, k) => [String(k), ...columns.map((id) => cell(step, id))]),
  ];
  const widths = ['step', ...columns].map((_, i) =>
    table.reduce((most, row) => Math.max(most, row[i]?.length ?? 0), 0),
  );
  const line = (row: readonly string[]): string => row.map((text, i) => text.padEnd(widths[i] ?? 0)).join('  ');
  return table.map((row) => `${line(row).trimEnd()}\n`).join('');
}

function cell(step: Step, thread: number): string {
  const effects = step.effects.filter((effect) => effect.thread === thread);
  if (thread !== step.thread && effects.length === 0) return '';
  const line = thread === step.thread ? step.line : effects[0]?.line;
  const said = effects.map(words).filter((text) => text !== '');
  const text = `${line}: ${said.join(', ') || 'computes'}`;
  return text.length <= WIDEST ? text : `${text.slice(0, WIDEST - 2)} …`;
}

function words({ kind, name, before, after, text }: Effect): string {
  switch (kind) {
    case 'load':
      return `reads ${name} ${after}`;
    case 'store':
      return before === '' ? `${name} = ${after}` : `${name} ${before} → ${after}`;
    case 'print':
      return `prints ${text.trimEnd()}`;
    case 'error':
      return text;
    case 'finish':
      return 'ends';
    case 'sleep':
    case 'wake':
    case 'wait':
      return `${kind}s ${name}`.trimEnd();
    case 'notify':
      return `notifies ${name}`;
    case 'cut':
      return '';
    default:
      return `${kind}s ${name}`;
  }
}

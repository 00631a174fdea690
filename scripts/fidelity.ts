import type { Cell } from '../src/simulate/cells.ts';
import { predict } from '../src/simulate/fidelity.ts';

interface Options {
  /** Only rows that contain all of them. */
  readonly words: readonly string[];
  /** Cells with more than one noisy run too. */
  readonly all: boolean;
  /** Only the sums. */
  readonly summary: boolean;
}

interface Row {
  readonly name: string;
  readonly group: string;
  readonly predicted: number;
  readonly measured: number;
  readonly low: number;
  readonly high: number;
  readonly error: number;
}

const paramsOf = ({ params }: Cell): string =>
  Object.entries(params)
    .filter(([key]) => key !== 'label' && key !== 'wait')
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');

function rowsOf(cell: Cell): Row[] {
  const prediction = predict(cell);
  if (prediction === undefined) return [];
  const { scenario, executor, workers, cores, python, params } = cell;
  const what = [params.wait, params.fn, params.client].filter((part) => part !== undefined).join(' ');
  const name = `${scenario} ${executor} ${what} w${workers} c${cores} ${python} ${paramsOf(cell)}`;
  const row = (group: string, unit: string, predicted: number, measured: number, low: number, high: number): Row => ({
    name: `${name} ${unit}`,
    group,
    predicted,
    measured,
    low,
    high,
    error: predicted / measured - 1,
  });
  const rows: Row[] = [];
  const { seconds, latencyMs } = cell;
  if (latencyMs && prediction.latencyMs) {
    const hogs = workers === 0 ? 'no hog' : workers === 1 ? 'one hog' : 'two hogs';
    const { p50 } = prediction.latencyMs;
    rows.push(row(`${scenario} ${hogs} latency`, 'p50 ms', p50, latencyMs.p50, latencyMs.p10, latencyMs.p90));
  } else if (seconds) {
    rows.push(row(`${scenario} ${executor}`, 's', prediction.seconds, seconds.median, seconds.min, seconds.max));
  }
  return rows;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

/** Median and 90th percentile of the absolute errors. */
function sums(rows: readonly Row[]): { median: number; p90: number; bias: number } {
  const errors = rows.map(({ error }) => Math.abs(error)).sort((a, b) => a - b);
  const signed = rows.map(({ error }) => error).sort((a, b) => a - b);
  const at = (list: number[], share: number) => list[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0;
  return { median: at(errors, 0.5), p90: at(errors, 0.9), bias: at(signed, 0.5) };
}

/**
 * What no prediction can do better: cells in which one thread does the job whose time alone is the input. Both figures
 * are measurements of the same thing.
 */
function noiseOf(cells: readonly Cell[]): Row[] {
  return cells.flatMap(({ scenario, executor, workers, seconds, oneWorkerAlone: alone }): Row[] => {
    if (workers !== 1 || executor !== 'thread' || scenario === 'pipe' || !seconds || !alone) return [];
    const error = alone.wallSeconds / seconds.median - 1;
    const row = { name: '', group: '', measured: seconds.median, low: seconds.min, high: seconds.max, error };
    return [{ ...row, predicted: alone.wallSeconds }];
  });
}

/** The table as text. */
export function report(cells: readonly Cell[], { words, all, summary }: Options): string {
  const rows = cells
    .filter((cell) => all || cell.noisyRuns <= 1)
    .flatMap(rowsOf)
    .filter(({ name }) => words.every((word) => name.includes(word)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const lines: string[] = [];
  if (!summary) {
    lines.push('predicted   measured  (min to max)          error  cell');
    for (const { name, predicted, measured, low, high, error } of rows) {
      const range = `(${low.toFixed(4)} to ${high.toFixed(4)})`;
      lines.push(
        `${predicted.toFixed(4).padStart(9)} ${measured.toFixed(4).padStart(9)}  ${range.padEnd(20)} ${percent(error).padStart(7)}  ${name}`,
      );
    }
    lines.push('');
  }
  lines.push('error: median  nine in ten within  bias  cells  scenario');
  const groups = [...new Set(rows.map(({ group }) => group))].sort();
  const line = (name: string, some: readonly Row[]) => {
    const { median, p90, bias } = sums(some);
    return `${percent(median).padStart(13)} ${percent(p90).padStart(19)} ${percent(bias).padStart(7)} ${String(some.length).padStart(5)}  ${name}`;
  };
  for (const group of groups)
    lines.push(
      line(
        group,
        rows.filter((row) => row.group === group),
      ),
    );
  lines.push(line('all', rows));
  const quiet = cells.filter((cell) => all || cell.noisyRuns <= 1);
  lines.push('', line('noise: one thread, measured alone and measured again, no model between', noiseOf(quiet)));
  const inside = rows.filter(({ predicted, low, high }) => predicted >= low && predicted <= high).length;
  lines.push(
    `${percent(inside / rows.length).padStart(13)} of predictions lie between the least and the most measured`,
  );
  return lines.join('\n');
}

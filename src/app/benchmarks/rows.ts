import type { LegendLine } from '../../elements/chart/bar-chart.ts';
import type { Bar, BarGroup, Mark } from '../../elements/chart/bars.ts';
import { ARTICLE_FOREST, ARTICLE_MAIL, type Chart, measuredSeries, type Source } from '../../simulate/benchmarks.ts';
import type { PlainChart } from './simulator-protocol.ts';

/** A chart as `<rc-bar-chart>` draws it. */
export interface Drawn {
  readonly id: Chart['id'];
  readonly title: string;
  readonly sub: string;
  readonly groups: readonly BarGroup[];
  readonly unit: string;
  readonly legend: readonly LegendLine[];
}

/** 4.0231 → `4.02 s`; 0.98712 → `0.99 s`. */
export const secondsText = (seconds: number): string =>
  `${seconds >= 100 ? seconds.toFixed(0) : seconds >= 10 ? seconds.toFixed(1) : seconds.toFixed(2)} s`;

export const timesText = (times: number): string => `${times.toFixed(times < 9.95 ? 2 : 1)}×`;

/** Seconds of a series with so many workers; undefined where it has none. */
export function secondsOf(
  series: readonly { readonly name: string; readonly source: Source; readonly bars: PlainChart['series'][0]['bars'] }[],
  source: Source,
  name: string,
  workers: number,
): number | undefined {
  return series.find((one) => one.source === source && one.name === name)?.bars.find((bar) => bar.workers === workers)
    ?.seconds;
}

const EXECUTORS = ['threads', 'processes'] as const;

/**
 * Threads against processes, in multiples of what one thread takes: real measurements of another workload on another
 * computer then stand on the same axis.
 */
function drawWorkers(chart: PlainChart, id: 'cpu' | 'io', sub: string): Drawn {
  const measured = measuredSeries(id);
  const one = secondsOf(chart.series, 'simulated', 'threads', 1) ?? 1;
  const real = secondsOf(measured, 'measured', 'threads', 1) ?? 1;
  const counts = chart.series[0]?.bars.map(({ workers }) => workers) ?? [];
  const groups = counts.map(
    (workers): BarGroup =>
      EXECUTORS.map((name): Bar => {
        const seconds = secondsOf(chart.series, 'simulated', name, workers) ?? 0;
        const other = secondsOf(measured, 'measured', name, workers);
        const marks: Mark[] =
          other === undefined ? [] : [{ kind: 'measured', value: other / real, text: timesText(other / real) }];
        return {
          id: `${id}.${name}.${workers}`,
          label: `${workers} ${workers === 1 ? (name === 'threads' ? 'thread' : 'process') : name}`,
          value: seconds / one,
          text: timesText(seconds / one),
          detail: secondsText(seconds),
          fill: name === 'threads' ? 'solid' : 'hollow',
          marks,
        };
      }),
  );
  const legend: LegendLine[] = [
    { look: 'solid', words: 'threads, simulated' },
    { look: 'hollow', words: 'processes, simulated' },
    { look: 'measured', words: 'measured on 2 cores, CPython 3.11' },
  ];
  return { id, title: chart.title, sub, groups, unit: '× one thread', legend };
}

/** One of the article's scenarios: seconds, and the article's beside them. */
function drawScenario(chart: PlainChart, sub: string): Drawn {
  const simulated = chart.series.find(({ source }) => source === 'simulated');
  const article = chart.series.find(({ source }) => source === 'article');
  const bars = (simulated?.bars ?? []).map(({ label, workers, seconds }): Bar => {
    const printed = article?.bars.find((bar) => bar.workers === workers)?.seconds;
    return {
      id: `${chart.id}.simulated.${workers}`,
      label: label === 'one after the other' ? 'one by one' : label,
      value: seconds,
      text: secondsText(seconds),
      fill: 'solid',
      marks: printed === undefined ? [] : [{ kind: 'article', value: printed, text: `${printed.toFixed(2)} s` }],
    };
  });
  const figures = bars.flatMap(({ marks }) => marks.map(({ text }) => text)).join(' and ');
  const legend: LegendLine[] = [
    { look: 'solid', words: 'simulated' },
    { look: 'article', words: `the article: ${figures}` },
  ];
  return { id: chart.id, title: chart.title, sub, groups: [bars], unit: 'seconds', legend };
}

export function drawn(charts: readonly PlainChart[], cpu: number, io: number): Drawn[] {
  const share = (percent: number) => `each worker computes ${percent} % of its second`;
  return charts.map((chart) => {
    if (chart.id === 'cpu') return drawWorkers(chart, 'cpu', share(cpu));
    if (chart.id === 'io') return drawWorkers(chart, 'io', share(io));
    return drawScenario(
      chart,
      chart.id === 'mail' ? `${ARTICLE_MAIL.mails} mails over the network` : `${ARTICLE_FOREST.trees} trees in C code`,
    );
  });
}

/** Simulates away from the page, so that a slider never waits for it. */
import { advise } from '../../simulate/advisor.ts';
import { benchmarks, type Chart } from '../../simulate/benchmarks.ts';
import { simulate } from '../../simulate/kernel.ts';
import { stageWorkload } from '../../simulate/workloads/stage.ts';
import { holdContest } from '../compare/contest.ts';
import { holdProgram } from '../compare/program.ts';
import { openRun } from './opened-run.ts';
import type { Answers, Asked, Kind, PlainChart, Question, Said } from './simulator-protocol.ts';

/** The charts that were computed last: their bars know how to open themselves. */
let last: { readonly key: string; readonly charts: readonly Chart[] } | undefined;

function chartsOf({ machine, options }: Extract<Question, { kind: 'benchmarks' | 'open' }>): readonly Chart[] {
  const key = JSON.stringify([machine, options]);
  if (last?.key !== key) last = { key, charts: benchmarks(machine, options) };
  return last.charts;
}

const plain = (chart: Chart): PlainChart => ({
  ...chart,
  series: chart.series.map((series) => ({
    ...series,
    bars: series.bars.map(({ label, workers, seconds }) => ({ label, workers, seconds })),
  })),
});

function answer(question: Question): Answers[Kind] {
  if (question.kind === 'benchmarks') return chartsOf(question).map(plain);
  if (question.kind === 'compare') return holdContest(question.contest);
  if (question.kind === 'program') return holdProgram(question.contest);
  if (question.kind === 'advise') return advise(question.workload, question.machine);
  if (question.kind === 'stage') {
    const { stage, items, tool, workers, machine } = question;
    return openRun(simulate(stageWorkload(stage, items, tool, workers), machine));
  }
  const chart = chartsOf(question).find(({ id }) => id === question.chart);
  const series = chart?.series.find(({ name, source }) => name === question.series && source === 'simulated');
  const bar = series?.bars.find(({ workers }) => workers === question.workers);
  if (!bar?.open) throw new Error(`there is no bar "${question.chart}, ${question.series}, ${question.workers}"`);
  return openRun(bar.open());
}

addEventListener('message', ({ data: { id, question } }: MessageEvent<Asked>) => {
  const say = (said: Said): void => postMessage(said);
  const begin = performance.now();
  try {
    const answered = answer(question);
    say({ id, ok: true, answer: answered, ms: performance.now() - begin });
  } catch (error) {
    say({ id, ok: false, message: error instanceof Error ? error.message : String(error) });
  }
});

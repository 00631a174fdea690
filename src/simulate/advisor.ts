import { duration } from './difference.ts';
import { simulate } from './kernel.ts';
import type { SimulatedMachine } from './machine.ts';
import { type Stage, stageWorkload, type Tool } from './workloads/stage.ts';

export interface Workload {
  readonly items: number;
  readonly stages: readonly Stage[];
}

/** One way to do a stage, and how long it takes simulated. */
export interface Choice {
  readonly tool: Tool;
  readonly workers: number;
  /** Virtual nanoseconds for all items. */
  readonly ns: number;
}

export interface StageAdvice {
  readonly stage: Stage;
  readonly best: Choice;
  /** All that were simulated, fastest first. */
  readonly choices: readonly Choice[];
  /** `read: threads, 16 of them: 0.42 s instead of 5.1 s, because it waits 95% of the time.` */
  readonly reason: string;
}

export interface Advice {
  readonly stages: readonly StageAdvice[];
  /** All stages one item at a time, and each stage as recommended, one stage after the other. */
  readonly alone: number;
  readonly recommended: number;
}

/** Simpler first: of two that take about as long, the simpler one is recommended. */
const SIMPLICITY: readonly Tool[] = ['neither', 'asyncio', 'threads', 'processes'];
/** More than this share faster is worth the trouble. */
const WORTH = 0.1;
/** A pool is no larger than this: each thread has its stack, each process its interpreter. */
const MOST_WORKERS = 32;

/** What to try: pools of the number of cores and of what keeps all waits going. */
function candidates({ cpu, wait }: Stage, items: number, cores: number): [Tool, number][] {
  const overlapping = Math.ceil((wait / Math.max(1, cpu) + 1) * cores);
  const most = Math.max(1, Math.min(MOST_WORKERS, items));
  const sizes = [...new Set([cores, 2 * cores, overlapping, most].map((size) => Math.min(size, most)))];
  const some: [Tool, number][] = [['neither', 1]];
  for (const size of sizes) some.push(['asyncio', size], ['threads', size], ['processes', size]);
  return some;
}

/**
 * Recommends threads, processes, asyncio or neither for each stage, by simulating all of them on the machine. Of those
 * that are at most 10% slower than the fastest it takes the simplest, with the fewest workers.
 */
export function advise({ items, stages }: Workload, machine: SimulatedMachine, seed = 1): Advice {
  const advised = stages.map((stage) => adviseStage(stage, items, machine, seed));
  const alone = (advice: StageAdvice) => advice.choices.find(({ tool }) => tool === 'neither')?.ns ?? 0;
  return {
    stages: advised,
    alone: advised.reduce((sum, advice) => sum + alone(advice), 0),
    recommended: advised.reduce((sum, { best }) => sum + best.ns, 0),
  };
}

function adviseStage(stage: Stage, items: number, machine: SimulatedMachine, seed: number): StageAdvice {
  const choices = candidates(stage, items, machine.cores)
    .map(([tool, workers]): Choice => {
      const { end } = simulate(stageWorkload(stage, items, tool, workers), machine, { seed, record: false });
      return { tool, workers, ns: end };
    })
    .sort((a, b) => a.ns - b.ns);
  const fastest = choices[0] as Choice; // `neither` is always among them
  const good = choices.filter(({ ns }) => ns <= fastest.ns * (1 + WORTH));
  const best = good.sort(
    (a, b) => SIMPLICITY.indexOf(a.tool) - SIMPLICITY.indexOf(b.tool) || a.workers - b.workers,
  )[0] as Choice;
  return { stage, best, choices, reason: reasonOf(stage, best, choices, machine) };
}

function reasonOf(stage: Stage, best: Choice, choices: readonly Choice[], machine: SimulatedMachine): string {
  const alone = choices.find(({ tool }) => tool === 'neither')?.ns ?? best.ns;
  const waits = Math.round((100 * stage.wait) / Math.max(1, stage.wait + stage.cpu));
  if (best.tool === 'neither') return `${stage.name}: neither; ${duration(best.ns)} alone, and nothing is much faster.`;
  const size = best.tool === 'asyncio' ? `asyncio, ${best.workers} at once` : `${best.workers} ${best.tool}`;
  const gain = `${duration(best.ns)} instead of ${duration(alone)}`;
  const gil = machine.python.gil && stage.releases !== true;
  const because =
    waits >= 50
      ? `it waits ${waits}% of the time`
      : best.tool === 'processes'
        ? 'it computes, and threads would share one GIL'
        : gil
          ? `it waits ${waits}% of the time, and computing takes turns`
          : 'it computes without the GIL';
  return `${stage.name}: ${size}: ${gain}, because ${because}.`;
}

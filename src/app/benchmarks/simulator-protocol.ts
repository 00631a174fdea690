import type { Advice, Workload } from '../../simulate/advisor.ts';
import type { BenchmarkOptions, Chart, Series } from '../../simulate/benchmarks.ts';
import type { SimulatedMachine } from '../../simulate/machine.ts';
import type { Stage, Tool } from '../../simulate/workloads/stage.ts';
import type { Contest, Contested } from '../compare/contest.ts';
import type { ProgramContest, ProgramContested } from '../compare/program.ts';
import type { OpenedRun } from './opened-run.ts';

/** A chart without what opens its bars: that stays in the worker. */
export interface PlainChart extends Omit<Chart, 'series'> {
  readonly series: readonly (Omit<Series, 'bars'> & {
    readonly bars: readonly { readonly label: string; readonly workers: number; readonly seconds: number }[];
  })[];
}

interface BenchmarksQuestion {
  readonly machine: SimulatedMachine;
  readonly options: BenchmarkOptions;
}

/** What the pages ask of the simulator: values only, so that they can be sent. */
export type Question =
  | ({ readonly kind: 'benchmarks' } & BenchmarksQuestion)
  | ({
      readonly kind: 'open';
      readonly chart: Chart['id'];
      readonly series: string;
      readonly workers: number;
    } & BenchmarksQuestion)
  | { readonly kind: 'compare'; readonly contest: Contest }
  | { readonly kind: 'program'; readonly contest: ProgramContest }
  | { readonly kind: 'advise'; readonly workload: Workload; readonly machine: SimulatedMachine }
  | {
      readonly kind: 'stage';
      readonly stage: Stage;
      readonly items: number;
      readonly tool: Tool;
      readonly workers: number;
      readonly machine: SimulatedMachine;
    };

export type Kind = Question['kind'];

export interface Answers {
  readonly benchmarks: readonly PlainChart[];
  readonly open: OpenedRun;
  readonly compare: readonly Contested[];
  readonly program: ProgramContested;
  readonly advise: Advice;
  readonly stage: OpenedRun;
}

export interface Asked {
  readonly id: number;
  readonly question: Question;
}

/** `ms`: what the simulation took, measured in the worker. */
export type Said =
  | { readonly id: number; readonly ok: true; readonly answer: Answers[Kind]; readonly ms: number }
  | { readonly id: number; readonly ok: false; readonly message: string };

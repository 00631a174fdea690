import type { Workload } from '../../simulate/advisor.ts';
import type { Stage } from '../../simulate/workloads/stage.ts';
import { type MachineChoice, readMachine, writeMachine } from '../benchmarks/machine-choice.ts';
import { formatQuery, type Query, wholeNumber } from '../benchmarks/query.ts';

/** A stage as the reader describes it: milliseconds and kilobytes of one item. */
export interface StageForm {
  readonly name: string;
  readonly cpu: number;
  readonly wait: number;
  readonly kilobytes: number;
  /** Its processor time is C code that lets go of the GIL. */
  readonly releases: boolean;
}

/** All that the reader sets on the advisor's page; the address holds it. */
export interface AdvisorState {
  readonly stages: readonly StageForm[];
  readonly items: number;
  readonly machine: MachineChoice;
  /** The choice whose run is open, `stage.tool.workers`; empty: the recommended one of the first stage. */
  readonly open: string;
}

export const MOST_STAGES = 5;
export const MOST_ITEMS = 400;
/** Milliseconds, and kilobytes. */
export const MOST = { time: 1000, kilobytes: 10_000 } as const;

/** The article's pipeline. */
export const ARTICLE_STAGES: readonly StageForm[] = [
  { name: 'read', cpu: 2, wait: 20, kilobytes: 100, releases: false },
  { name: 'compute', cpu: 30, wait: 0, kilobytes: 100, releases: false },
  { name: 'store', cpu: 0, wait: 10, kilobytes: 1, releases: false },
];

const USUAL = { stages: writeStages(ARTICLE_STAGES), items: 100, open: '' } as const;

/** `read,2,20,100;compute,30,0,100,c`: names lose what would end them. */
export function writeStages(stages: readonly StageForm[]): string {
  return stages
    .map(({ name, cpu, wait, kilobytes, releases }) =>
      [name.replaceAll(/[,;]/g, ' '), cpu, wait, kilobytes, ...(releases ? ['c'] : [])].join(','),
    )
    .join(';');
}

/** A number from 0 to `most` with at most one decimal; 0 for anything else. */
export function amount(text: string | undefined, most: number): number {
  const value = Number(text);
  return text !== undefined && /^\d{1,6}(\.\d*)?$/.test(text.trim()) ? Math.min(most, Math.round(value * 10) / 10) : 0;
}

function readStages(text: string): readonly StageForm[] {
  const stages = text
    .split(';')
    .slice(0, MOST_STAGES)
    .map((part): StageForm => {
      const [name = '', cpu, wait, kilobytes, c] = part.split(',');
      return {
        name: name.slice(0, 24),
        cpu: amount(cpu, MOST.time),
        wait: amount(wait, MOST.time),
        kilobytes: amount(kilobytes, MOST.kilobytes),
        releases: c === 'c',
      };
    });
  return stages.some(({ cpu, wait }) => cpu + wait > 0) ? stages : ARTICLE_STAGES;
}

export function readAdvisor(query: Query): AdvisorState {
  return {
    stages: readStages(query.get('stages') ?? USUAL.stages),
    items: wholeNumber(query.get('items'), 1, MOST_ITEMS, USUAL.items),
    machine: readMachine(query),
    open: query.get('open') ?? '',
  };
}

export const writeAdvisor = ({ stages, items, machine, open }: AdvisorState): string =>
  formatQuery({ stages: writeStages(stages), items, ...writeMachine(machine), open }, USUAL);

/** A form as the simulator takes it. */
export const stageOf = ({ name, cpu, wait, kilobytes, releases }: StageForm): Stage => ({
  name: name.trim() || 'stage',
  cpu: cpu * 1e6,
  wait: wait * 1e6,
  bytes: kilobytes * 1e3,
  releases,
});

export const workloadOf = ({ stages, items }: AdvisorState): Workload => ({ items, stages: stages.map(stageOf) });

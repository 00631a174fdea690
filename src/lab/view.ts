import type { Way } from './counting.ts';
import type { ExperimentSnapshot } from './experiment.ts';
import type { RoundResult } from './pool.ts';
import { recordedCores, recordedFrom, recordedResults, recordedSettings } from './recorded.ts';
import { sentenceOf } from './sentence.ts';
import { expectedOf, type Settings } from './settings.ts';

export type ExperimentStatus =
  | 'idle'
  | 'checking'
  | 'starting'
  | 'running'
  | 'done'
  | 'timedOut'
  | 'crashed'
  | 'cancelled'
  | 'unsupported';

/** Updates lost in each round so far, for a chart with one dot a round. */
export interface Series {
  readonly way: Way;
  readonly label: string;
  readonly lost: readonly number[];
}

/** What a page shows of an experiment. */
export interface ExperimentView {
  readonly status: ExperimentStatus;
  /** Workers exist: offer Stop, not Start. */
  readonly busy: boolean;
  /** Empty, or where the results come from instead of this machine: they are recorded ones then, and to be labelled so. */
  readonly recorded: string;
  readonly results: readonly RoundResult[];
  readonly series: readonly Series[];
  /** Updates that each round makes. */
  readonly total: number;
  /** Number of the round under way, the control's rounds counted on; 0 when none is. */
  readonly round: number;
  readonly rounds: number;
  /** What was found, computed from the results; empty before the first. */
  readonly sentence: string;
  /** Why it could not run, or not to its end; else empty. */
  readonly problem: string;
  /** `hardwareConcurrency` of the machine that was measured; 0 when its browser does not tell. */
  readonly cores: number;
}

const LABELS: Readonly<Record<Way, string>> = { plain: 'load, add, store', atomic: 'Atomics.add' };

export function viewOf(snapshot: ExperimentSnapshot): ExperimentView {
  const { host, settings, results, problem } = snapshot.context;
  const { value } = snapshot;
  const status = typeof value === 'string' ? value : value.working;
  const state = {
    status,
    busy: snapshot.matches('working'),
    round: status === 'running' ? results.length + 1 : 0,
    problem,
  };
  if (status === 'unsupported')
    return { ...state, recorded: recordedFrom, ...measured(recordedResults, recordedSettings, recordedCores) };
  return { ...state, recorded: '', ...measured(results, settings, host.cores) };
}

function measured(results: readonly RoundResult[], settings: Settings, cores: number) {
  const ways: Way[] = settings.controls > 0 ? ['plain', 'atomic'] : ['plain'];
  return {
    results,
    series: ways.map((way) => ({ way, label: LABELS[way], lost: lostIn(results, way) })),
    total: expectedOf(settings),
    rounds: settings.rounds + settings.controls,
    sentence: sentenceOf(results, settings, cores),
    cores,
  };
}

const lostIn = (results: readonly RoundResult[], way: Way): number[] =>
  results.filter((r) => r.way === way).map((r) => r.lost);

/** A measured cell of real CPython: test/fixtures/calibration/README.md says what each field means. Seconds. */
export interface Cell {
  readonly scenario: 'cpu' | 'io' | 'mail' | 'mixed' | 'convoy' | 'shortrelease' | 'pipe' | 'prim';
  readonly executor: 'thread' | 'fork' | 'spawn' | 'seq' | 'hybrid' | 'prim';
  readonly workers: number;
  readonly cores: number;
  readonly python: string;
  readonly params: CellParams;
  readonly noisyRuns: number;
  readonly seconds?: Spread;
  readonly latencyMs?: Latency;
  /** What one worker's job takes alone on an idle machine. */
  readonly oneWorkerAlone?: { readonly wallSeconds: number; readonly cpuSeconds: number };
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly runs: number;
}

export interface Latency {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly mean: number;
}

export interface CellParams {
  readonly fn?: string;
  readonly mode?: string;
  readonly n?: number;
  readonly lat?: number;
  readonly client?: string;
  readonly login?: number;
  readonly f?: number;
  readonly m?: number;
  readonly w?: number;
  readonly ops?: number;
  readonly si?: number;
  readonly wait?: string;
  readonly hog?: string;
  readonly T?: number;
  readonly items?: number;
  readonly read?: number;
  readonly store?: number;
  readonly procs?: number;
  readonly grain?: string;
  readonly label?: string;
}

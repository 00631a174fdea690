import { formatSeed } from '../../schedule/seed.ts';
import type { ComparedProgram } from '../../simulate/compare-program.ts';
import { duration } from '../../simulate/difference.ts';
import { FAILED, WELL } from '../ending.ts';
import type { Io } from '../io.ts';
import { columns, percent } from './columns.ts';
import type { CompareOutcome } from './compare.ts';
import { endingText, faultsOf, statusOf, tracebacks } from './ending.ts';
import { machineAsJson } from './json.ts';

/** Prints a comparison, which is the command's result, to stdout; exceptions to stderr. Returns the exit status. */
export function reportComparison(io: Io, outcome: CompareOutcome, json: boolean): number {
  const { compared, program, until, seed, processes } = outcome;
  if (json) io.out(`${JSON.stringify(asJson(outcome), null, 2)}\n`);
  else {
    for (const one of compared) {
      const wrong = tracebacks(program, one) + lines(...faultsOf(one), endingText(one.run, until));
      if (wrong !== '') io.err(`${one.machine.name}:\n${wrong}`);
    }
    const said = compared.map(({ machine, difference, holdUp }) => difference || `${machine.name}: ${holdUp}`);
    io.out(`${table(compared)}\n${lines(...said, outputText(compared), processes, `seed ${formatSeed(seed)}`)}`);
  }
  return compared.every((one) => statusOf(one) === WELL) ? WELL : FAILED;
}

/** Those that say something, each on a line. */
const lines = (...texts: readonly string[]): string => texts.map((text) => (text === '' ? '' : `${text}\n`)).join('');

/** Waits are of all threads together: several can wait at the same time. */
function table(compared: readonly ComparedProgram[]): string {
  const head = ['machine', 'wall time', 'speed-up', 'efficiency', 'cores busy', 'GIL', 'locks', 'I/O', 'core'];
  const rows = compared.map(({ machine, run, metrics, speedUp, efficiency }) => [
    machine.name,
    duration(run.end),
    `${speedUp.toFixed(2)} ×`,
    percent(efficiency),
    percent(metrics.use),
    duration(metrics.waitingForGil),
    duration(metrics.waitingForLocks),
    duration(metrics.waitingForIo),
    duration(metrics.waitingForCore),
  ]);
  return columns([head, ...rows]);
}

/** The first line in which an output differs from that on the first machine. */
function outputText(compared: readonly ComparedProgram[]): string {
  const [first] = compared;
  const others = compared.filter(({ sameOutput }) => !sameOutput);
  if (first === undefined || others.length === 0) return 'The output is the same on all.';
  return others
    .map(({ machine, output }) => {
      const [a, b] = [first.output.split('\n'), output.split('\n')];
      const at = a.findIndex((line, index) => line !== b[index]);
      const line = at < 0 ? a.length : at;
      const [here, there] = [a[line] ?? 'nothing', b[line] ?? 'nothing'];
      return `The output differs on ${machine.name}, line ${line + 1}: ${there}\n  on ${first.machine.name}: ${here}`;
    })
    .join('\n');
}

function asJson({ compared, seed, until, processes, program }: CompareOutcome) {
  return {
    program: { file: program.file },
    seed: formatSeed(seed),
    machines: compared.map(({ machine, run, metrics, output, errors, ...one }) => ({
      machine: machineAsJson(machine),
      wall: run.end,
      speedUp: one.speedUp,
      efficiency: one.efficiency,
      serialShare: Number.isNaN(one.serialShare) ? null : one.serialShare,
      holdUp: one.holdUp,
      difference: one.difference,
      output,
      sameOutput: one.sameOutput,
      errors,
      ending: { kind: run.ending.kind, text: endingText(run, until) },
      bytecodes: one.bytecodes,
      metrics,
    })),
    ...(processes !== '' && { processes }),
  };
}

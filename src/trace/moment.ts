import { historyOf } from './history.ts';
import type { MemoryCell, Moment, Trace } from './types.ts';
import { machineAt } from './viewer.ts';

/**
 * Everything a page shows at a cursor, 0 ≤ cursor ≤ steps.length. Costs a restore and the steps since the last
 * checkpoint, plus once for each trace the index of its writes. Throws RangeError for another cursor.
 */
export function momentAt(trace: Trace, cursor: number): Moment {
  const vm = machineAt(trace, cursor);
  const history = historyOf(trace);
  const threads = trace.states[cursor] ?? [];
  const memory = vm.variables().map((variable): MemoryCell => {
    const last = history.lastWrite(variable.name, cursor);
    const step = last?.step ?? -1;
    return {
      ...variable,
      was: step < 0 ? '' : (last?.before ?? ''),
      writer: last?.thread ?? 0,
      step,
      hot: step >= 0 && step === cursor - 1,
    };
  });
  return {
    cursor,
    threads,
    memory,
    locks: vm.locks(),
    locals: threads.map((thread) => (thread.status === 'finished' ? [] : vm.locals(thread.id))),
    output: history.outputAt(cursor),
  };
}

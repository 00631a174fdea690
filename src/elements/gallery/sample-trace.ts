import { encode, OP } from '../../language/bytecode.ts';
import type { Program } from '../../language/program.ts';
import type { MemoryCell, Moment, Step, Trace } from '../../trace/types.ts';
import { defaultMachine } from '../../vm/machine.ts';
import type { Effect, LocalView, LockView, ThreadView } from '../../vm/types.ts';

/** A program by its text, and for some lines the code that `E` shows: [line, operation, operand]. */
export function sampleProgram(
  file: string,
  source: string,
  globals: readonly string[],
  code: readonly (readonly [line: number, op: string, operand?: number])[] = [],
): Program {
  return {
    file,
    source,
    code: Int32Array.from(code, ([, op, operand]) => encode(OP[op] ?? 0, operand)),
    lines: Int32Array.from(code, ([line]) => line),
    columns: new Int32Array(code.length).fill(1),
    endColumns: new Int32Array(code.length).fill(2),
    constants: [{ kind: 'int', value: '1' }],
    names: [],
    globals: globals.map((name) => ({ name, kind: 'shared', line: 1 })),
    functions: [],
    handlers: [],
    startsThreads: true,
  };
}

export const thread = (id: number, call: string, line: number, more: Partial<ThreadView> = {}): ThreadView => ({
  id,
  mark: id === 0 ? 'main' : `T${id}`,
  name: id === 0 ? 'MainThread' : `Thread-${id}`,
  call,
  status: 'runnable',
  enabled: true,
  line,
  pc: 0,
  reason: '',
  waitsFor: null,
  error: '',
  ...more,
});

export const blockedOn = (name: string, holder: number): Partial<ThreadView> => ({
  status: 'blocked',
  enabled: false,
  reason: `needs ${name}`,
  waitsFor: { name, holder },
});

export const ready: Partial<ThreadView> = { status: 'runnable', enabled: true, reason: '', waitsFor: null };
export const asleep: Partial<ThreadView> = { status: 'sleeping', enabled: true, reason: 'asleep 30 ms' };
export const finished: Partial<ThreadView> = {
  status: 'finished',
  enabled: false,
  line: 0,
  pc: -1,
  reason: 'finished',
  waitsFor: null,
};

export const effect = (kind: Effect['kind'], who: number, name: string, before = '', after = ''): Effect => ({
  kind,
  thread: who,
  pc: -1,
  line: 0,
  address: [...name].reduce((sum, c) => sum * 31 + c.charCodeAt(0), 7) | 0,
  name,
  before,
  after,
  text: kind === 'sleep' ? '30 ms' : '',
});

/** One written step: who, where, what it did, and how threads stand after it. */
export interface Row {
  readonly thread: number;
  readonly line: number;
  readonly effects: readonly Effect[];
  readonly after?: Readonly<Record<number, Partial<ThreadView>>>;
}

/** A trace from its rows. */
export function sampleTrace(
  program: Program,
  start: readonly ThreadView[],
  rows: readonly Row[],
  ending: Trace['ending'],
): Trace {
  const states: (readonly ThreadView[])[] = [start];
  const steps: Step[] = [];
  for (const row of rows) {
    steps.push({ thread: row.thread, line: row.line, effects: row.effects });
    const before = states.at(-1) ?? [];
    states.push(row.after ? before.map((t) => ({ ...t, ...row.after?.[t.id] })) : before);
  }
  return { program, machine: defaultMachine, setup: [], steps, states, ending, checkpoints: new Map() };
}

/** What a page shows at a cursor, from the effects alone. */
export function sampleMoment(
  trace: Trace,
  cursor: number,
  first: Readonly<Record<string, string>>,
  locals: readonly (readonly LocalView[])[] = [],
): Moment {
  const memory = new Map<string, MemoryCell>(
    Object.entries(first).map(([name, value]) => [
      name,
      { address: 0, name, value, was: '', writer: 0, step: -1, hot: false },
    ]),
  );
  const locks = new Map<string, LockView>();
  let output = '';
  for (let k = 0; k < cursor; k++) {
    for (const e of trace.steps[k]?.effects ?? []) {
      const hot = k === cursor - 1;
      if (e.kind === 'store') {
        memory.set(e.name, {
          address: e.address,
          name: e.name,
          value: e.after,
          was: e.before,
          writer: e.thread,
          step: k,
          hot,
        });
      }
      if (e.kind === 'acquire' || e.kind === 'release') {
        locks.set(e.name, { address: e.address, name: e.name, holder: e.kind === 'acquire' ? e.thread : -1 });
      }
      if (e.kind === 'print') output += e.text;
    }
  }
  const threads = trace.states[cursor] ?? [];
  return { cursor, threads, memory: [...memory.values()], locks: [...locks.values()], locals, output };
}

import { type Story, storyOf } from '../../analysis/notes.ts';
import type { Lane, Moment, Segment, SegmentState, Timeline, Trace } from '../../trace/types.ts';
import type { LocalView, ThreadView } from '../../vm/types.ts';
import {
  asleep,
  blockedOn,
  effect,
  finished,
  type Row,
  ready,
  sampleMoment,
  sampleProgram,
  sampleTrace,
  thread,
} from './sample-trace.ts';

/** A run as a page has it: the trace, its story, and what shows at a cursor. */
export interface Sample {
  readonly trace: Trace;
  readonly story: Story;
  readonly cursor: number;
  readonly moment: Moment;
}

const counterSource = `import threading

count = 0

def work():
    global count
    for _ in range(10):
        tmp = count
        count = tmp + 1

one = threading.Thread(target=work)
two = threading.Thread(target=work)
one.start()
two.start()
one.join()
two.join()
print(count)          # 20?
`;

const counterProgram = sampleProgram(
  'counter.py',
  counterSource,
  ['count'],
  [
    [7, 'FOR_RANGE', 9],
    [8, 'LOAD_GLOBAL', 0],
    [8, 'STORE_LOCAL', 1],
    [9, 'LOAD_LOCAL', 1],
    [9, 'LOAD_CONST', 0],
    [9, 'BINARY', 0],
    [9, 'STORE_GLOBAL', 0],
    [7, 'JUMP_BACK', 0],
  ],
);

/** The counter under any schedule: one digit (or letter) a step, any number of threads. */
export function counter(schedule: string, threads = 2, cursor = schedule.length, call = 'work()'): Sample {
  const start: ThreadView[] = [
    thread(0, '<module>', 15, {
      status: 'blocked',
      enabled: false,
      reason: 'waits for T1',
      waitsFor: { name: 'T1', holder: 1 },
    }),
  ];
  for (let id = 1; id <= threads; id++) start.push(thread(id, call, 8, { pc: 1 }));
  const tmp = new Map<number, number>();
  const left = new Map<number, number>();
  const rows: Row[] = [];
  let count = 0;
  let locals: LocalView[][] = [];
  [...schedule].forEach((char, k) => {
    const id = Number.parseInt(char, 36);
    const read = tmp.get(id);
    if (read === undefined) {
      tmp.set(id, count);
      rows.push({
        thread: id,
        line: 8,
        effects: [effect('load', id, 'count', `${count}`, `${count}`)],
        after: { [id]: { line: 9, pc: 6 } },
      });
    } else {
      const turns = (left.get(id) ?? 10) - 1;
      left.set(id, turns);
      tmp.delete(id);
      const store = effect('store', id, 'count', `${count}`, `${read + 1}`);
      const last = turns === 0;
      rows.push({
        thread: id,
        line: 9,
        effects: last ? [store, effect('finish', id, '')] : [store],
        after: { [id]: last ? finished : { line: 8, pc: 1 } },
      });
      count = read + 1;
    }
    if (k === cursor - 1) locals = start.map((t) => localsOf(tmp.get(t.id), left.get(t.id)));
  });
  const done = start.slice(1).every((t) => left.get(t.id) === 0);
  const trace = sampleTrace(counterProgram, start, rows, { kind: done ? 'finished' : 'open' });
  return { trace, story: storyOf(trace), cursor, moment: sampleMoment(trace, cursor, { count: '0' }, locals) };
}

const localsOf = (tmp: number | undefined, left: number | undefined): LocalView[] => [
  { name: '_', value: String(10 - (left ?? 10)) },
  ...(tmp === undefined ? [] : [{ name: 'tmp', value: String(tmp) }]),
];

const transferSource = `from threading import Thread, Lock
import time

class Account:
    def __init__(self, balance):
        self.balance, self.lock = balance, Lock()

def transfer(src, dst, amount):
    with src.lock:
        with dst.lock:
            src.balance -= amount
            dst.balance += amount

def heartbeat():
    while True:
        time.sleep(0.03)
        stats["beats"] += 1

a, b, stats = Account(100), Account(50), {"beats": 0}
Thread(target=transfer, args=(a, b, 10)).start()      # T1
Thread(target=transfer, args=(b, a, 20)).start()      # T2
Thread(target=heartbeat, daemon=True).start()         # T3
`;

/** Two transfers in opposite directions, stuck; a third thread lives on. */
export function deadlock(): Sample {
  const program = sampleProgram('transfer.py', transferSource, []);
  const start = [
    thread(0, '<module>', 0, finished),
    thread(1, 'transfer(a, b, 10)', 9),
    thread(2, 'transfer(b, a, 20)', 9),
    thread(3, 'heartbeat()', 17),
  ];
  const beats = (n: number): Row[] => [
    { thread: 3, line: 17, effects: [effect('load', 3, 'stats["beats"]', `${n}`, `${n}`)] },
    {
      thread: 3,
      line: 17,
      effects: [effect('store', 3, 'stats["beats"]', `${n}`, `${n + 1}`)],
      after: { 3: { line: 16 } },
    },
    { thread: 3, line: 16, effects: [effect('sleep', 3, '')], after: { 3: asleep } },
  ];
  const look = (who: number): Row => ({ thread: who, line: 9, effects: [effect('load', who, 'src.lock')] });
  const rows: Row[] = [
    ...beats(0),
    look(1),
    { thread: 1, line: 9, effects: [effect('acquire', 1, 'a.lock')], after: { 1: { line: 10 } } },
    look(2),
    look(2),
    {
      thread: 2,
      line: 9,
      effects: [effect('acquire', 2, 'b.lock')],
      after: { 2: { line: 10, ...blockedOn('a.lock', 1) } },
    },
    { thread: 1, line: 10, effects: [effect('load', 1, 'dst.lock')], after: { 1: blockedOn('b.lock', 2) } },
    { thread: 3, line: 16, effects: [effect('wake', 3, '')], after: { 3: { ...ready, line: 17 } } },
    ...beats(1),
  ];
  const trace = sampleTrace(program, start, rows, { kind: 'open' });
  const first = { 'a.balance': '100', 'b.balance': '50', 'stats["beats"]': '0' };
  const cursor = rows.length;
  return { trace, story: storyOf(trace), cursor, moment: sampleMoment(trace, cursor, first) };
}

/** One thread ended by an exception. */
export function failed(): Sample {
  const base = counter('1212112', 2);
  const error = 'ZeroDivisionError: integer division or modulo by zero';
  const raise: Row = {
    thread: 2,
    line: 9,
    effects: [{ ...effect('error', 2, ''), text: error, line: 9 }],
    after: { 2: { ...finished, line: 9, error } },
  };
  const rows: Row[] = base.trace.steps.map((s, k) => ({
    ...s,
    after: Object.fromEntries((base.trace.states[k + 1] ?? []).map((t) => [t.id, t])),
  }));
  const trace = sampleTrace(counterProgram, base.trace.states[0] ?? [], [...rows, raise], { kind: 'open' });
  return { trace, story: storyOf(trace), cursor: 8, moment: sampleMoment(trace, 8, { count: '0' }) };
}

/** Philosophers: n threads, n forks, each waits for the next. */
export const philosophers = (n: number): ThreadView[] => [
  thread(0, '<module>', 0, finished),
  ...Array.from({ length: n }, (_, i) =>
    thread(i + 1, 'dine()', 7, blockedOn(`fork${(i + 1) % n}`, ((i + 1) % n) + 1)),
  ),
];

/** A queue of threads behind one lock: nobody is in a circle. */
export const queue = (): ThreadView[] => [
  thread(0, '<module>', 0, finished),
  thread(1, 'work()', 6),
  thread(2, 'work()', 5, blockedOn('lock', 1)),
  thread(3, 'work()', 5, blockedOn('lock', 1)),
];

/** A timeline with about `count` segments in four lanes, and a GIL lane that walks between them. */
export function long(count: number): Timeline {
  const perLane = Math.floor(count / 5);
  const states: readonly SegmentState[] = ['running', 'ready', 'lock', 'ready', 'running', 'io'];
  const lanes: Lane[] = [{ id: 'GIL', kind: 'gil', label: 'GIL', detail: 'baton', thread: -1, segments: [] }];
  const gil: Segment[] = [];
  for (let id = 1; id <= 4; id++) {
    const segments: Segment[] = [];
    for (let i = 0; i < perLane; i++) {
      const state = states[(i * 7 + id * 3) % states.length] ?? 'ready';
      segments.push({
        start: i * 4,
        end: i * 4 + 4,
        state,
        label: state,
        name: `T${id}, ${state}, step ${i * 4}`,
        thread: id,
      });
    }
    lanes.push({ id: `T${id}`, kind: 'thread', label: `T${id}`, detail: 'work()', thread: id, segments });
  }
  for (let i = 0; i < perLane; i++) {
    const who = (i % 4) + 1;
    gil.push({
      start: i * 4,
      end: i * 4 + 4,
      state: 'gil',
      label: `T${who}`,
      name: `T${who} has the GIL`,
      thread: who,
    });
  }
  lanes[0] = { id: 'GIL', kind: 'gil', label: 'GIL', detail: 'baton', thread: -1, segments: gil };
  return { unit: 'step', end: perLane * 4 - 1, lanes, holds: [], waits: [], baton: [], notes: [] };
}

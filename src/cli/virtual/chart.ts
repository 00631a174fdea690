import { duration } from '../../simulate/difference.ts';
import { PHASES, type ThreadPhase } from '../../simulate/recorder.ts';
import type { Run } from '../../simulate/run.ts';
import { cut } from './columns.ts';

/** A character for each phase. Each differs from its neighbours in shape or in darkness, not in colour. */
const MARKS: Readonly<Record<ThreadPhase, string>> = {
  new: ' ',
  running: '█',
  ready: ':',
  gil: '░',
  lock: '▒',
  join: '▒',
  io: '─',
  sleep: '─',
  done: ' ',
};
const LEGEND =
  '█ runs  ░ ready, waits for the GIL  : ready, waits for a core  ▒ waits for a lock or thread  ─ I/O or sleep';

/** Width of a run in characters, and rows at most. */
const WIDE = 100;
const ROWS = 40;

/** A row for each thread over the whole run: each character stands for what the thread did most in its hundredth. */
export function chart(run: Run): string {
  const { threads, end } = run;
  const shares = phaseTimes(run);
  const shown = threads.slice(0, ROWS);
  const names = shown.map(({ name }) => cut(name, 20));
  const width = Math.max(...names.map((name) => name.length));
  const rows = shown.map(({ id }, row) => {
    const marks = Array.from({ length: WIDE }, (_, column) => markAt(shares, id, column)).join('');
    return `${(names[row] ?? '').padEnd(width)} ${marks.trimEnd()}\n`;
  });
  const more = threads.length > ROWS ? `… and ${threads.length - ROWS} more\n` : '';
  const axis = `${''.padEnd(width)} 0${duration(end).padStart(WIDE - 1)}\n`;
  return `${axis}${rows.join('')}${more}${LEGEND}\n`;
}

const at = (thread: number, column: number, phase: number): number => (thread * WIDE + column) * PHASES.length + phase;

/** Nanoseconds of each thread in each column in each phase. */
function phaseTimes({ stretches, end, threads }: Run): Float64Array {
  const times = new Float64Array(threads.length * WIDE * PHASES.length);
  if (stretches === null || end === 0) return times;
  const step = end / WIDE;
  for (let index = 0; index < stretches.start.length; index++) {
    const [thread, phase] = [stretches.thread[index] ?? 0, stretches.phase[index] ?? 0];
    const [from, to] = [stretches.start[index] ?? 0, stretches.end[index] ?? 0];
    const last = Math.min(WIDE - 1, Math.floor(to / step));
    for (let column = Math.floor(from / step); column <= last; column++) {
      const share = Math.min(to, (column + 1) * step) - Math.max(from, column * step);
      const place = at(thread, column, phase);
      if (share > 0) times[place] = (times[place] ?? 0) + share;
    }
  }
  return times;
}

function markAt(times: Float64Array, thread: number, column: number): string {
  let most = 0;
  let mark = ' ';
  PHASES.forEach((phase, number) => {
    const time = times[at(thread, column, number)] ?? 0;
    if (time <= most) return;
    most = time;
    mark = MARKS[phase];
  });
  return mark;
}

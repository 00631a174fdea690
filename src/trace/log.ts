import { IDLE } from '../schedule/scheduler.ts';
import { markOf } from '../schedule/text.ts';
import type { Effect, ThreadView } from '../vm/types.ts';
import type { LogEntry, Remark, Trace } from './types.ts';

/** Who chose the steps: the log says whose switch it was. */
export type Chooser = 'you' | 'the seed' | 'the schedule' | 'round robin' | 'the search';

/**
 * The event log: a sentence for each thing that happened, in order of step. An entry of step k belongs to that step;
 * what a step brought about for another thread (it blocks) belongs to the next one, where the lane shows it.
 * `remarks` (analysis/lost-updates.ts) follow the step's own entries.
 */
export function logOf(trace: Trace, remarks: readonly Remark[] = [], chooser: Chooser = 'you'): LogEntry[] {
  const log: LogEntry[] = [];
  const { steps, states } = trace;
  let last = -1;
  let holder = -1;
  let next = 0;
  for (let k = 0; k < steps.length; k++) {
    const step = steps[k];
    const before = states[k] ?? [];
    const after = states[k + 1] ?? [];
    if (step === undefined) break;
    if (step.thread === IDLE) {
      log.push({ step: k, thread: -1, text: 'nobody runs', tone: 'plain' });
      continue;
    }
    const { thread } = step;
    if (last >= 0 && last !== thread && couldGoOn(before[last])) {
      const verb = chooser === 'you' ? 'switch' : 'switches';
      log.push({ step: k, thread, text: `${chooser} ${verb} ${markOf(last)} → ${markOf(thread)}`, tone: 'switch' });
    }
    const gil = trace.machine.gil;
    const wakes = step.effects[0]?.kind === 'wake';
    if (gil && holder < 0 && !wakes) log.push({ step: k, thread, text: 'takes the GIL', tone: 'plain' });
    const drops = gil && dropsGil(after[thread]);
    for (const effect of step.effects) {
      const text = sentence(effect) + (gil && effect.kind === 'wake' && holder < 0 ? ', takes the GIL' : '');
      const suffix =
        drops && effect.thread === thread && (effect.kind === 'sleep' || effect.kind === 'finish')
          ? ', drops the GIL'
          : '';
      log.push({ step: k, thread: effect.thread, text: text + suffix, tone: toneOf(effect) });
    }
    for (; next < remarks.length && (remarks[next]?.step ?? 0) <= k; next++) {
      const remark = remarks[next];
      if (remark?.step === k) log.push({ step: k, thread: remark.thread, text: remark.text, tone: 'bad' });
    }
    holder = drops ? -1 : thread;
    last = thread;
    if (after !== before) newlyBlocked(log, k + 1, before, after);
  }
  return log;
}

/** The thread was not waiting: leaving it was a choice. */
export const couldGoOn = (view: ThreadView | undefined): boolean =>
  view?.enabled === true && view.status !== 'sleeping';

const dropsGil = (view: ThreadView | undefined): boolean =>
  view?.status === 'blocked' || view?.status === 'sleeping' || view?.status === 'finished';

function newlyBlocked(
  log: LogEntry[],
  step: number,
  before: readonly ThreadView[],
  after: readonly ThreadView[],
): void {
  for (const view of after) {
    const old = before[view.id];
    if (view === old || view.status !== 'blocked' || view.waitsFor === null) continue;
    const { name, holder } = view.waitsFor;
    if (old?.status === 'blocked' && old.waitsFor?.name === name && old.waitsFor.holder === holder) continue;
    if (/^waits for /.test(view.reason)) {
      if (view.id !== 0) log.push({ step, thread: view.id, text: `waits for ${name}`, tone: 'lock' });
      continue;
    }
    const who = holder < 0 ? '' : ` (${holder === view.id ? 'which it has itself' : `${markOf(holder)} has it`})`;
    log.push({ step, thread: view.id, text: `blocks on ${name}${who}`, tone: 'lock' });
  }
}

function sentence({ kind, name, before, after, text }: Effect): string {
  switch (kind) {
    case 'load':
      return `reads ${name}: ${after}`;
    case 'store':
      return before === '' ? `writes ${name}: ${after}` : `writes ${name}: ${before} → ${after}`;
    case 'acquire':
      return `acquires ${name}`;
    case 'release':
      return `releases ${name}`;
    case 'wait':
      return `waits at ${name}: ${after}`;
    case 'notify':
      return `wakes those who wait at ${name}: ${after}`;
    case 'start':
      return `starts ${name}`;
    case 'join':
      return `joins ${name}`;
    case 'finish':
      return 'finishes';
    case 'print':
      return `prints ${text.trimEnd()}`;
    case 'sleep':
      return `sleeps ${name}`.trimEnd();
    case 'wake':
      return 'wakes';
    case 'error':
      return `raises ${text}`;
    case 'cut':
      return 'computes on: its step was cut';
  }
}

const toneOf = ({ kind }: Effect): LogEntry['tone'] =>
  kind === 'error' ? 'bad' : kind === 'acquire' || kind === 'release' ? 'lock' : kind === 'finish' ? 'ok' : 'plain';

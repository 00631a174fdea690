import { cycleOf } from '../analysis/wait-for.ts';
import { markOf } from '../schedule/text.ts';
import type { Trace } from '../trace/types.ts';
import type { Effect, ThreadView } from '../vm/types.ts';
import { lastViews } from './outcome.ts';

/** Exit status of the command: the run ended well; it failed, or did not end; the command made no sense. */
export const WELL = 0;
export const FAILED = 1;
export const REFUSED = 2;

/** WELL when all threads came to their end without an uncaught exception. */
export function statusOf(trace: Trace): number {
  if (trace.ending.kind !== 'finished') return FAILED;
  return lastViews(trace).some((view) => view.error !== '') ? FAILED : WELL;
}

/** Why the run did not come to its end, as a sentence; empty when it did. */
export function endingText(trace: Trace): string {
  const { ending } = trace;
  switch (ending.kind) {
    case 'finished':
      return '';
    case 'stopped':
      // A reason that says no more than how many steps it was is the step limit itself.
      return `Not finished: ${ending.reason}${/steps?$/.test(ending.reason) ? ', the limit that --max-steps sets' : ''}.`;
    case 'open': {
      const able = lastViews(trace).filter((view) => view.enabled);
      const who = listed(able.map((view) => view.mark));
      return `Not finished: the schedule ends after ${trace.steps.length.toLocaleString('en')} steps, and ${who} can go on.`;
    }
    case 'stuck': {
      const views = lastViews(trace);
      const cycle = cycleOf(views);
      const others = ending.threads.filter((id) => !cycle.includes(id));
      const clauses = [...cycle, ...others].map((id) => waiting(views, id));
      return `${cycle.length > 0 ? 'Deadlock' : 'Stuck'}: ${clauses.join('; ')}.`;
    }
  }
}

/** `T1 needs b at line 8, which T2 has`. */
function waiting(views: readonly ThreadView[], id: number): string {
  const view = views[id];
  if (view === undefined) return `${markOf(id)} cannot go on`;
  const { mark, line, waitsFor, reason } = view;
  const text = `${mark} ${reason || 'cannot go on'} at line ${line}`;
  if (waitsFor === null || waitsFor.holder < 0 || reason.startsWith('waits for ')) return text;
  if (waitsFor.holder === id) return `${text}, which it has itself`;
  const holder = views[waitsFor.holder];
  return `${text}, which ${markOf(waitsFor.holder)} has${holder?.status === 'finished' ? ', though it has finished' : ''}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Uncaught exceptions as CPython prints them, but with the innermost call alone. */
export function tracebacks(trace: Trace): string {
  const errors = [trace.setup, ...trace.steps.map((step) => step.effects)].flatMap((effects) =>
    effects.filter((effect) => effect.kind === 'error'),
  );
  return errors.map((error) => traceback(trace, error)).join('');
}

function traceback(trace: Trace, { thread, pc, line, text }: Effect): string {
  const { file, source, functions } = trace.program;
  const where = functions.find((f) => f.entry <= pc && pc < f.end)?.name ?? '<module>';
  const name = lastViews(trace)[thread]?.name ?? markOf(thread);
  const lines = thread === 0 ? [] : [`Exception in thread ${name}:`];
  lines.push('Traceback (most recent call last):', `  File "${file}", line ${line}, in ${where}`);
  const code = source.split('\n')[line - 1]?.trim();
  if (code) lines.push(`    ${code}`);
  return `${[...lines, text].join('\n')}\n`;
}

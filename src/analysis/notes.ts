import { markOf } from '../schedule/text.ts';
import { type Chooser, logOf } from '../trace/log.ts';
import { plural } from '../trace/span.ts';
import { timelineOf } from '../trace/timeline.ts';
import type { LogEntry, Note, Timeline, Trace } from '../trace/types.ts';
import type { ThreadView } from '../vm/types.ts';
import { type LostUpdate, lostUpdatesOf } from './lost-updates.ts';
import { cycleOf, isJoin } from './wait-for.ts';

/** What a run means: its timeline with notes, its log with remarks, and the lost updates themselves. */
export interface Story {
  readonly timeline: Timeline;
  readonly log: readonly LogEntry[];
  readonly lost: readonly LostUpdate[];
}

/** Everything that a page draws of a whole trace. Linear in its steps. */
export function storyOf(trace: Trace, chooser: Chooser = 'you'): Story {
  const lost = lostUpdatesOf(trace);
  return { timeline: timelineOf(trace, notesOf(trace, lost)), log: logOf(trace, lost, chooser), lost };
}

/** What deserves a line across the lanes, in order of step: lost updates, uncaught exceptions, deadlocks, the end. */
export function notesOf(trace: Trace, lost: readonly LostUpdate[] = lostUpdatesOf(trace)): Note[] {
  const notes: Note[] = [...lost.map(lostNote), ...errorNotes(trace), ...deadlockNotes(trace), ...endNotes(trace)];
  return notes.sort((a, b) => a.at - b.at); // stable: an end comes after what led to it
}

const lostNote = ({ step, thread, name, text, count }: LostUpdate): Note => {
  return {
    at: step,
    tone: 'bad',
    title: `${plural(count, 'update')} of ${name} lost at step ${step}`,
    text: `${markOf(thread)} ${text}.`,
  };
};

/** Uncaught exceptions; one of the set-up stands before step 0. */
const errorNotes = (trace: Trace): Note[] =>
  [trace.setup, ...trace.steps.map((step) => step.effects)].flatMap((effects, k) =>
    effects
      .filter((effect) => effect.kind === 'error')
      .map((effect): Note => {
        const where = k === 0 ? 'before the first step' : `at step ${k - 1}`;
        const title = `Exception in ${markOf(effect.thread)} ${where}`;
        return { at: Math.max(0, k - 1), tone: 'bad', title, text: `${effect.text} (line ${effect.line}).` };
      }),
  );

/** One note for each set of threads that closes a cycle, at the moment it closes. */
function deadlockNotes(trace: Trace): Note[] {
  const notes: Note[] = [];
  const known = new Set<string>();
  trace.states.forEach((views, at) => {
    const before = trace.states[at - 1];
    if (views === before || !views.some((view) => view !== before?.[view.id] && view.waitsFor !== null)) return;
    const cycle = cycleOf(views);
    const key = cycle.join();
    if (cycle.length === 0 || known.has(key)) return;
    known.add(key);
    const members = cycle.flatMap((id) => views[id] ?? []);
    const text = members.length === 1 ? itself(members) : `${members.map(waitOf).join('; ')}. Nobody can go first.`;
    notes.push({ at, tone: 'lock', title: `Deadlock at step ${at}`, text });
  });
  return notes;
}

const itself = ([view]: ThreadView[]): string =>
  `${view?.mark} waits for ${view?.waitsFor?.name}, which it holds itself. It can never go on.`;

const waitOf = (view: ThreadView): string => {
  const { name = '', holder = -1 } = view.waitsFor ?? {};
  if (isJoin(view)) return `${view.mark} waits for ${name} to finish`;
  return `${view.mark} waits for ${name}${holder < 0 ? '' : `, which ${markOf(holder)} has`}`;
};

function endNotes(trace: Trace): Note[] {
  const at = trace.steps.length;
  const views = trace.states.at(-1) ?? [];
  switch (trace.ending.kind) {
    case 'open':
      return [];
    case 'finished':
      return [{ at, tone: 'ok', title: `Finished after ${plural(at, 'step')}`, text: 'All threads have finished.' }];
    case 'stopped':
      return [
        { at, tone: 'plain', title: 'Stopped', text: `The run was ${trace.ending.reason}; it has not finished.` },
      ];
    case 'stuck': {
      if (cycleOf(views).length > 0) return [];
      const waits = trace.ending.threads.flatMap((id) => views[id] ?? []).map(waitOf);
      return [
        { at, tone: 'lock', title: `Stuck at step ${at}`, text: `${waits.join('; ')}. Nobody is left to end it.` },
      ];
    }
  }
}

import { type LostUpdate, lostUpdatesOf } from '../analysis/lost-updates.ts';
import { notesOf } from '../analysis/notes.ts';
import { switchesOf } from '../analysis/switches.ts';
import { goalOf } from '../explore/goal.ts';
import { type Chooser, logOf } from '../trace/log.ts';
import { timelineOf } from '../trace/timeline.ts';
import type { LogEntry, Note, Timeline, Trace } from '../trace/types.ts';
import { machineAt } from '../trace/viewer.ts';
import type { LessonData } from './lesson.ts';

/** Everything the page draws of a whole trace. */
export interface Story {
  readonly timeline: Timeline;
  readonly log: readonly LogEntry[];
  readonly lost: readonly LostUpdate[];
  /** Set when the run has ended: what the counter is, and how many updates are missing. */
  readonly result: { readonly value: number; readonly missing: number } | undefined;
  /** Switches that the whole run took. */
  readonly switches: number;
  /** The run has ended, and the lesson's goal holds. */
  readonly reached: boolean;
}

export function storyOf(trace: Trace, chooser: Chooser, lesson: LessonData): Story {
  const lost = lostUpdatesOf(trace);
  const ended = trace.ending.kind === 'finished' || trace.ending.kind === 'stuck';
  const value = ended ? finalValue(trace, lesson.counter.name) : undefined;
  const result = value === undefined ? undefined : { value, missing: lesson.counter.updates - value };
  const notes = [...notesOf(trace, lost), ...resultNote(trace, lesson, result)];
  return {
    timeline: timelineOf(trace, notes),
    log: logOf(trace, lost, chooser),
    lost,
    result,
    switches: switchesOf(trace).length,
    reached: ended && goalOf(lesson.goal.state).holds(machineAt(trace, trace.steps.length)),
  };
}

function finalValue(trace: Trace, name: string): number | undefined {
  const text = machineAt(trace, trace.steps.length).global(name);
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** The named result comes first: how many updates are missing at the end. */
function resultNote(trace: Trace, { counter }: LessonData, result: Story['result']): Note[] {
  if (result === undefined || result.missing <= 0) return [];
  const title = `Lost ${result.missing} of ${counter.updates} updates`;
  const text = `${counter.name} is ${result.value}, and each line did what it says.`;
  return [{ at: trace.steps.length - 1, tone: 'bad', title, text }];
}

import type { RunController } from './run-controller.ts';

const subject = (thread: number): string => (thread < 0 ? '' : thread === 0 ? 'main ' : `T${thread} `);

/** What the step before the cursor did, without its number: `T1 reads count: 0`. */
export function lastStep({ run, story }: Pick<RunController, 'run' | 'story'>): string {
  const at = run.cursor - 1;
  return story.log
    .filter((entry) => entry.step === at && entry.tone !== 'switch')
    .map((entry) => subject(entry.thread) + entry.text)
    .join('. ');
}

/** For screen readers: after a step, what it did; while playing only what matters. */
export function spoken(runs: RunController): string {
  const { run, story, playing } = runs;
  const note = story.timeline.notes.findLast(
    (n) => n.at === run.cursor - 1 || (n.at === run.cursor && n.tone !== 'bad'),
  );
  if (playing) return note === undefined ? '' : `${note.title}.`;
  const did = lastStep(runs);
  const end = note === undefined ? '' : ` ${note.title}.`;
  return `Step ${run.cursor} of ${run.trace.steps.length}.${did && ` ${did}.`}${end}`;
}

import type { Program } from '../language/program.ts';
import { parseSchedule } from '../schedule/text.ts';
import type { RcLessonPage } from './lesson-page.ts';
import { share } from './share.ts';

/** What the reader of a lesson can ask for, beyond stepping: each from a button or a key. */

/** On to the next step of the lesson; from the prediction, by locking it in. What is not open stays shut. */
export function next(page: RcLessonPage): void {
  const { at, locked } = page.flow.progress;
  page.flow.send({ type: at === 'predict' && !locked ? 'lock' : 'next' });
}

async function show(page: RcLessonPage, program: Program, schedule: string, cursor?: number): Promise<void> {
  page.editing = false;
  await page.runs.open(program, page.lesson.data.machine, parseSchedule(schedule).steps, cursor);
}

/** The reader's best run, from its start. */
export async function replayMine(page: RcLessonPage): Promise<void> {
  await show(page, page.program, page.flow.progress.mine, 0);
  page.runs.play();
}

/** The lesson's own solution, once all hints have been read. */
export const showBest = (page: RcLessonPage): Promise<void> => show(page, page.program, page.lesson.data.golden);

/** The text of the program has changed. */
export function edit(page: RcLessonPage, text: string): void {
  page.flow.send({ type: 'edit', text: text === page.lesson.source ? '' : text || '\n' });
  page.fix.edited(text);
}

/** Goes through every schedule of the reader's program. */
export async function check(page: RcLessonPage): Promise<void> {
  if (page.at !== 'fix' || page.fix.checking !== undefined) return;
  const result = await page.fix.check(page.attempt);
  if (result?.kind === 'holds') page.flow.send({ type: 'fix' });
  page.told = result?.what ?? page.fix.problem;
}

/** The counterexample of the last check, at the moment after its first lost update, if it has one. */
export async function openCounterexample(page: RcLessonPage): Promise<void> {
  const { result, checked } = page.fix;
  if (!result?.schedule) return;
  const program = await page.fix.load(checked, page.lesson.data.machine);
  if (program === undefined) return;
  page.editing = false;
  await page.runs.open(
    program,
    page.lesson.data.machine,
    parseSchedule(result.schedule).steps,
    undefined,
    'the search',
  );
  const lost = page.runs.story.lost[0];
  if (lost !== undefined) page.runs.seek(lost.step + 1);
}

/** A new run of the program as the reader has it. */
export async function followMine(page: RcLessonPage): Promise<void> {
  const program = await page.fix.load(page.attempt, page.lesson.data.machine);
  if (program !== undefined) await page.runs.open(program, page.lesson.data.machine);
  else page.editing = true; // that is where the reason is
}

/** On coming to the Fix step with a changed program: it is what an empty run is of. */
export async function adopt(page: RcLessonPage): Promise<void> {
  if (page.attempt === page.lesson.source) return;
  const program = await page.fix.load(page.attempt, page.lesson.data.machine);
  const { trace } = page.runs.run;
  if (program === undefined || trace.steps.length > 0 || trace.program.source === program.source) return;
  await page.runs.open(program, page.lesson.data.machine);
}

/** Back to the lesson's own program, after a link or an edit. */
export const ownProgram = (page: RcLessonPage): Promise<string> =>
  page.runs.open(page.program, page.lesson.data.machine);

/** Copies the link of the run; where that is refused, shows it. */
export async function shareRun(page: RcLessonPage): Promise<void> {
  const shared = await share(page.runs.run, page.lesson);
  page.copied = shared.kind === 'copied' ? 'Link copied.' : '';
  if (shared.kind === 'shown') page.notice = { text: 'Copy this link:', link: shared.url };
  if (shared.kind === 'refused') page.notice = { text: shared.message };
}

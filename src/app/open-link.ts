import type { Program } from '../language/program.ts';
import type { DecodedLink, Link } from '../trace/link.ts';
import type { RcLessonPage } from './lesson-page.ts';

/**
 * Opens a run from a link: exactly that run, at that moment. Of a damaged one, the part that can be read; of one that
 * cannot be read at all, nothing. Either way a sentence says so, and the run that was there stays, or stays behind Undo.
 */
export async function openLink(page: RcLessonPage, { link, error }: DecodedLink): Promise<void> {
  if (link === null) {
    page.notice = { text: `${error} Nothing on this page has changed.` };
    return;
  }
  if (link.schedule.length === 0 && link.program === undefined) {
    if (error) page.notice = { text: error };
    return;
  }
  const program = await programOf(page, link);
  if (typeof program === 'string') {
    page.notice = { text: `The program in this link cannot run here: ${program} Nothing on this page has changed.` };
    return;
  }
  page.editing = false;
  const fault = await page.runs.open(program, link.machine, link.schedule, link.cursor);
  const text = [error, fault].filter(Boolean).join(' ') || welcome(page, link, program);
  page.notice = text ? { text } : undefined;
}

/** The program that a link means, or why it cannot be run. */
async function programOf(page: RcLessonPage, { program, machine }: Link): Promise<Program | string> {
  if (program === undefined || program.source === page.lesson.source) return page.program;
  const loaded = await page.fix.load(program.source, machine, program.file);
  if (loaded !== undefined) return loaded;
  const [first] = page.fix.diagnostics;
  page.fix.diagnostics = []; // they are about the link's program, not about the reader's
  const why = page.fix.problem || (first && `line ${first.line}: ${first.message}`) || 'it did not load.';
  page.fix.problem = '';
  return why;
}

/** What a reader is told who opens somebody's run; nothing for one's own after a reload. */
function welcome(page: RcLessonPage, { schedule }: Link, program: Program): string {
  const run = `You opened a run of ${schedule.length} steps`;
  if (page.locked) return `${run}. Look at it with ← and →. Lock in a prediction to run the program yourself.`;
  return program === page.program ? '' : `${run}, of a changed program.`;
}

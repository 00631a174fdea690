import type { RcCode } from '../elements/code.ts';
import type { RcEventLog } from '../elements/event-log.ts';
import type { RcTimeline } from '../elements/timeline/timeline.ts';
import { check, next } from './commands.ts';
import type { Action } from './keys.ts';
import type { RcLessonPage } from './lesson-page.ts';

/** Does what a key asks for. What is not possible yet is said, as a button's label would say it. */
export function perform(page: RcLessonPage, action: Action): void {
  const { runs, locked } = page;
  const { cursor, trace } = runs.run;
  const unlocked = (act: () => void): void => {
    if (locked) page.told = `${locked}.`;
    else act();
  };
  const timeline = page.element<RcTimeline>('rc-timeline');
  switch (action.do) {
    case 'step':
      unlocked(() => step(page, action.thread));
      break;
    case 'play':
      unlocked(() => (runs.playing ? runs.pause() : runs.play()));
      break;
    case 'undo':
      unlocked(() => runs.undo());
      break;
    case 'reset':
      unlocked(() => runs.reset());
      break;
    case 'seed':
      unlocked(() => runs.dice());
      break;
    case 'move':
      runs.seek(cursor + action.by);
      break;
    case 'first':
      runs.seek(0);
      break;
    case 'last':
      runs.seek(trace.steps.length);
      break;
    case 'zoom':
      timeline?.zoomBy(action.factor);
      break;
    case 'pan':
      timeline?.panBy(action.share);
      break;
    case 'segment':
      timeline?.nextSegment(action.by);
      break;
    case 'centre':
      timeline?.centre();
      break;
    case 'expand':
      page.element<RcCode>('rc-code')?.toggleLine();
      break;
    case 'search':
      void page.element<RcEventLog>('rc-event-log')?.openSearch();
      break;
    case 'table':
      page.table = !page.table;
      break;
    case 'help':
      page.dispatchEvent(new CustomEvent('rc-help', { bubbles: true, composed: true }));
      break;
    case 'next':
      next(page);
      break;
    case 'check':
      void check(page);
      break;
    case 'clear':
      page.notice = undefined;
      page.copied = '';
      break;
  }
}

/** By key: says why when the thread cannot step, as its button does. */
function step(page: RcLessonPage, thread: number): void {
  const view = page.runs.moment.threads.find((t) => t.id === thread);
  if (view?.enabled) page.runs.step(thread);
  else page.told = view === undefined ? `There is no T${thread}.` : `${view.mark} cannot step: ${view.reason}.`;
}

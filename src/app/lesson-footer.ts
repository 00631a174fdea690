import { html, nothing, type TemplateResult } from 'lit';
import { check, next, replayMine, showBest } from './commands.ts';
import { isDone, isOpen } from './flow.ts';
import { allSections } from './lesson.ts';
import type { RcLessonPage } from './lesson-page.ts';

/** Hint, Replay mine, and the one button that leads on. */
export function footer(page: RcLessonPage): TemplateResult {
  const { mine } = page.flow.progress;
  return html`<div class="lfoot">
    ${hintButton(page)}
    <span class="grow"></span>
    ${
      mine && page.at !== 'predict'
        ? html`<button type="button" class="btn" @click=${() => replayMine(page)}>Replay mine</button>`
        : nothing
    }
    ${leading(page)}
  </div>`;
}

function hintButton(page: RcLessonPage): TemplateResult | typeof nothing {
  const { hints, switches } = page.flow.progress;
  const ghost = (words: string, act: () => void) =>
    html`<button type="button" class="btn ghost" @click=${act}>${words}</button>`;
  if (page.at === 'break' && switches < 0) {
    const all = allSections(page.lesson.words, 'break-hint').length;
    return hints < all
      ? ghost(hints === 0 ? 'Hint' : 'Another hint', () => page.flow.send({ type: 'hint' }))
      : ghost('Show me', () => showBest(page));
  }
  if (page.at === 'fix' && page.fixHints < allSections(page.lesson.words, 'fix-hint').length) {
    return ghost(page.fixHints === 0 ? 'Hint' : 'Another hint', () => {
      page.fixHints++;
    });
  }
  return nothing;
}

const primary = (words: unknown, act: () => void, why = '', key = '↵'): TemplateResult => html`<button
  type="button"
  class="btn pri"
  aria-disabled=${why ? 'true' : nothing}
  title=${why || nothing}
  @click=${() => !why && act()}
>
  ${words}${why ? html`<span class="vh">: ${why}</span>` : html`<kbd aria-hidden="true">${key}</kbd>`}
</button>`;

function leading(page: RcLessonPage): TemplateResult | typeof nothing {
  const { progress } = page.flow;
  const goOn = () => next(page);
  switch (page.at) {
    case 'predict':
      if (progress.locked) return primary('Next: break it', goOn);
      return primary('Lock in', goOn, progress.choice ? '' : 'Choose an answer first');
    case 'break':
      return primary('Next: explain', goOn, isDone('break', progress) ? '' : 'Reach the goal first');
    case 'explain':
      return primary('Next: fix it', goOn, isDone('explain', progress) ? '' : 'Write a sentence first');
    case 'fix':
      if (page.fix.checking !== undefined)
        return html`<button type="button" class="btn" @click=${() => page.fix.stop()}>Stop</button>`;
      return html`${
        progress.fixed && page.fix.checked === page.attempt && page.fix.result?.kind === 'holds'
          ? nothing
          : html`<button type="button" class="btn ${progress.fixed ? '' : 'pri'}" @click=${() => check(page)}>
            Check<kbd aria-hidden="true">Ctrl ↵</kbd>
          </button>`
      }
      ${isOpen('confirm', progress) ? primary('Next: confirm', goOn) : nothing}`;
    case 'confirm':
      return page.lab.busy
        ? html`<button type="button" class="btn" @click=${() => page.lab.stop()}>Stop</button>`
        : html`<button type="button" class="btn pri" @click=${() => page.lab.start()}>
          ${page.lab.view && page.lab.view.results.length > 0 ? 'Run again' : 'Run on this machine'}
        </button>`;
  }
}

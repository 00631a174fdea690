import { html, nothing, type TemplateResult } from 'lit';
import type { LegendKey } from '../elements/legend.ts';
import { shownThreads } from '../elements/marks.ts';
import type { Timeline } from '../trace/types.ts';
import { edit, followMine, ownProgram } from './commands.ts';
import type { RcLessonPage } from './lesson-page.ts';
import { textOf } from './run.ts';
import { lastStep } from './spoken.ts';

/** What is to be told above the page, until it is closed. */
export function noticeBar(page: RcLessonPage): TemplateResult | typeof nothing {
  if (page.notice === undefined) return nothing;
  const { text, link } = page.notice;
  return html`<div class="notice" role="status">
    <p>${text}</p>
    ${
      link
        ? html`<input
          readonly
          aria-label="Link to this run"
          .value=${link}
          @focus=${(e: Event) => (e.target as HTMLInputElement).select()}
        />`
        : nothing
    }
    <button
      type="button"
      class="btn"
      @click=${() => {
        page.notice = undefined;
      }}
    >
      Close
    </button>
  </div>`;
}

/** The program: followed line by line, or, in the Fix step, edited. */
export function programPanel(page: RcLessonPage): TemplateResult {
  const { run } = page.runs;
  const foreign = run.trace.program.source !== page.lesson.source;
  const editing = page.at === 'fix' && page.editing;
  const caption = foreign ? 'changed' : 'a marker shows where each thread is';
  return html`<section class="panel code" id="code" aria-label="Program">
    ${page.at === 'fix' ? fixBar(page) : nothing}
    ${page.at !== 'fix' && foreign ? foreignBar(page) : nothing}
    ${
      editing
        ? html`<rc-editor
          label="Program to fix"
          .text=${page.attempt}
          .diagnostics=${page.fix.diagnostics}
        ></rc-editor>`
        : html`<rc-code
          .trace=${run.trace}
          .cursor=${run.cursor}
          .moment=${page.runs.moment}
          .caption=${caption}
        ></rc-code>`
    }
  </section>`;
}

function fixBar(page: RcLessonPage): TemplateResult {
  const show = (editing: boolean) => () => {
    page.editing = editing;
  };
  const touched = page.attempt !== page.lesson.source;
  return html`<div class="ph bar">
    <div class="switch" role="group" aria-label="Program view">
      <button type="button" aria-pressed=${page.editing} @click=${show(true)}>Edit</button>
      <button type="button" aria-pressed=${!page.editing} @click=${show(false)}>Follow a run</button>
    </div>
    <span class="sub">${page.editing ? 'change it, then check it' : ''}</span>
    <span class="grow"></span>
    ${
      !page.editing && page.runs.run.trace.program.source !== page.attempt
        ? html`<button type="button" class="btn ghost small" @click=${() => followMine(page)}>Follow your version</button>`
        : nothing
    }
    ${
      touched && page.editing
        ? html`<button type="button" class="btn ghost small" @click=${() => edit(page, page.lesson.source)}>
          Start again
        </button>`
        : nothing
    }
  </div>`;
}

const foreignBar = (page: RcLessonPage): TemplateResult => html`<div class="ph bar">
  <span class="sub">This run is of a changed program.</span>
  <span class="grow"></span>
  <button type="button" class="btn ghost small" @click=${() => ownProgram(page)}>Back to the lesson’s program</button>
</div>`;

export function statePanel(page: RcLessonPage): TemplateResult {
  const { moment } = page.runs;
  return html`<section class="panel state" id="state" aria-label="State at step ${moment.cursor}" tabindex="0">
    <rc-memory .moment=${moment}></rc-memory>
    <rc-output .text=${moment.output}></rc-output>
    <rc-wait-graph .threads=${moment.threads}></rc-wait-graph>
  </section>`;
}

export function timePanel(page: RcLessonPage): TemplateResult {
  const { runs, locked, phone } = page;
  const { run, story } = runs;
  const field = html`<rc-seed-field
    .text=${runs.typed || textOf(run)}
    .error=${runs.error}
    .notice=${page.copied}
    .locked=${locked}
  ></rc-seed-field>`;
  const table = page.table || phone.matches;
  return html`<section class="panel time" id="time" aria-label="Schedule">
    <rc-transport
      .threads=${shownThreads(runs.moment.threads, run.trace.steps)}
      .cursor=${run.cursor}
      .length=${run.trace.steps.length}
      .playing=${runs.playing}
      .canUndo=${runs.canUndo && !locked}
      .locked=${locked}
      >${phone.matches ? nothing : field}</rc-transport
    >
    ${phone.matches ? html`<div class="field">${field}</div>` : nothing}
    ${
      runs.busy === undefined
        ? nothing
        : html`<div class="busy" role="status">
          <p>Running: ${runs.busy.toLocaleString('en')} steps so far.</p>
          <button type="button" class="btn" @click=${() => runs.stop()}>Stop</button>
        </div>`
    }
    <div class="tbody">
      <div class="tl">
        <rc-legend .show=${legendOf(story.timeline)}></rc-legend>
        ${
          table
            ? html`<div class="table">
              <rc-trace-table .timeline=${story.timeline} .entries=${story.log} .cursor=${run.cursor}></rc-trace-table>
            </div>`
            : html`<rc-timeline
                .timeline=${story.timeline}
                .cursor=${run.cursor}
                .view=${page.view}
                .hint=${locked ? '' : 'Press 1 to step T1.'}
              ></rc-timeline>
              <span class="grow"></span>`
        }
        <rc-overview
          .timeline=${story.timeline}
          .cursor=${run.cursor}
          .said=${lastStep(runs)}
          .view=${page.view}
        ></rc-overview>
      </div>
      <rc-event-log class="log" .entries=${story.log} .cursor=${run.cursor} .asTable=${page.table}></rc-event-log>
    </div>
  </section>`;
}

/** Only what can be seen in this run. */
function legendOf({ lanes, holds }: Timeline): LegendKey[] {
  const states = new Set(lanes.flatMap((lane) => lane.segments.map((segment) => segment.state)));
  const keys: LegendKey[] = ['run', 'ready'];
  if (states.has('lock') || holds.length > 0) keys.push('lock');
  if (states.has('io')) keys.push('io');
  keys.push('done');
  if (lanes.some((lane) => lane.kind === 'gil')) keys.push('gil');
  if (holds.length > 0) keys.push('hold');
  return keys;
}

const tabs = [
  ['lesson', 'Lesson'],
  ['time', 'Timeline'],
  ['code', 'Code'],
  ['state', 'State'],
] as const;

/** On a phone: jumps to the parts of the page. */
export function phoneTabs(page: RcLessonPage): TemplateResult {
  return html`<nav class="mtabs" aria-label="Parts of the page">
    ${tabs.map(
      ([id, name]) => html`<button
        type="button"
        aria-current=${page.inView.part === id ? 'true' : nothing}
        @click=${() => page.inView.show(id)}
      >
        ${name}
      </button>`,
    )}
  </nav>`;
}

import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { RcVirtualTimeline } from '../../elements/chart/virtual-timeline.ts';
import type { LegendKey } from '../../elements/legend.ts';
import { base, buttons, chips, panels } from '../../elements/shared-styles.ts';
import { timeText, type View } from '../../elements/timeline/geometry.ts';
import type { Timeline } from '../../trace/types.ts';
import { gilProcesses, gilViewOf } from './gil-view.ts';
import type { OpenedRun } from './opened-run.ts';
import { rangeStyles } from './range-styles.ts';
import { runStyles } from './run-styles.ts';
import { columns, percent, sentences, shownThreads } from './run-words.ts';
import { zoomButtons } from './zoom-buttons.ts';

/** More bars than this are no picture any more: such a run opens at its beginning, enlarged. */
const MANY_BARS = 600;
/** Then so many switch intervals of it. */
const INTERVALS = 16;

/** What the timeline shows at first; null = all of it. */
export function firstView({ timeline, run }: OpenedRun): View | null {
  const bars = timeline.lanes.reduce((sum, { segments }) => sum + segments.length, 0);
  const end = INTERVALS * run.machine.python.switchInterval;
  return bars > MANY_BARS && end < timeline.end ? { start: 0, end } : null;
}

/** Legend lines that the timelines need. */
export function legendOf(timelines: readonly Timeline[]): LegendKey[] {
  const lanes = timelines.flatMap((timeline) => timeline.lanes);
  const states = new Set(lanes.flatMap(({ segments }) => segments.map(({ state }) => state)));
  const keys = { running: 'run', ready: 'ready', lock: 'lock', io: 'io', gil: 'gil' } as const;
  return Object.entries(keys).flatMap(([state, key]) => (states.has(state as keyof typeof keys) ? [key] : []));
}

/**
 * `<rc-run>`: one simulated run: its timeline, the GIL at a moment of it, and where its time went in words and figures.
 * Properties: `opened` (OpenedRun), `heading` (what run it is), `detail` (the machine), `busy`. Sends nothing.
 */
export class RcRun extends LitElement {
  static override properties = {
    opened: { attribute: false },
    heading: { type: String },
    detail: { type: String },
    cursor: { state: true },
    view: { state: true },
    process: { state: true },
  };
  static override styles = [base, buttons, chips, panels, rangeStyles, runStyles];
  declare opened: OpenedRun | undefined;
  declare heading: string;
  declare detail: string;
  declare protected cursor: number;
  declare protected view: View | null;
  declare protected process: number;

  constructor() {
    super();
    this.heading = '';
    this.detail = '';
    this.cursor = 0;
    this.view = null;
    this.process = -1;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const { opened } = this;
    if (!changed.has('opened') || opened === undefined) return;
    this.view = firstView(opened);
    this.cursor = this.view ? this.view.end * 0.94 : opened.timeline.end;
    this.process = gilProcesses(opened)[0]?.id ?? -1;
  }

  get #timeline(): RcVirtualTimeline | null {
    return this.renderRoot.querySelector('rc-virtual-timeline');
  }

  override render() {
    const { opened } = this;
    return html`<section class="panel" aria-label=${this.heading || 'Run'}>
      <div class="ph">
        <h2>${this.heading || 'Run'}</h2>
        <span class="sub">${this.detail}</span>
        <span class="grow"></span>
        ${opened ? this.#zoom() : nothing}
      </div>
      ${opened ? html`<div class="body">${this.#picture(opened)}${this.#facts(opened)}</div>` : html`<p class="empty">Press a bar to open its run.</p>`}
    </section>`;
  }

  #zoom() {
    return zoomButtons(
      this.view === null,
      (factor) => this.#timeline?.zoomBy(factor),
      () => {
        this.view = null;
      },
    );
  }

  #picture(opened: OpenedRun) {
    const { timeline, leftOut } = opened;
    return html`<div class="tl">
      <rc-legend .show=${legendOf([timeline])}></rc-legend>
      <rc-virtual-timeline
        .timeline=${timeline}
        .cursor=${this.cursor}
        .view=${this.view}
        hint=""
        @rc-seek=${(e: HTMLElementEventMap['rc-seek']) => {
          this.cursor = e.detail.cursor;
        }}
        @rc-view=${(e: HTMLElementEventMap['rc-view']) => {
          this.view = e.detail.view;
        }}
      ></rc-virtual-timeline>
      <div class="moment">
        <label for="moment">moment</label>
        <input
          id="moment"
          type="range"
          min="0"
          max=${timeline.end}
          step="any"
          .value=${String(this.cursor)}
          aria-valuetext=${`${timeText(this.cursor, 'ns')} of ${timeText(timeline.end, 'ns')}`}
          @input=${(e: Event) => {
            this.cursor = Number((e.target as HTMLInputElement).value);
          }}
          @keydown=${this.#stride}
        />
        <span>${timeText(this.cursor, 'ns')} of ${timeText(timeline.end, 'ns')}</span>
      </div>
      ${leftOut ? html`<p class="small">${leftOut}</p>` : nothing}
      ${timeTable(opened)}
    </div>`;
  }

  /** A slider without steps moves by a pixel's worth or not at all: here by a hundredth of what shows. */
  #stride = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    const timeline = this.opened?.timeline;
    if (by === undefined || timeline === undefined) return;
    event.preventDefault();
    const shown = this.view ? this.view.end - this.view.start : timeline.end;
    this.cursor = Math.min(timeline.end, Math.max(0, this.cursor + (by * shown) / 100));
  };

  #facts(opened: OpenedRun) {
    const processes = gilProcesses(opened);
    const chosen = processes.find(({ id }) => id === this.process);
    return html`<div class="facts">
      <div>${sentences(opened).map((sentence) => html`<p>${sentence}</p>`)}</div>
      <div>
        ${
          processes.length > 1
            ? html`<select
              aria-label="Process whose GIL is shown"
              @change=${(e: Event) => {
                this.process = Number((e.target as HTMLSelectElement).value);
              }}
            >
              ${processes.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.process}>process ${name}</option>`)}
            </select>`
            : nothing
        }
        <rc-gil .gil=${gilViewOf(opened, chosen, this.cursor)}></rc-gil>
      </div>
    </div>`;
  }
}

/** Of each thread's life, what share it ran and waited: the timeline in figures. */
export const timeTable = (opened: OpenedRun) => html`<table>
        <caption>
          Where the time went
        </caption>
        <thead>
          <tr>
            <th scope="col">thread</th>
            ${columns.map(({ label }) => html`<th scope="col">${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${shownThreads(opened).map(
            (thread) => html`<tr>
              <th scope="row">${thread.name}</th>
              ${columns.map(({ key }) => html`<td>${percent(thread.alive === 0 ? 0 : thread[key] / thread.alive)}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>`;

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { Lane, LogEntry, SegmentState, Timeline } from '../trace/types.ts';
import { entryTone, isWait } from './entries.ts';
import { emit } from './events.ts';
import { hasShape, markSvg, markText } from './marks.ts';
import { base } from './shared-styles.ts';
import { segmentAt } from './timeline/geometry.ts';
import { tableStyles } from './trace-table-styles.ts';

/** Height of a row; with more rows than `WHOLE` only those near the visible part are in the document. */
const ROW = 26;
const WHOLE = 200;
const AROUND = 30;

/** One class for each state; `gil` and `free` never stand in a thread's column. */
const tone: Readonly<Record<SegmentState, string>> = {
  running: 'run',
  ready: 'ready',
  lock: 'lock',
  io: 'io',
  done: 'done',
  gil: '',
  free: '',
};

const said: Readonly<Record<SegmentState, string>> = {
  running: 'running',
  ready: 'ready',
  lock: 'blocked',
  io: 'asleep',
  done: 'done',
  gil: '',
  free: '',
};

/**
 * `<rc-trace-table>`: time runs down: one column per thread, one row per step, a gold edge for the baton, what
 * happened at the right. On a phone it is the timeline; on a desktop its text alternative.
 * Properties: `timeline` (in steps), `entries` (LogEntry[]), `cursor`. Sends `rc-seek {cursor}`.
 */
export class RcTraceTable extends LitElement {
  static override properties = {
    timeline: { attribute: false },
    entries: { attribute: false },
    cursor: { type: Number },
    from: { state: true },
  };
  static override styles = [base, tableStyles];
  declare timeline: Timeline | undefined;
  declare entries: readonly LogEntry[];
  declare cursor: number;
  declare protected from: number;

  constructor() {
    super();
    this.entries = [];
    this.cursor = 0;
    this.from = 0;
  }

  override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('cursor') && !changed.has('timeline')) return;
    const last = this.cursor - 1;
    if (last < this.from || last > this.from + 3 * AROUND) this.from = Math.max(0, last - AROUND * 2);
  }

  /** Keeps the current row in view when the table has a box of its own. */
  override updated(changed: PropertyValues<this>) {
    if (!changed.has('cursor')) return;
    const box = this.renderRoot.querySelector<HTMLElement>('.box');
    if (!box || box.scrollHeight <= box.clientHeight + 1) return;
    const y = this.cursor * ROW;
    if (y < box.scrollTop + ROW) box.scrollTop = y - 2 * ROW;
    else if (y + ROW > box.scrollTop + box.clientHeight) box.scrollTop = y + 2 * ROW - box.clientHeight;
  }

  override render() {
    const { timeline } = this;
    if (!timeline) return nothing;
    const lanes = timeline.lanes.filter((l) => l.kind === 'thread' || l.kind === 'process');
    const gil = timeline.lanes.find((l) => l.kind === 'gil');
    if (timeline.end === 0) return html`<p class="empty">No step yet. Each step will be a row here.</p>`;
    // The last row is no step: it shows how everything stands after the last one.
    const rows = Math.floor(timeline.end) + 1;
    const long = rows > WHOLE;
    const from = long ? Math.min(this.from, rows) : 0;
    const to = long ? Math.min(rows, from + 4 * AROUND) : rows;
    return html`<div
      class="box ${long ? 'long' : ''}"
      tabindex=${long ? 0 : nothing}
      role=${long ? 'group' : nothing}
      aria-label=${long ? 'Trace, one row per step' : nothing}
      @scroll=${long ? this.#scroll : nothing}
    >
      <table
        aria-rowcount=${rows + 1}
        class=${lanes.length > 4 ? 'many' : ''}
        style=${styleMap({ '--no': `${10 + 6.5 * String(rows).length}px` })}
      >
        <caption class="vh">
          Trace, one row per step
        </caption>
        <thead>
          <tr aria-rowindex="1">
            <th scope="col" class="no"><span class="vh">step</span></th>
            ${lanes.map((l) => html`<th scope="col">${lanes.length > 4 || hasShape(l.thread) ? markSvg(l.thread) : nothing} <span>${l.label}</span></th>`)}
            <th scope="col" class="nt">event</th>
          </tr>
        </thead>
        <tbody>
          ${spacer(from)} ${Array.from({ length: to - from }, (_, i) => this.#row(from + i, lanes, gil))}
          ${spacer(rows - to)}
        </tbody>
      </table>
    </div>`;
  }

  #scroll(event: Event) {
    const top = Math.floor((event.currentTarget as HTMLElement).scrollTop / ROW);
    if (top < this.from + AROUND / 2 || top > this.from + 2 * AROUND) this.from = Math.max(0, top - AROUND);
  }

  #row(step: number, lanes: readonly Lane[], gil: Lane | undefined) {
    const holder = gil?.segments[segmentAt(gil.segments, step)]?.thread ?? -1;
    const now = step === this.cursor - 1;
    const end = this.timeline?.end ?? 0;
    return html`<tr
      aria-rowindex=${step + 2}
      aria-current=${now ? 'step' : nothing}
      class=${step >= this.cursor && this.cursor < end ? 'later' : ''}
      @click=${() => emit(this, 'rc-seek', { cursor: Math.min(step + 1, end) })}
    >
      <th scope="row" class="no"><button type="button" tabindex=${now ? 0 : -1}>${step < end ? html`<span class="vh">to step </span>${step}` : 'now'}</button></th>
      ${lanes.map((lane) => cell(lane, step, holder === lane.thread && lane.thread >= 0))}
      <td class="nt">${this.#events(step)}</td>
    </tr>`;
  }

  /** What matters most comes first: a finding, then who blocks, then the rest; there may be no room for all. */
  #events(step: number): TemplateResult {
    const note = this.timeline?.notes.find((n) => n.at === step);
    const entries = this.#entriesOf(step).sort((a, b) => rank(a) - rank(b));
    const texts = entries.map((e) => {
      const who = e.thread >= 0 && e.tone !== 'switch' ? `${markText(e.thread)} ` : '';
      return html`<span class="${entryTone(e)} ${note ? 'vh' : ''}">${who}${e.text}</span>`;
    });
    const title = note?.title.replace(/ at step \d+$/, '');
    return html`<div>${note ? html`<span class=${note.tone}>${title}</span>` : nothing} ${texts}</div>`;
  }

  /** Entries are in the order of their steps. */
  #entriesOf(step: number): LogEntry[] {
    const { entries } = this;
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((entries[middle]?.step ?? 0) >= step) high = middle;
      else low = middle + 1;
    }
    const found: LogEntry[] = [];
    for (let entry = entries[low]; entry && entry.step === step; entry = entries[++low]) found.push(entry);
    return found;
  }
}

const rank = (e: LogEntry): number => (e.tone === 'bad' ? 0 : isWait(e) ? 1 : e.tone === 'switch' ? 3 : 2);

const spacer = (rows: number) =>
  rows > 0 ? html`<tr aria-hidden="true"><td style=${styleMap({ height: `${rows * ROW}px` })}></td></tr>` : nothing;

function cell(lane: Lane, step: number, baton: boolean): TemplateResult {
  const segment = lane.segments[segmentAt(lane.segments, step)];
  if (!segment) return html`<td class="not"><span class="vh">not started</span></td>`;
  const first = segment.start === step;
  const text = segment.label || said[segment.state];
  const waits = text.startsWith('waits for ');
  return html`<td class="${tone[segment.state]} ${first ? 'f' : ''} ${baton ? 'gil' : ''}">
    <span class=${first ? 'w' : 'vh'}>${waits ? html`<span class="vh">waits for </span>${text.slice(10)}` : text}</span>${baton ? html`<span class="vh">, has the GIL</span>` : nothing}
  </td>`;
}

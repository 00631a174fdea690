import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { Note, Timeline } from '../../trace/types.ts';
import { emit } from '../events.ts';
import { hasShape, markSvg } from '../marks.ts';
import { base } from '../shared-styles.ts';
import { plural } from '../text.ts';
import {
  fitView,
  keepInside,
  type Layout,
  layout,
  pan,
  segmentAt,
  ticks,
  timeText,
  toTime,
  toX,
  type View,
  zoom,
} from './geometry.ts';
import { type Steered, steer } from './keys.ts';
import { holdNames, overlay, type Place, placeOf } from './overlay.ts';
import { Painter } from './painter.ts';
import { type Pointed, Pointer } from './pointer.ts';
import { segmentStyles } from './segment-styles.ts';
import { timelineStyles } from './styles.ts';

/**
 * `<rc-timeline>`: lanes over time. Bars are a canvas (only what is in view is drawn), names and focus are DOM.
 * Properties: `timeline`, `cursor` (in the timeline's unit), `hint` (said while the run is empty), `view` (what
 * shows; null = all).
 * Sends `rc-seek {cursor}` (click, drag on the axis), `rc-select {lane, index, segment}`, `rc-view {view}`.
 * One tab stop: ↑ ↓ lane, ← → segment, Home End, Enter goes there; W S A D, comma, full stop, F while it has the focus.
 * Methods for the page's keys: `zoomBy(factor)`, `panBy(share)`, `nextSegment(±1)`, `centre()`.
 */
export class RcTimeline extends LitElement implements Pointed, Steered {
  static override properties = {
    timeline: { attribute: false },
    cursor: { type: Number },
    hint: { type: String },
    view: { attribute: false },
    active: { state: true },
    width: { state: true },
  };
  static override styles = [base, timelineStyles, segmentStyles];
  declare timeline: Timeline | undefined;
  declare cursor: number;
  declare hint: string;
  declare view: View | null;
  declare protected active: Place | undefined;
  declare protected width: number;
  #layout: Layout = { lanes: [], rule: -1, height: 60, levels: [] };
  #focusNext = false;
  readonly #painter = new Painter();
  readonly #pointer = new Pointer(this);
  #axis: Element | null = null;
  #sizes = new ResizeObserver(() => this.#measure());

  constructor() {
    super();
    this.cursor = 0;
    this.hint = 'Press 1 to step T1.';
    this.view = null;
    this.width = 0;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#sizes.disconnect();
    this.#axis = null;
  }

  /** The axis is as wide as the plot, and its size never follows from what is drawn. */
  #observe() {
    const axis = this.renderRoot.querySelector('.axis');
    if (axis === this.#axis) return;
    this.#axis = axis;
    this.#sizes.disconnect();
    if (axis) this.#sizes.observe(axis);
  }

  #measure() {
    this.width = this.#axis?.clientWidth ?? 0;
  }

  get #whole(): View {
    return this.timeline ? fitView(this.timeline, this.width) : { start: 0, end: 1 };
  }

  get shown(): View {
    return this.view ? keepInside(this.view, this.#whole) : this.#whole;
  }

  get zoomed(): boolean {
    return this.view !== null;
  }

  get plotWidth(): number {
    return this.width;
  }

  #setView(view: View | null) {
    const whole = this.#whole;
    this.view = view && view.end - view.start < (whole.end - whole.start) * 0.999 ? view : null;
    emit(this, 'rc-view', { view: this.view });
  }

  zoomBy(factor: number, about = this.cursor): void {
    const view = this.shown;
    const inside = about >= view.start && about <= view.end ? about : (view.start + view.end) / 2;
    this.#setView(zoom(view, inside, factor, this.#whole));
  }

  panBy(share: number): void {
    const view = this.shown;
    this.#setView(pan(view, share * (view.end - view.start), this.#whole));
  }

  moveTo(start: number): void {
    this.#setView(pan(this.shown, start - this.shown.start, this.#whole));
  }

  /** Centres what is selected (or the cursor); a second time shows everything. */
  centre(): void {
    if (this.view) {
      this.#setView(null);
      return;
    }
    const segment = this.#segment(this.active);
    const middle = segment ? (segment.start + segment.end) / 2 : this.cursor;
    const length = Math.max(8, segment ? (segment.end - segment.start) * 3 : this.#whole.end / 4);
    this.#setView(keepInside({ start: middle - length / 2, end: middle + length / 2 }, this.#whole));
  }

  nextSegment(by: number): void {
    const box = this.#layout.lanes.find((b) => b.lane.id === this.active?.lane) ?? this.#layout.lanes[0];
    if (!box) return;
    const from = this.active?.index ?? segmentAt(box.lane.segments, this.cursor);
    this.#activate(box.lane.id, Math.min(box.lane.segments.length - 1, Math.max(0, from + by)));
  }

  nextLane(by: number): void {
    const lanes = this.#layout.lanes;
    const target = lanes[lanes.findIndex((b) => b.lane.id === this.active?.lane) + by]?.lane;
    const now = this.#segment(this.active);
    if (!target || !now) return;
    const index = segmentAt(target.segments, Math.max(now.start, this.shown.start));
    this.#activate(target.id, index >= 0 ? index : Math.max(0, target.segments.length - 1));
  }

  lastSegment(last: boolean): void {
    const lane = this.#layout.lanes.find((b) => b.lane.id === this.active?.lane)?.lane;
    if (lane) this.#activate(lane.id, last ? lane.segments.length - 1 : 0);
  }

  #segment(place: Place | undefined) {
    const box = place && this.#layout.lanes.find((b) => b.lane.id === place.lane);
    return box?.lane.segments[place?.index ?? -1];
  }

  #activate(lane: string, index: number) {
    const segment = this.#segment({ lane, index });
    if (!segment) return;
    this.active = { lane, index };
    this.#focusNext = true;
    const view = this.shown;
    if (segment.end <= view.start || segment.start >= view.end) {
      this.#setView(pan(view, segment.start - view.start - (view.end - view.start) / 3, this.#whole));
    }
    emit(this, 'rc-select', { lane, index, segment });
  }

  override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('timeline') && this.timeline) {
      this.#layout = layout(this.timeline);
      if (this.active && !this.#segment(this.active)) this.active = undefined;
    }
    if (changed.has('cursor') && this.view && (this.cursor < this.view.start || this.cursor > this.view.end)) {
      const length = this.view.end - this.view.start;
      this.view = keepInside({ start: this.cursor - length * 0.7, end: this.cursor + length * 0.3 }, this.#whole);
    }
  }

  override updated(changed: PropertyValues) {
    this.#observe();
    if (['timeline', 'view', 'width'].some((name) => changed.has(name))) this.#paint();
    if (this.#focusNext) {
      this.#focusNext = false;
      this.renderRoot.querySelector<HTMLElement>('.seg[tabindex="0"]')?.focus({ preventScroll: true });
    }
  }

  #paint() {
    if (this.timeline) this.#painter.paint(this.renderRoot, this.timeline, this.#layout, this.shown, this.width);
  }

  #themeChanged() {
    this.#painter.forget();
    this.#paint();
  }

  override render() {
    const { timeline, width } = this;
    if (!timeline) return nothing;
    const view = this.shown;
    const x = toX(this.cursor, view, width);
    // What a step did is known after it; a standstill is known at its moment.
    const note = timeline.notes.findLast((n) => n.at < this.cursor || (n.at === this.cursor && n.tone !== 'bad'));
    const free = toX(reach(timeline), view, width) + 12;
    // At the end nothing is still to come: the last column is how things stand.
    const now = this.cursor < timeline.end ? this.cursor : Number.POSITIVE_INFINITY;
    const beside = width - free >= 152;
    const height = `${this.#layout.height}px`;
    return html`<div class="frame">
      <div class="axis" @pointerdown=${this.#pointer.scrub} @pointermove=${this.#pointer.scrub}>
        ${ticks(view, width, timeline.unit).major.map((tick) => {
          const at = toX(tick.at, view, width);
          if (at > width - 34 || Math.abs(at - x) < 12 + 6 * tick.label.length) return nothing;
          return html`<span class="tick ${at < 4 ? 'first' : ''}" style=${styleMap({ left: `${at}px` })}>${tick.label}</span>`;
        })}
        <span class="unit">${timeline.unit === 'step' ? 'step' : 'time'}</span>
        ${
          x >= -1 && x <= width + 1
            ? html`<span class="step" style=${styleMap({ left: `${Math.min(width - 13, Math.max(13, x))}px` })}
              >${timeText(this.cursor, timeline.unit)}</span
            >`
            : nothing
        }
      </div>
      <div class="labels" style=${styleMap({ height })}>${this.#labels()}</div>
      <div
        class="plot"
        style=${styleMap({ height })}
        role="group"
        aria-roledescription="timeline"
        aria-label=${this.#summary(note)}
        @keydown=${(e: KeyboardEvent) => steer(this, e)}
        @click=${this.#click}
        @focusin=${this.#focusin}
        @wheel=${this.#pointer.wheel}
        @pointerdown=${this.#pointer.grab}
        @pointermove=${this.#pointer.pull}
      >
        <canvas></canvas>
        <span class="probe" @transitionend=${this.#themeChanged}></span>
        ${x < width && this.cursor < timeline.end ? html`<span class="later" style=${styleMap({ left: `${Math.max(0, x)}px` })}></span>` : nothing}
        ${guard([timeline, view.start, view.end, width, now, this.active], () => [
          overlay(this.#layout, view, width, now, this.active),
          holdNames(timeline, this.#layout, view, width),
        ])}
        ${x >= 0 && x <= width ? html`<span class="cursor" style=${styleMap({ left: `${x}px` })}></span>` : nothing}
        ${
          note
            ? html`<span class="mark-line ${note.tone}" style=${styleMap({ left: `${toX(note.at, view, width)}px` })}></span>`
            : nothing
        }
        ${
          timeline.end === 0 && this.hint
            ? html`<p class="hint" style=${styleMap({ left: `${toX(1, view, width) + 6}px` })}>${this.hint}</p>`
            : nothing
        }
        ${note && beside ? html`<div class="note ${note.tone}" style=${styleMap({ left: `${free}px`, top: '22px' })}>${words(note)}</div>` : nothing}
      </div>
      ${note && !beside ? html`<p class="below ${note.tone}">${words(note)}</p>` : nothing}
    </div>`;
  }

  #summary(note: Note | undefined): string {
    const length = this.timeline?.unit === 'step' ? `, ${plural(this.timeline.end, 'step')}` : '';
    return `Execution timeline${length}. ${note ? `${note.title}. ` : ''}Use the arrow keys to move between segments; press T for the table.`;
  }

  #labels() {
    return this.#layout.lanes.map(
      ({ lane, top }) => html`<div class="lane ${lane.kind}" style=${styleMap({ top: `${top}px` })}>
        ${lane.kind === 'thread' && hasShape(lane.thread) ? markSvg(lane.thread) : nothing}<b>${lane.label}</b
        ><span class="detail" title=${lane.detail}>${lane.detail}</span>
      </div>`,
    );
  }

  timeAt(event: MouseEvent): number {
    const left = this.#axis?.getBoundingClientRect().left ?? 0;
    return toTime(event.clientX - left, this.shown, this.width);
  }

  seek(t: number): void {
    const at = Math.min(this.timeline?.end ?? 0, Math.max(0, this.timeline?.unit === 'step' ? Math.round(t) : t));
    if (at !== this.cursor) emit(this, 'rc-seek', { cursor: at });
  }

  #click(event: MouseEvent) {
    if (this.#pointer.moved && event.detail > 0) return;
    const place = placeOf(event.target);
    const segment = this.#segment(place);
    if (place && segment) {
      this.active = place;
      emit(this, 'rc-select', { ...place, segment });
    }
    // Enter and Space come as a click without a place: just after the segment's first step.
    if (event.detail === 0 && segment) this.seek(segment.start + (this.timeline?.unit === 'step' ? 1 : 0));
    else if (event.detail > 0) this.seek(this.timeAt(event));
  }

  #focusin(event: FocusEvent) {
    const place = placeOf(event.target);
    if (place && (place.lane !== this.active?.lane || place.index !== this.active?.index)) this.active = place;
  }
}

/** Where the picture of the run ends: a trace in steps has one more column for how things stand now. */
const reach = (timeline: Timeline): number => timeline.end + (timeline.unit === 'step' ? 1 : 0);

const words = (note: Note) => html`<b>${note.title}</b>${note.text}`;

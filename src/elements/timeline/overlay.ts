import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { Segment, Timeline } from '../../trace/types.ts';
import { hasShape, markSvg, markText } from '../marks.ts';
import { bracketY, firstAfter, type LaneBox, type Layout, toX, type View } from './geometry.ts';

/** Which segment the keyboard is on. */
export interface Place {
  readonly lane: string;
  readonly index: number;
}

/** Never more labels than this in the document, whatever the length of the run. */
const MOST = 240;

interface Item {
  readonly box: LaneBox;
  readonly segment: Segment;
  readonly index: number;
}

/** The labels of the bars in view; each is also what gets the focus. `active` is always among them. */
export function overlay(layout: Layout, view: View, width: number, cursor: number, active?: Place): unknown {
  const items: Item[] = [];
  let stop: Item | undefined;
  for (const box of layout.lanes) {
    const { id, segments } = box.lane;
    const first = firstAfter(segments, view.start);
    for (let index = first; index < segments.length && index < first + MOST && items.length < MOST; index++) {
      const segment = segments[index];
      if (!segment || segment.start >= view.end) break;
      const isActive = id === active?.lane && index === active.index;
      if (!isActive && toX(segment.end, view, width) - toX(segment.start, view, width) < 3) continue;
      const item = { box, segment, index };
      items.push(item);
      if (isActive) stop = item;
    }
  }
  const box = layout.lanes.find((b) => b.lane.id === active?.lane);
  const segment = active && box?.lane.segments[active.index];
  if (!stop && box && segment) {
    stop = { box, segment, index: active.index };
    items.push(stop);
  }
  stop ??= items[0];
  // Keyed: a node that has the focus must stay the node of its segment.
  return repeat(
    items,
    ({ box: { lane }, index }) => `${lane.id} ${index}`,
    (item) => node(item.box, item.segment, item.index, view, width, cursor, item === stop),
  );
}

function node(
  box: LaneBox,
  segment: Segment,
  index: number,
  view: View,
  width: number,
  cursor: number,
  stop: boolean,
): TemplateResult {
  const left = Math.max(0, toX(segment.start, view, width));
  const right = Math.min(width, toX(segment.end, view, width));
  const px = Math.max(2, right - left);
  const later = segment.start >= cursor;
  const top = box.top - (24 - box.height) / 2;
  return html`<button
    type="button"
    class="seg ${segment.state} ${box.lane.kind} ${later ? 'later-seg' : ''}"
    data-lane=${box.lane.id}
    data-index=${index}
    tabindex=${stop ? 0 : -1}
    aria-label=${segment.state === 'lock' ? `${segment.name}, ${segment.label}` : segment.name}
    title=${segment.name}
    style=${styleMap({ left: `${left}px`, top: `${top}px`, width: `${px}px` })}
  >
    ${label(box, segment, px)}
  </button>`;
}

/** The text of a bar while it fits: about 6 pixels a letter. */
function label({ lane }: LaneBox, segment: Segment, px: number): unknown {
  const { state, thread } = segment;
  if (lane.kind === 'gil' || lane.kind === 'core') {
    if (state === 'free') return px > 34 ? html`<span class="pale">free</span>` : nothing;
    if (px < 14 || thread < 0) return nothing;
    const name = lane.kind === 'gil' && px > 38 ? markText(thread) : '';
    return html`<span class="who">${hasShape(thread) || !name ? markSvg(thread) : nothing}${name}</span>`;
  }
  const needs = segment.label.length * 5.6 + 14;
  if (state === 'lock' || state === 'io') {
    return px > Math.min(needs + 26, 70) ? html`<span class="plate">${segment.label}</span>` : nothing;
  }
  return px > needs ? html`<span>${segment.label}</span>` : nothing;
}

/** The names of held locks, at the foot of each bracket, as long as there are few. */
export function holdNames(timeline: Timeline, layout: Layout, view: View, width: number): unknown {
  const shown = [...timeline.holds.entries()].filter(([, h]) => h.end > view.start && h.start < view.end);
  if (shown.length > 40) return nothing;
  return shown.map(([i, hold]) => {
    const box = layout.lanes.find((b) => b.lane.thread === hold.thread && b.lane.kind === 'thread');
    const left = toX(hold.start, view, width) + 6;
    const room = toX(hold.end, view, width) - left - 4;
    if (!box || room < 22) return nothing;
    const place = { left: `${left}px`, top: `${bracketY(box, layout.levels[i] ?? 0) + 1.5}px`, maxWidth: `${room}px` };
    return html`<span class="hold" aria-hidden="true" style=${styleMap(place)}>${hold.lock}</span>`;
  });
}

/** The segment whose node an event came from. */
export function placeOf(target: EventTarget | null): Place | undefined {
  const node = target instanceof Element ? target.closest<HTMLElement>('.seg') : null;
  return node ? { lane: node.dataset.lane ?? '', index: Number(node.dataset.index) } : undefined;
}

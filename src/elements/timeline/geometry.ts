import type { Hold, Lane, Segment, Timeline } from '../../trace/types.ts';
import { count } from '../text.ts';

/** The part of the run that shows, in the timeline's unit. */
export interface View {
  readonly start: number;
  readonly end: number;
}

/** Where a lane's bars lie, in CSS pixels from the top of the lanes. */
export interface LaneBox {
  readonly lane: Lane;
  readonly top: number;
  readonly height: number;
}

export interface Layout {
  readonly lanes: readonly LaneBox[];
  /** y of the rule between threads and cores, −1 for none. */
  readonly rule: number;
  readonly height: number;
  /** For each hold of the timeline: 0 right under the lane, 1 below that. */
  readonly levels: readonly number[];
}

/** A step of a short run is this wide, so that the picture doesn't stretch with every step. */
export const STEP_WIDTH = 32;
/** Kept free at the right for the words of a note. */
export const NOTE_WIDTH = 170;

/** Lanes from top to bottom: the baton, the threads with room for brackets, a rule, the cores. */
export function layout(timeline: Timeline): Layout {
  const lanes: LaneBox[] = [];
  const threads = timeline.lanes.filter((l) => l.kind === 'thread' || l.kind === 'process').length;
  const pitch = timeline.holds.length > 0 ? (threads > 6 ? 44 : 52) : threads > 6 ? 30 : 38;
  let y = 6;
  let rule = -1;
  for (const lane of timeline.lanes) {
    if (lane.kind === 'gil') {
      lanes.push({ lane, top: y, height: 20 });
      y += 32;
    } else if (lane.kind === 'core') {
      if (rule < 0) {
        rule = y - 2;
        y += 7;
      }
      lanes.push({ lane, top: y, height: 14 });
      y += 19;
    } else {
      lanes.push({ lane, top: y, height: 22 });
      y += pitch;
    }
  }
  return { lanes, rule, height: Math.max(60, y + 2), levels: levelsOf(timeline.holds) };
}

/** A lock that a thread takes while it holds another one goes one level down; there is room for two. */
function levelsOf(holds: readonly Hold[]): number[] {
  const busy = new Map<number, number[]>();
  return holds.map((hold) => {
    const ends = busy.get(hold.thread) ?? [];
    busy.set(hold.thread, ends);
    const free = ends.findIndex((end) => end <= hold.start);
    const level = free < 0 ? ends.length : free;
    ends[level] = hold.end;
    return Math.min(level, 1);
  });
}

/** y of the bracket of a hold. */
export const bracketY = (box: LaneBox, level: number): number => box.top + box.height + 5.5 + level * 12;

const ROUND = [10, 15, 20, 30, 40, 60, 80, 100, 120, 150];

/** A round length ≥ end, so that the scale changes seldom while a run grows. */
export function roomFor(end: number): number {
  const small = ROUND.find((n) => n >= end);
  if (small) return small;
  const unit = 10 ** Math.floor(Math.log10(end)) / 4;
  return Math.ceil(end / unit) * unit;
}

/** The whole run. Steps get their usual width while they fit beside a note; where there is room, time goes on. */
export function fitView(timeline: Timeline, width: number): View {
  const usable = Math.max(80, width - (width > 480 ? NOTE_WIDTH : 24));
  const room = timeline.unit === 'step' ? roomFor(timeline.end + 1) : Math.max(1, timeline.end);
  const scale = timeline.unit === 'step' ? Math.min(STEP_WIDTH, usable / room) : usable / room;
  return { start: 0, end: width / scale };
}

export const toX = (t: number, view: View, width: number): number =>
  ((t - view.start) / (view.end - view.start)) * width;

export const toTime = (x: number, view: View, width: number): number =>
  view.start + (x / width) * (view.end - view.start);

/** Zooms about a time; factor < 1 shows less. Never closer than 4 units, never wider than `whole`. */
export function zoom(view: View, about: number, factor: number, whole: View): View {
  const length = Math.min(whole.end - whole.start, Math.max(4, (view.end - view.start) * factor));
  const share = (about - view.start) / (view.end - view.start);
  return keepInside({ start: about - share * length, end: about + (1 - share) * length }, whole);
}

export const pan = (view: View, by: number, whole: View): View =>
  keepInside({ start: view.start + by, end: view.end + by }, whole);

export function keepInside(view: View, whole: View): View {
  const shift = Math.max(whole.start - view.start, 0) || Math.min(whole.end - view.end, 0);
  return { start: view.start + shift, end: view.end + shift };
}

/** Index of the first segment that ends after t: segments of a lane are in order and do not overlap. */
export function firstAfter(segments: readonly Segment[], t: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((segments[middle]?.end ?? 0) > t) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Index of the segment that covers t, or −1. */
export function segmentAt(segments: readonly Segment[], t: number): number {
  const index = firstAfter(segments, t);
  const segment = segments[index];
  return segment && segment.start <= t ? index : -1;
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Round times about 90 pixels apart (an even multiple of 1, 2, 5). */
export function ticks(
  view: View,
  width: number,
  unit: Timeline['unit'],
): { major: Tick[]; gap: number; minor: number } {
  const rough = ((view.end - view.start) / Math.max(1, width)) * 90;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, unit === 'step' ? 1 : 1e-9)));
  let gap = [1, 2, 5, 10].map((m) => m * power).find((g) => g >= rough) ?? power * 10;
  if (unit === 'step') gap = Math.max(gap, 5);
  const major: Tick[] = [];
  for (let i = Math.ceil(view.start / gap); i * gap <= view.end; i++) {
    major.push({ at: i * gap, label: timeText(i * gap, unit) });
  }
  return { major, gap, minor: gap / 5 };
}

/** `14`, `1.5 ms`, `200 µs`. */
export function timeText(t: number, unit: Timeline['unit']): string {
  if (unit === 'step') return count(Math.round(t));
  const [scale, name] = t >= 1e9 ? [1e9, 's'] : t >= 1e6 ? [1e6, 'ms'] : t >= 1e3 ? [1e3, 'µs'] : [1, 'ns'];
  return `${Number((t / scale).toFixed(2))} ${name}`;
}

import type { Segment, SegmentState, Timeline } from '../../trace/types.ts';
import type { Colours } from './colours.ts';
import { firstAfter, type LaneBox, type Layout, toX, type View } from './geometry.ts';

export interface Scene {
  readonly timeline: Timeline;
  readonly layout: Layout;
  readonly view: View;
  /** CSS pixels of the plot. */
  readonly width: number;
  readonly height: number;
  readonly colours: Colours;
  readonly patterns: Patterns;
  readonly grid: { readonly major: number; readonly minor: number };
}

export interface Patterns {
  readonly lock: CanvasPattern | string;
  readonly io: CanvasPattern | string;
}

/** Diagonal hatch for a lock, dots for I/O: the second cue beside colour. A tile is 6 × 6 CSS pixels. */
export function makePatterns(colours: Colours, ratio: number): Patterns {
  const tile = (fill: string, turn: number, draw: (ctx: OffscreenCanvasRenderingContext2D) => void) => {
    // Drawn larger than it shows, so that turned edges stay smooth.
    const scale = 4 * ratio;
    const ctx = new OffscreenCanvas(6 * scale, 6 * scale).getContext('2d');
    if (!ctx) return fill;
    ctx.scale(scale, scale);
    ctx.fillStyle = fill;
    ctx.fillRect(0, 0, 6, 6);
    ctx.fillStyle = colours.surface;
    draw(ctx);
    const pattern = ctx.createPattern(ctx.canvas, 'repeat');
    pattern?.setTransform(new DOMMatrix().rotate(turn).scale(1 / scale));
    return pattern ?? fill;
  };
  return {
    lock: tile(colours.lock, 45, (ctx) => {
      ctx.globalAlpha = 0.42;
      ctx.fillRect(0, 0, 1.6, 6);
    }),
    io: tile(colours.io, 0, (ctx) => {
      ctx.globalAlpha = 0.55;
      for (const at of [1.5, 4.5]) {
        ctx.beginPath();
        ctx.arc(at, at, 1, 0, 7);
        ctx.fill();
      }
    }),
  };
}

function line(ctx: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}

/** A picture of the bars: only what is in view, and where bars are thinner than pixels, one colour per column. */
export function paintBars(ctx: CanvasRenderingContext2D, scene: Scene): void {
  paintGrid(ctx, scene);
  for (const box of scene.layout.lanes) paintLane(ctx, scene, box);
}

function paintGrid(ctx: CanvasRenderingContext2D, { view, width, height, colours, grid, layout }: Scene): void {
  ctx.strokeStyle = colours.line;
  for (const [gap, weight] of [
    [grid.minor, 0.5],
    [grid.major, 1],
  ] as const) {
    if ((gap / (view.end - view.start)) * width < 6) continue;
    ctx.lineWidth = weight;
    for (let i = Math.ceil(view.start / gap); i * gap <= view.end; i++) {
      const x = Math.round(toX(i * gap, view, width)) + 0.5;
      line(ctx, x, 0, x, height);
    }
  }
  ctx.lineWidth = 1;
  if (layout.rule >= 0) line(ctx, 0, layout.rule + 0.5, width, layout.rule + 0.5);
  ctx.strokeStyle = colours['line-2'];
  ctx.setLineDash([1, 4]);
  for (const { lane, top, height: h } of layout.lanes) {
    if (lane.kind === 'core') line(ctx, 0, top + h / 2, width, top + h / 2);
  }
  ctx.setLineDash([]);
}

function paintLane(ctx: CanvasRenderingContext2D, scene: Scene, box: LaneBox): void {
  const { segments } = box.lane;
  const first = firstAfter(segments, scene.view.start);
  const last = firstAfter(segments, scene.view.end);
  if (last - first > scene.width / 2) {
    paintColumns(ctx, scene, box);
    return;
  }
  for (let i = first; i < segments.length; i++) {
    const segment = segments[i];
    if (!segment || segment.start >= scene.view.end) break;
    paintBar(ctx, scene, box, segment);
  }
}

function paintBar(ctx: CanvasRenderingContext2D, scene: Scene, { lane, top, height }: LaneBox, segment: Segment): void {
  const { view, width, colours } = scene;
  // Far outside the picture is as good as infinitely far, and cheaper.
  const left = Math.max(-20, toX(segment.start, view, width));
  const right = Math.min(width + 20, toX(segment.end, view, width));
  const gap = right - left > 5 ? 0.75 : 0;
  const w = Math.max(0.5, right - left - 2 * gap);
  const thin = lane.kind === 'core' || lane.kind === 'lock';
  ctx.beginPath();
  ctx.roundRect(left + gap, top + 0.5, w, height - 1, segment.state === 'done' ? 0 : Math.min(thin ? 3 : 4, w / 2));
  if (segment.state === 'free') {
    ctx.strokeStyle = colours['line-2'];
    ctx.setLineDash([3, 3]);
    ctx.stroke();
    ctx.setLineDash([]);
    return;
  }
  ctx.fillStyle = fill(segment.state, scene);
  ctx.fill();
  if (w < 3) return;
  if (segment.state === 'ready' || segment.state === 'gil') {
    ctx.strokeStyle = segment.state === 'gil' ? colours.gil : colours['ready-line'];
    ctx.lineWidth = segment.state === 'gil' ? 1.4 : 1;
    ctx.stroke();
    ctx.lineWidth = 1;
  }
}

function fill(state: SegmentState, { colours, patterns }: Scene): string | CanvasPattern {
  switch (state) {
    case 'running':
      return colours.run;
    case 'ready':
      return colours.ready;
    case 'lock':
      return patterns.lock;
    case 'io':
      return patterns.io;
    case 'gil':
      return colours['gil-soft'];
    case 'free':
      return colours.surface;
    case 'done':
      return colours.done;
  }
}

/** Too many bars to tell apart: each column shows the state at its middle. Equal neighbours are one rectangle. */
function paintColumns(ctx: CanvasRenderingContext2D, scene: Scene, { lane, top, height }: LaneBox): void {
  const { view, width } = scene;
  let from = 0;
  let state: SegmentState | undefined;
  let index = firstAfter(lane.segments, view.start);
  for (let x = 0; x <= width; x++) {
    const t = view.start + ((x + 0.5) / width) * (view.end - view.start);
    while (index < lane.segments.length && (lane.segments[index]?.end ?? 0) <= t) {
      // Long leaps by halves, short ones by steps.
      index =
        (lane.segments[index + 64]?.end ?? Number.POSITIVE_INFINITY) <= t ? firstAfter(lane.segments, t) : index + 1;
    }
    const segment = lane.segments[index];
    const now = x < width && segment && segment.start <= t ? segment.state : undefined;
    if (now === state) continue;
    if (state && state !== 'free') {
      ctx.fillStyle = state === 'gil' ? scene.colours.gil : fill(state, scene);
      ctx.fillRect(from, top + 0.5, x - from, height - 1);
    }
    from = x;
    state = now;
  }
}

import type { BatonMove, Hold } from '../../trace/types.ts';
import { bracketY, type LaneBox, toX } from './geometry.ts';
import type { Scene } from './paint.ts';

/** Brackets, arrows and the baton are drawn while each has at least this many pixels on average. */
const ROOM = 3;

const laneOf = (scene: Scene, thread: number): LaneBox | undefined =>
  scene.layout.lanes.find((box) => box.lane.thread === thread && box.lane.kind !== 'gil' && box.lane.kind !== 'core');

/** What ties lanes together: held locks, the baton's walk, who waits for whom, and the lines of notes. */
export function paintLinks(ctx: CanvasRenderingContext2D, scene: Scene): void {
  ctx.lineJoin = 'round';
  paintHolds(ctx, scene);
  paintBaton(ctx, scene);
  paintWaits(ctx, scene);
  paintNotes(ctx, scene);
}

function paintHolds(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { view, width, colours, timeline, layout } = scene;
  const inView = (h: Hold) => h.end > view.start && h.start < view.end;
  if (timeline.holds.filter(inView).length * ROOM > width) return;
  ctx.strokeStyle = colours.ink;
  ctx.fillStyle = colours.ink;
  ctx.lineWidth = 2;
  for (const [i, hold] of timeline.holds.entries()) {
    const box = laneOf(scene, hold.thread);
    if (!box || !inView(hold)) continue;
    const y = bracketY(box, layout.levels[i] ?? 0);
    const x1 = toX(hold.start, view, width) + 1;
    const x2 = toX(hold.end, view, width) - (hold.open ? 0 : 2);
    ctx.beginPath();
    ctx.moveTo(x1, y + 6.5);
    ctx.lineTo(x1, y);
    ctx.lineTo(x2, y);
    if (!hold.open) ctx.lineTo(x2, y + 5);
    ctx.stroke();
    ctx.beginPath();
    ctx.arc(x1, y + 6.5, 2.6, 0, 7);
    ctx.fill();
  }
}

/** One gold line: along the top of the lane that has the baton, and down or up where it changes hands. */
function paintBaton(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { view, width, colours, timeline } = scene;
  const moves = timeline.baton;
  const first = Math.max(0, firstMove(moves, view.start) - 1);
  const last = Math.min(moves.length, firstMove(moves, view.end) + 1);
  if ((last - first) * ROOM > width) return;
  const x = (move: BatonMove) => Math.min(width + 40, Math.max(-40, toX(move.at, view, width)));
  const y = (thread: number): number => (laneOf(scene, thread)?.top ?? -20) + 1;
  ctx.beginPath();
  for (let i = first; i < last; i++) {
    const move = moves[i];
    if (!move || move.kind === 'drop') continue;
    const next = moves[i + 1];
    ctx.moveTo(x(move), y(move.kind === 'pass' ? move.from : move.to));
    ctx.lineTo(x(move), y(move.to));
    ctx.lineTo(
      next
        ? x(next) - (next.kind === 'drop' ? 2 : 0)
        : toX(timeline.end + (timeline.unit === 'step' ? 1 : 0), view, width),
      y(move.to),
    );
  }
  stroke(ctx, colours.surface, 6);
  stroke(ctx, colours.gil, 3);
  if ((last - first) * 12 > width) return;
  for (let i = first; i < last; i++) {
    const move = moves[i];
    if (!move) continue;
    glyph(
      ctx,
      scene,
      move,
      x(move) + (move.kind === 'pick' ? 3 : move.kind === 'drop' ? -2 : 0),
      y(move.kind === 'drop' ? move.from : move.to),
    );
  }
}

function glyph(ctx: CanvasRenderingContext2D, { colours }: Scene, move: BatonMove, x: number, y: number): void {
  ctx.beginPath();
  if (move.kind === 'pass') {
    ctx.moveTo(x, y - 5.6);
    ctx.lineTo(x + 5.6, y);
    ctx.lineTo(x, y + 5.6);
    ctx.lineTo(x - 5.6, y);
    ctx.closePath();
  } else {
    ctx.arc(x, y, move.kind === 'drop' ? 4 : 4.2, 0, 7);
  }
  ctx.fillStyle = move.kind === 'drop' ? colours.surface : colours.gil;
  ctx.strokeStyle = move.kind === 'drop' ? colours.gil : colours.surface;
  ctx.lineWidth = move.kind === 'drop' ? 2.4 : 1.6;
  ctx.fill();
  ctx.stroke();
}

function firstMove(moves: readonly BatonMove[], t: number): number {
  let low = 0;
  let high = moves.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((moves[middle]?.at ?? 0) >= t) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** From the bar of the thread that blocks to the bracket of the holder. */
function paintWaits(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { view, width, colours, timeline } = scene;
  const shown = timeline.waits.filter((w) => w.at >= view.start && w.at < view.end);
  if (shown.length * 8 > width) return;
  for (const wait of shown) {
    const from = laneOf(scene, wait.thread);
    const to = laneOf(scene, wait.holder);
    if (!from || !to || from === to) continue;
    const x = toX(wait.at, view, width) + 9;
    const down = to.top > from.top;
    const start = down ? from.top + from.height : from.top;
    // From above, the arrow comes down through the holder's bar to its bracket.
    const end = to.top + to.height + (down ? 3 : 8);
    ctx.beginPath();
    ctx.moveTo(x, start);
    ctx.lineTo(x, end + (down ? -4 : 4));
    stroke(ctx, colours.surface, 6);
    stroke(ctx, colours.lock, 2);
    ctx.beginPath();
    ctx.moveTo(x, end);
    ctx.lineTo(x - 4.5, end + (down ? -8 : 8));
    ctx.lineTo(x + 4.5, end + (down ? -8 : 8));
    ctx.closePath();
    ctx.fillStyle = colours.lock;
    ctx.fill();
  }
}

/** A short tick at the top for each note; the line through all lanes is for the one whose words show. */
function paintNotes(ctx: CanvasRenderingContext2D, { view, width, colours, timeline }: Scene): void {
  let last = -10;
  for (const note of timeline.notes) {
    const x = Math.round(toX(note.at, view, width));
    if (x < 0 || x > width || x - last < 3) continue;
    last = x;
    ctx.fillStyle = note.tone === 'plain' ? colours['ink-3'] : colours[note.tone];
    ctx.fillRect(x - 1, 0, 2, 5);
  }
}

function stroke(ctx: CanvasRenderingContext2D, colour: string, width: number): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke();
}

import type { View } from './geometry.ts';

/** What the pointer needs of a timeline. */
export interface Pointed {
  /** The time under a pointer. */
  timeAt(event: MouseEvent): number;
  seek(t: number): void;
  /** What shows now; zoomed is false when that is everything. */
  readonly shown: View;
  readonly zoomed: boolean;
  /** Moves to start at a time, keeping the scale. */
  moveTo(start: number): void;
  panBy(share: number): void;
  zoomBy(factor: number, about: number): void;
  readonly plotWidth: number;
}

/** Pixels that a pointer may move and still be a click. */
const SLACK = 4;

/** Drag on the axis: seek. Drag on the lanes, when zoomed: move. Wheel: with Ctrl zoom, sideways or with Shift move. */
export class Pointer {
  readonly #timeline: Pointed;
  #drag: { readonly x: number; readonly view: View } | undefined;
  /** The pointer has moved since it went down: what ends it is no click. */
  moved = false;

  constructor(timeline: Pointed) {
    this.#timeline = timeline;
  }

  readonly scrub = (event: PointerEvent): void => {
    if (event.type === 'pointerdown') (event.currentTarget as Element).setPointerCapture(event.pointerId);
    if (event.buttons === 1) this.#timeline.seek(this.#timeline.timeAt(event));
  };

  readonly grab = (event: PointerEvent): void => {
    this.moved = false;
    this.#drag = event.button === 0 ? { x: event.clientX, view: this.#timeline.shown } : undefined;
  };

  readonly pull = (event: PointerEvent): void => {
    const drag = this.#drag;
    if (!drag || !this.#timeline.zoomed || event.buttons !== 1) return;
    const dx = event.clientX - drag.x;
    if (Math.abs(dx) > SLACK) this.moved = true;
    const scale = (drag.view.end - drag.view.start) / this.#timeline.plotWidth;
    if (this.moved) this.#timeline.moveTo(drag.view.start - dx * scale);
  };

  /** Not passive: with Ctrl the browser would zoom the page. A plain wheel scrolls the page as ever. */
  readonly wheel = {
    passive: false,
    handleEvent: (event: WheelEvent): void => {
      const timeline = this.#timeline;
      const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (!event.ctrlKey && !event.metaKey && !(sideways && timeline.zoomed)) return;
      event.preventDefault();
      if (sideways) timeline.panBy((event.deltaX || event.deltaY) / timeline.plotWidth);
      else timeline.zoomBy(Math.exp(Math.sign(event.deltaY) * 0.2), timeline.timeAt(event));
    },
  };
}

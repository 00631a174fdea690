import type { Timeline } from '../../trace/types.ts';
import { type Colours, readColours } from './colours.ts';
import { type Layout, ticks, type View } from './geometry.ts';
import { makePatterns, type Patterns, paintBars } from './paint.ts';
import { paintLinks } from './paint-links.ts';

/** Keeps the colours of the theme and paints the canvas anew, whole: that is as cheap as finding what changed. */
export class Painter {
  #colours: Colours | undefined;
  #patterns: Patterns | undefined;

  /** The theme has changed. */
  forget(): void {
    this.#colours = undefined;
  }

  paint(root: ParentNode, timeline: Timeline, layout: Layout, view: View, width: number): void {
    const canvas = root.querySelector('canvas');
    const probe = root.querySelector<HTMLElement>('.probe');
    const ctx = canvas?.getContext('2d');
    if (!canvas || !probe || !ctx || width === 0) return;
    const ratio = devicePixelRatio || 1;
    this.#colours ??= this.#read(probe, ratio);
    const colours = this.#colours;
    const { height } = layout;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    ctx.scale(ratio, ratio);
    const { gap, minor } = ticks(view, width, timeline.unit);
    const patterns = this.#patterns ?? { lock: colours.lock, io: colours.io };
    const scene = { timeline, layout, view, width, height, colours, patterns, grid: { major: gap, minor } };
    paintBars(ctx, scene);
    paintLinks(ctx, scene);
  }

  #read(probe: HTMLElement, ratio: number): Colours {
    const colours = readColours(probe);
    this.#patterns = makePatterns(colours, ratio);
    return colours;
  }
}

import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { Lane, Timeline } from '../trace/types.ts';
import { emit } from './events.ts';
import { base } from './shared-styles.ts';
import { type Colours, readColours } from './timeline/colours.ts';
import { firstAfter, fitView, type View } from './timeline/geometry.ts';

/** Half of the slider's knob, in pixels. */
const KNOB = 8;

/**
 * `<rc-overview>`: the whole run in one strip, with the native slider that is the scrubber.
 * Properties: `timeline`, `cursor`, `said` (what the last step did, for `aria-valuetext`: `T1 blocks on b.lock`),
 * `view` (what the timeline shows; null = all). Sends `rc-seek {cursor}`.
 */
export class RcOverview extends LitElement {
  static override properties = {
    timeline: { attribute: false },
    cursor: { type: Number },
    said: { type: String },
    view: { attribute: false },
    width: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        container-type: inline-size;
      }
      .row {
        display: grid;
        grid-template-columns: 122px minmax(0, 1fr);
        align-items: center;
        padding: 4px 0;
      }
      .name {
        font-size: 11.5px;
        color: var(--ink-3);
      }
      .strip {
        position: relative;
        height: 30px;
        border: 1px solid var(--edge);
        border-radius: 6px;
        background: var(--sunken);
      }
      /* The slider's knob keeps half its width off both ends; so does the picture. */
      canvas {
        position: absolute;
        left: 8px;
        width: calc(100% - 16px);
        height: 100%;
      }
      .probe {
        position: absolute;
        visibility: hidden;
        color: var(--ink);
        transition: color 1ms step-end;
      }
      .window {
        position: absolute;
        top: -1px;
        bottom: -1px;
        border: 1.5px solid var(--ink-2);
        border-radius: 6px;
        pointer-events: none;
      }
      input {
        position: absolute;
        inset: -4px 0;
        width: 100%;
        height: 36px;
        margin: 0;
        appearance: none;
        background: none;
        cursor: ew-resize;
      }
      input::-webkit-slider-thumb {
        appearance: none;
        width: 16px;
        height: 16px;
        border: 2px solid var(--surface);
        border-radius: 50%;
        background: var(--ink);
      }
      input::-moz-range-thumb {
        width: 12px;
        height: 12px;
        border: 2px solid var(--surface);
        border-radius: 50%;
        background: var(--ink);
      }
      .line {
        position: absolute;
        top: 0;
        bottom: 0;
        width: 1.5px;
        margin-left: -0.75px;
        background: var(--ink);
        pointer-events: none;
      }
      @container (max-width: 560px) {
        .row {
          grid-template-columns: 46px minmax(0, 1fr);
        }
        .name {
          font-size: 0;
        }
        .strip {
          height: 36px;
        }
        input {
          height: 44px;
        }
      }
    `,
  ];
  declare timeline: Timeline | undefined;
  declare cursor: number;
  declare said: string;
  declare view: View | null;
  declare protected width: number;
  #colours: Colours | undefined;
  #canvas: HTMLCanvasElement | null = null;
  #sizes = new ResizeObserver(() => {
    this.width = this.#canvas?.clientWidth ?? 0;
  });

  constructor() {
    super();
    this.cursor = 0;
    this.said = '';
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
    this.#canvas = null;
  }

  #observe() {
    const canvas = this.renderRoot.querySelector('canvas');
    if (canvas === this.#canvas) return;
    this.#canvas = canvas;
    this.#sizes.disconnect();
    if (canvas) this.#sizes.observe(canvas);
  }

  override updated(changed: PropertyValues) {
    this.#observe();
    if (changed.has('timeline') || changed.has('width')) this.#paint();
  }

  /** The strip is the whole run, without the room that the timeline leaves at its end. */
  get #end(): number {
    return Math.max(1, this.timeline?.end ?? 1);
  }

  override render() {
    const { timeline, width } = this;
    if (!timeline) return nothing;
    const end = this.#end;
    const x = KNOB + (this.cursor / end) * width;
    const unit = timeline.unit === 'step' ? 'Step' : 'Time';
    const view = this.view ?? fitView(timeline, width || 1);
    const from = KNOB + Math.max(0, (view.start / end) * width);
    const to = KNOB + Math.min(width, (view.end / end) * width);
    return html`<div class="row">
      <label class="name" for="range">overview</label>
      <div class="strip">
        <canvas></canvas>
        <span
          class="probe"
          @transitionend=${() => {
            this.#colours = undefined;
            this.#paint();
          }}
        ></span>
        ${this.view ? html`<span class="window" style=${styleMap({ left: `${from}px`, width: `${Math.max(6, to - from)}px` })}></span>` : nothing}
        <span class="line" style=${styleMap({ left: `${x}px` })}></span>
        <input
          id="range"
          type="range"
          min="0"
          max=${timeline.end}
          step=${timeline.unit === 'step' ? 1 : 'any'}
          .value=${String(this.cursor)}
          aria-label="Step of the run"
          aria-valuetext=${`${unit} ${this.cursor} of ${timeline.end}.${this.said ? ` ${this.said}` : ''}`}
          @input=${(e: Event) => emit(this, 'rc-seek', { cursor: Number((e.target as HTMLInputElement).value) })}
        />
      </div>
    </div>`;
  }

  #paint() {
    const canvas = this.renderRoot.querySelector('canvas');
    const probe = this.renderRoot.querySelector<HTMLElement>('.probe');
    const ctx = canvas?.getContext('2d');
    if (!canvas || !ctx || !probe || !this.timeline || this.width === 0) return;
    this.#colours ??= readColours(probe);
    const ratio = devicePixelRatio || 1;
    const height = canvas.clientHeight;
    canvas.width = Math.round(this.width * ratio);
    canvas.height = Math.round(height * ratio);
    ctx.scale(ratio, ratio);
    const lanes = this.timeline.lanes.filter((l) => l.kind === 'thread' || l.kind === 'process');
    const pitch = (height - 6) / Math.max(1, lanes.length);
    const thick = Math.min(4.5, Math.max(1, pitch * 0.66));
    for (const [i, lane] of lanes.entries()) this.#paintLane(ctx, lane, 3 + pitch * (i + 0.5) - thick / 2, thick);
  }

  /** One colour a pixel, ready left out: what ran and what was stuck. */
  #paintLane(ctx: CanvasRenderingContext2D, { segments }: Lane, y: number, thick: number) {
    const colours = this.#colours;
    if (!colours) return;
    const scale = this.#end / this.width;
    for (let x = 0; x < this.width; ) {
      const index = firstAfter(segments, (x + 0.5) * scale);
      const segment = segments[index];
      if (!segment) break;
      const from = Math.max(x, segment.start / scale);
      const to = Math.max(from + 1, segment.end / scale);
      const colour = { running: 'run', lock: 'lock', io: 'io', ready: '', done: '', gil: '', free: '' }[segment.state];
      if (colour) {
        ctx.fillStyle = colours[colour as 'run' | 'lock' | 'io'];
        ctx.fillRect(from, y, Math.max(1, to - from - (to - from > 3 ? 0.7 : 0)), thick);
      }
      x = Math.max(x + 1, Math.ceil(to - 0.5));
    }
  }
}

import { css, html, LitElement, type TemplateResult } from 'lit';
import { base } from './shared-styles.ts';

export type LegendKey = 'run' | 'ready' | 'lock' | 'io' | 'done' | 'gil' | 'hold';

const words: Readonly<Record<LegendKey, string>> = {
  run: 'running',
  ready: 'ready',
  lock: 'blocked on lock',
  io: 'blocked on I/O',
  done: 'done',
  gil: 'GIL baton',
  hold: 'holds a lock',
};

const keys = Object.keys(words) as LegendKey[];

/**
 * `<rc-legend>`: what the colours, patterns and lines of the timeline mean.
 * Properties: `show` (which keys, in order; all by default). Sends nothing.
 */
export class RcLegend extends LitElement {
  static override properties = { show: { attribute: false } };
  static override styles = [
    base,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 14px;
        font-size: var(--fs-xs);
        color: var(--ink-2);
      }
      li {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
      i {
        width: 20px;
        height: 11px;
        border-radius: 3px;
        flex: none;
      }
      .run {
        background: var(--run);
      }
      .ready {
        background: var(--ready);
        border: 1px solid var(--ready-line);
      }
      .lock {
        background: repeating-linear-gradient(
          135deg,
          var(--lock) 0 3.4px,
          color-mix(in srgb, var(--lock), var(--surface) 42%) 3.4px 5px
        );
      }
      .io {
        background:
          radial-gradient(circle at 1.5px 1.5px, color-mix(in srgb, var(--io), var(--surface) 55%) 1px, transparent 1.3px)
            0 0 / 5px 5px,
          var(--io);
      }
      .done {
        background: var(--done);
      }
      svg {
        width: 20px;
        height: 11px;
        flex: none;
      }
      .gold {
        fill: var(--gil);
        stroke: var(--gil);
      }
      .ink {
        fill: none;
        stroke: var(--ink);
        stroke-width: 2;
      }
      @media (forced-colors: active) {
        i {
          border: 1px solid CanvasText;
          forced-color-adjust: none;
        }
      }
    `,
  ];
  declare show: readonly LegendKey[];

  constructor() {
    super();
    this.show = keys;
  }

  override render() {
    return html`<ul aria-label="Legend">
      ${this.show.map((key) => html`<li>${swatch(key)}${words[key]}</li>`)}
    </ul>`;
  }
}

function swatch(key: LegendKey): TemplateResult {
  if (key === 'gil') {
    return html`<svg viewBox="0 0 20 11" aria-hidden="true" class="gold"><path d="M1 5.5h18" stroke-width="3.2" stroke-linecap="round"/><path d="M10 .6 14.9 5.5 10 10.4 5.1 5.5z" stroke="none"/></svg>`;
  }
  if (key === 'hold') {
    return html`<svg viewBox="0 0 20 11" aria-hidden="true" class="ink"><path d="M2 9V3h18"/></svg>`;
  }
  return html`<i class=${key}></i>`;
}

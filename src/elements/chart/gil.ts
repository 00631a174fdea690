import { css, html, LitElement } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { markSvg } from '../marks.ts';
import { base, chips } from '../shared-styles.ts';
import { count } from '../text.ts';

export interface GilThread {
  readonly id: number;
  readonly name: string;
}

/** A process's global lock at a moment. */
export interface GilView {
  /** `GIL`, or `GIL P2` where there are several. */
  readonly label: string;
  /** The moment: `12.5 ms`. */
  readonly moment: string;
  readonly holder: GilThread | null;
  readonly waiters: readonly GilThread[];
  /** Who asked the holder to let go, and is waiting for it. */
  readonly requester: GilThread | null;
  /** Up to the moment. */
  readonly takes: number;
  readonly forcedSwitches: number;
  readonly falseWakes: number;
  /** Of the whole run: share of its waits that a thread with I/O spent in the queue for the GIL, 0 to 1. */
  readonly convoy: number;
}

/**
 * `<rc-gil>`: the global interpreter lock at the cursor: who has it, who waits, whether somebody has asked the holder to
 * let go, how often that happened, and the convoy meter.
 * Properties: `gil` (GilView; undefined: there is none on this machine). Sends nothing.
 */
export class RcGil extends LitElement {
  static override properties = { gil: { attribute: false } };
  static override styles = [
    base,
    chips,
    css`
      .head {
        display: flex;
        justify-content: space-between;
        gap: 8px;
        margin-bottom: 6px;
        font-size: var(--fs-s);
        font-weight: 600;
      }
      .sub {
        font-weight: 400;
        font-size: var(--fs-xs);
        color: var(--ink-3);
        font-variant-numeric: tabular-nums;
      }
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        font-size: var(--fs-s);
      }
      dt,
      dd {
        padding: 3px 0;
        border-bottom: 1px solid var(--line);
      }
      dt {
        padding-right: 12px;
        color: var(--ink-2);
      }
      dd {
        text-align: right;
        font-variant-numeric: tabular-nums;
      }
      .holder {
        padding: 1px 7px;
        border: 1.5px solid var(--gil);
        border-radius: 5px;
        background: var(--gil-soft);
        font-weight: 600;
      }
      .who + .who {
        margin-left: 7px;
      }
      p {
        font-size: var(--fs-s);
        line-height: 1.45;
        color: var(--ink-2);
      }
      .convoy {
        margin-top: 10px;
      }
      .meter {
        position: relative;
        height: 8px;
        margin: 5px 0;
        border: 1.5px solid var(--ink-2);
        border-radius: 4px;
        overflow: hidden;
      }
      .meter span {
        position: absolute;
        inset: 0 auto 0 0;
        background: var(--ink-2);
      }
      @media (forced-colors: active) {
        .meter span {
          forced-color-adjust: none;
          background: CanvasText;
        }
      }
    `,
  ];
  declare gil: GilView | undefined;

  override render() {
    const { gil } = this;
    if (!gil) {
      return html`<div class="head">GIL</div>
        <p>This interpreter has none: threads run bytecode at the same time.</p>`;
    }
    const { holder, waiters, requester } = gil;
    return html`<div class="head">${gil.label}<span class="sub">at ${gil.moment}</span></div>
      <dl>
        <dt>held by</dt>
        <dd>${holder ? html`<span class="holder">${who(holder)}</span>` : 'nobody'}</dd>
        <dt>waiting for it</dt>
        <dd>${waiters.length > 0 ? waiters.map((thread) => html`<span class="who">${who(thread)}</span>`) : 'nobody'}</dd>
        <dt>drop request</dt>
        <dd>${requester ? html`by ${who(requester)}` : 'none'}</dd>
        <dt>taken so far</dt>
        <dd>${count(gil.takes)}</dd>
        <dt>forced switches</dt>
        <dd>${count(gil.forcedSwitches)}</dd>
        <dt>false wake-ups</dt>
        <dd>${count(gil.falseWakes)}</dd>
      </dl>
      ${this.#convoy(gil.convoy)}`;
  }

  #convoy(share: number) {
    const percent = Math.round(share * 100);
    return html`<div class="convoy">
      <div class="head">Convoy meter<span class="sub">whole run</span></div>
      ${
        percent > 0
          ? html`<div class="meter" role="img" aria-label=${`Convoy: ${percent}%`}>
                <span style=${styleMap({ width: `${percent}%` })}></span>
              </div>
              <p>${percent}% of the time away, threads had what they waited for, and queued for the GIL.</p>`
          : html`<p>None: no thread had to queue after a wait for something else.</p>`
      }
    </div>`;
  }
}

const who = ({ id, name }: GilThread) => (id > 0 && id < 5 ? html`${markSvg(id)} ${name}` : name);

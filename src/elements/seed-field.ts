import { css, html, LitElement, nothing } from 'lit';
import { emit } from './events.ts';
import { icons } from './icons.ts';
import { base, buttons } from './shared-styles.ts';

/**
 * `<rc-seed-field>`: the schedule as text: digits, `.` for an idle tick, or a seed such as `0x5EED`; a new seed; Share.
 * Properties: `text`, `error` (what is wrong with what was typed; shown and read out), `notice` (`Link copied`),
 * `locked` (why it cannot be used yet). Sends `rc-schedule {text}` on Enter or leaving, `rc-dice`, `rc-share`.
 */
export class RcSeedField extends LitElement {
  static override properties = {
    text: { type: String },
    error: { type: String },
    notice: { type: String },
    locked: { type: String },
  };
  static override styles = [
    base,
    buttons,
    css`
      :host {
        flex: 0 1 auto;
      }
      .row {
        display: flex;
        align-items: center;
        gap: 7px;
      }
      .field {
        flex: 1 1 178px;
        min-width: 120px;
        display: flex;
        align-items: center;
        height: 30px;
        border: 1px solid var(--edge);
        border-radius: var(--r-s);
        background: var(--surface);
        font-size: var(--fs-s);
      }
      .field:focus-within {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }
      label {
        padding: 0 8px 0 10px;
        color: var(--ink-3);
        font-size: var(--fs-xs);
      }
      input {
        width: 100%;
        min-width: 0;
        height: 100%;
        padding: 0 8px 0 0;
        border: 0;
        border-radius: var(--r-s);
        background: none;
        font: 400 12px/1 var(--mono);
        text-overflow: ellipsis;
      }
      /* The field around it shows the focus. */
      input:focus-visible {
        outline: 0;
      }
      .bad {
        border-color: var(--bad);
      }
      p {
        margin-top: 5px;
        max-width: 44ch;
        font-size: var(--fs-s);
        line-height: 1.4;
        color: var(--ink-2);
      }
      .error {
        color: var(--bad);
      }
      p svg.icon {
        width: 12px;
        height: 12px;
        vertical-align: -1px;
      }
      @media (max-width: 860px) {
        .field,
        .btn {
          min-height: 44px;
        }
      }
    `,
  ];
  declare text: string;
  declare error: string;
  declare notice: string;
  declare locked: string;

  constructor() {
    super();
    this.text = '';
    this.error = '';
    this.notice = '';
    this.locked = '';
  }

  #send(event: Event): void {
    const text = (event.target as HTMLInputElement).value.trim();
    if (text !== this.text && !this.locked) emit(this, 'rc-schedule', { text });
  }

  override render() {
    const off = this.locked ? 'true' : null;
    return html`<div class="row">
        <div class="field ${this.error ? 'bad' : ''}">
          <label for="text">Schedule</label>
          <input
            id="text"
            .value=${this.text}
            placeholder="12…"
            spellcheck="false"
            autocomplete="off"
            autocapitalize="off"
            aria-describedby="help error"
            aria-invalid=${this.error ? 'true' : nothing}
            ?readonly=${this.locked !== ''}
            @change=${this.#send}
          />
        </div>
        <button
          type="button"
          class="btn icon-only"
          aria-label="New random seed"
          title=${this.locked || 'New random seed (Shift+R)'}
          aria-disabled=${off ?? nothing}
          @click=${() => !off && emit(this, 'rc-dice', null)}
        >
          ${icons.dice}
        </button>
        <button type="button" class="btn" aria-disabled=${off ?? nothing} @click=${() => !off && emit(this, 'rc-share', null)}>
          ${icons.share}Share
        </button>
      </div>
      <span class="vh" id="help"
        >One digit per step, a dot where nobody runs. Or a seed such as 0x5EED. Enter runs it.</span
      >
      <div id="error">${this.error ? html`<p class="error">${icons.cross} ${this.error}</p>` : nothing}</div>
      <div role="status">${this.notice ? html`<p>${this.notice}</p>` : nothing}</div>`;
  }
}

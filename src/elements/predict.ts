import { css, html, LitElement, nothing } from 'lit';
import { emit } from './events.ts';
import { base, buttons, card, chips } from './shared-styles.ts';
import { inline } from './text.ts';

export interface PredictOption {
  readonly id: string;
  /** Plain words; `code` between back quotes. */
  readonly text: string;
  /** A line below the option once it is locked in: why it is so. */
  readonly note?: string;
}

/**
 * `<rc-predict>`: the prediction card. Kept when the answer is known; a wrong one is never scolded.
 * Properties: `question`, `options` (PredictOption[]), `choice` (id, also before it is locked in), `locked`,
 * `truth` (id, empty while unknown), `truthNote` (`what you just did at step 5`), `bare` (no button of its own).
 * Sends `rc-choose {choice}` when an option is picked, `rc-predict {choice}` when it is locked in.
 */
export class RcPredict extends LitElement {
  static override properties = {
    question: { type: String },
    options: { attribute: false },
    choice: { type: String },
    locked: { type: Boolean },
    truth: { type: String },
    truthNote: { type: String, attribute: 'truth-note' },
    bare: { type: Boolean },
  };
  static override styles = [
    base,
    buttons,
    chips,
    card,
    css`
      label,
      .row {
        display: grid;
        grid-template-columns: 16px 1fr;
        gap: 9px;
        padding: 4px 0;
        font-size: 13.5px;
        line-height: 1.4;
        color: var(--ink-2);
      }
      label {
        cursor: pointer;
        color: var(--ink);
      }
      input {
        appearance: none;
        width: 14px;
        height: 14px;
        margin: 2.5px 0 0;
        border: 1.5px solid var(--edge);
        border-radius: 50%;
        background: var(--surface);
      }
      input:focus-visible {
        border-radius: 50%;
      }
      i {
        width: 14px;
        height: 14px;
        margin-top: 2.5px;
        border: 1.5px solid var(--line-2);
        border-radius: 50%;
      }
      input:checked,
      .mine i {
        border-color: var(--ink);
        background: var(--ink);
        box-shadow: inset 0 0 0 2.5px var(--surface);
      }
      .mine {
        color: var(--ink);
      }
      .truth i {
        border-color: var(--ok);
        background: var(--ok);
        box-shadow: inset 0 0 0 2.5px var(--surface);
      }
      small {
        display: block;
        font-size: var(--fs-xs);
        color: var(--ink-3);
      }
      .truth small {
        color: var(--ok);
      }
      .foot {
        display: flex;
        justify-content: flex-end;
        margin-top: 8px;
      }
      @media (forced-colors: active) {
        input {
          appearance: auto;
        }
        .mine i,
        .truth i {
          background: CanvasText;
          forced-color-adjust: none;
        }
      }
    `,
  ];
  declare question: string;
  declare options: readonly PredictOption[];
  declare choice: string;
  declare locked: boolean;
  declare truth: string;
  declare truthNote: string;
  declare bare: boolean;

  constructor() {
    super();
    this.question = '';
    this.options = [];
    this.choice = '';
    this.locked = false;
    this.truth = '';
    this.truthNote = '';
    this.bare = false;
  }

  override render() {
    return html`<div class="card">${this.locked ? this.#kept() : this.#asking()}</div>`;
  }

  #asking() {
    return html`<form
      @submit=${(e: Event) => {
        e.preventDefault();
        if (this.choice) emit(this, 'rc-predict', { choice: this.choice });
      }}
    >
      <fieldset>
        <legend class="card-head"><span>${inline(this.question || 'Your prediction')}</span></legend>
        ${this.options.map(
          (option) => html`<label>
            <input
              type="radio"
              name="choice"
              .value=${option.id}
              .checked=${option.id === this.choice}
              @change=${() => emit(this, 'rc-choose', { choice: option.id })}
            />
            <span>${inline(option.text)}</span>
          </label>`,
        )}
      </fieldset>
      ${
        this.bare
          ? nothing
          : html`<div class="foot">
            <button class="btn pri" aria-disabled=${this.choice ? nothing : 'true'}>Lock in</button>
          </div>`
      }
    </form>`;
  }

  #kept() {
    return html`<h3 class="card-head">
        <span>${inline(this.question || 'Your prediction')}</span>
        <span class="chip">before you ran it</span>
      </h3>
      <ul>
        ${this.options.map((option) => {
          const mine = option.id === this.choice;
          const truth = option.id === this.truth;
          return html`<li class="row ${mine ? 'mine' : ''} ${truth ? 'truth' : ''}">
            <i aria-hidden="true"></i>
            <span>
              ${inline(option.text)}
              ${mine ? html`<small>you chose this${truth ? ', and it is so' : ''}</small>` : nothing}
              ${truth && (this.truthNote || !mine) ? html`<small>${mine ? '' : '✓ '}${inline(this.truthNote || 'this is what happens')}</small>` : nothing}
              ${option.note && this.truth ? html`<small>${inline(option.note)}</small>` : nothing}
            </span>
          </li>`;
        })}
      </ul>`;
  }
}

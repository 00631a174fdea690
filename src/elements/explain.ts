import { css, html, LitElement, nothing } from 'lit';
import { emit } from './events.ts';
import { icons } from './icons.ts';
import { base, card, chips } from './shared-styles.ts';
import { inline } from './text.ts';

/**
 * `<rc-explain>`: the reader explains in a sentence or two; words to use light up when they are used.
 * Properties: `question`, `text` (what is written), `words` (string[]), `answer` (one good answer, shown folded when
 * not empty), `locked` (not open yet: the reason). Sends `rc-explain {text}` on input.
 */
export class RcExplain extends LitElement {
  static override properties = {
    question: { type: String },
    text: { type: String },
    words: { attribute: false },
    answer: { type: String },
    locked: { type: String },
  };
  static override styles = [
    base,
    card,
    chips,
    css`
      textarea {
        display: block;
        width: 100%;
        min-height: 64px;
        resize: vertical;
        padding: 8px 10px;
        border: 1px solid var(--edge);
        border-radius: var(--r-s);
        background: var(--surface);
        font-size: 13.5px;
        line-height: 1.4;
        field-sizing: content;
      }
      textarea:disabled {
        background: var(--sunken);
        color: var(--ink-3);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 5px;
        margin-top: 8px;
      }
      .chip {
        min-height: 22px;
        font-size: 12px;
      }
      .chip svg {
        width: 11px;
        height: 11px;
      }
      details {
        margin-top: 10px;
        font-size: 13px;
        line-height: 1.45;
        color: var(--ink-2);
      }
      summary {
        min-height: 24px;
        cursor: pointer;
      }
      .locked {
        font-size: 13px;
        color: var(--ink-3);
      }
    `,
  ];
  declare question: string;
  declare text: string;
  declare words: readonly string[];
  declare answer: string;
  declare locked: string;

  constructor() {
    super();
    this.question = '';
    this.text = '';
    this.words = [];
    this.answer = '';
    this.locked = '';
  }

  override render() {
    const said = this.text.toLowerCase();
    return html`<section class="card">
      <label class="card-head" for="why"><span>${inline(this.question)}</span></label>
      ${
        this.locked
          ? html`<p class="locked" id="why">${this.locked}</p>`
          : html`<textarea
            id="why"
            .value=${this.text}
            aria-describedby="words"
            @input=${(e: Event) => emit(this, 'rc-explain', { text: (e.target as HTMLTextAreaElement).value })}
          ></textarea>`
      }
      <ul id="words" aria-label="Words to use">
        ${this.words.map((word) => {
          const used = said.includes(word.toLowerCase());
          return html`<li class="chip ${used ? 'ok' : ''}">
            ${used ? icons.tick : nothing}${word}${used ? html`<span class="vh">, used</span>` : nothing}
          </li>`;
        })}
      </ul>
      ${
        this.answer ? html`<details><summary>One good answer</summary><p>${inline(this.answer)}</p></details>` : nothing
      }
    </section>`;
  }
}

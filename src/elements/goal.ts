import { css, html, LitElement } from 'lit';
import { base, card, chips } from './shared-styles.ts';
import { inline } from './text.ts';
import type { VerdictKind } from './verdict.ts';

export interface GoalRow {
  readonly term: string;
  readonly text: string;
}

/**
 * `<rc-goal>`: what to reach, with its par and its odds.
 * Properties: `heading`, `rows` ({term, text}[]), `kind` (VerdictKind) and `word` for the chip (none when `word` is
 * empty). Sends nothing.
 */
export class RcGoal extends LitElement {
  static override properties = {
    heading: { type: String },
    rows: { attribute: false },
    kind: { type: String },
    word: { type: String },
  };
  static override styles = [
    base,
    chips,
    card,
    css`
      .card {
        background: var(--sunken);
        border-color: transparent;
      }
      .card-head:only-child {
        margin: 0;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 3px 12px;
        font-size: 13px;
        line-height: 1.45;
      }
      dt {
        color: var(--ink-3);
      }
      dd {
        text-wrap: pretty;
      }
    `,
  ];
  declare heading: string;
  declare rows: readonly GoalRow[];
  declare kind: VerdictKind;
  declare word: string;

  constructor() {
    super();
    this.heading = '';
    this.rows = [];
    this.kind = 'open';
    this.word = '';
  }

  override render() {
    return html`<section class="card">
      <h3 class="card-head">
        <span>${inline(this.heading)}</span>
        ${this.word ? html`<rc-verdict .kind=${this.kind} .word=${this.word}></rc-verdict>` : null}
      </h3>
      ${
        this.rows.length > 0
          ? html`<dl>${this.rows.map((row) => html`<dt>${row.term}</dt><dd>${inline(row.text)}</dd>`)}</dl>`
          : null
      }
    </section>`;
  }
}

import { css, html, LitElement } from 'lit';
import { icons } from './icons.ts';
import { base, chips } from './shared-styles.ts';

export type VerdictKind = 'ok' | 'bad' | 'lock' | 'open';

/**
 * `<rc-verdict>`: a word with a glyph; never colour alone.
 * Properties: `kind` (`ok` ✓, `bad` ✕, `lock` ✕ stuck, `open` not finished), `word` (`done`, `deadlock`,
 * `not finished`). Sends nothing.
 */
export class RcVerdict extends LitElement {
  static override properties = { kind: { type: String }, word: { type: String } };
  static override styles = [
    base,
    chips,
    css`
      :host {
        display: inline-block;
      }
      svg.icon {
        width: 11px;
        height: 11px;
      }
      .open i {
        width: 7px;
        height: 7px;
        border: 1.5px solid currentColor;
        border-radius: 50%;
      }
    `,
  ];
  declare kind: VerdictKind;
  declare word: string;

  constructor() {
    super();
    this.kind = 'open';
    this.word = 'not finished';
  }

  override render() {
    const glyph = this.kind === 'ok' ? icons.tick : this.kind === 'open' ? html`<i></i>` : icons.cross;
    return html`<span class="chip ${this.kind}">${glyph}${this.word}</span>`;
  }
}

import { css, html, LitElement } from 'lit';
import { base, panels } from './shared-styles.ts';

/**
 * `<rc-output>`: what the program has printed up to the cursor.
 * Properties: `text`. Sends nothing.
 */
export class RcOutput extends LitElement {
  static override properties = { text: { type: String } };
  static override styles = [
    base,
    panels,
    css`
      :host {
        padding: 9px 14px 10px;
      }
      pre {
        margin: 4px 0 0;
        max-height: 8.6em;
        overflow: auto;
        font: 400 12px/1.45 var(--mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      p {
        color: var(--ink-3);
        font-size: 12.5px;
      }
    `,
  ];
  declare text: string;

  constructor() {
    super();
    this.text = '';
  }

  override updated() {
    const box = this.renderRoot.querySelector('pre');
    if (box) box.scrollTop = box.scrollHeight;
  }

  override render() {
    return html`<h3 class="head" id="head">Printed</h3>
      ${
        this.text
          ? html`<pre tabindex="0" role="group" aria-labelledby="head">${this.text}</pre>`
          : html`<p>Nothing yet.</p>`
      }`;
  }
}

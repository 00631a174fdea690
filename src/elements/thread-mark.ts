import { css, html, LitElement } from 'lit';
import { hasShape, markSvg, markText } from './marks.ts';
import { base } from './shared-styles.ts';

/**
 * `<rc-thread-mark>`: which thread, by shape: T1 ●, T2 ■, T3 ▲, T4 ◆, then its letter.
 * Properties: `thread` (id, 0 = main), `name` (also write `T1` beside the shape). Sends nothing.
 */
export class RcThreadMark extends LitElement {
  static override properties = { thread: { type: Number }, name: { type: Boolean } };
  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 0.4em;
        font: inherit;
        color: inherit;
      }
    `,
  ];
  declare thread: number;
  declare name: boolean;

  constructor() {
    super();
    this.thread = 1;
    this.name = false;
  }

  override render() {
    const text = markText(this.thread);
    if (!this.name) return markSvg(this.thread, text);
    return html`${hasShape(this.thread) ? markSvg(this.thread) : null}<span>${text}</span>`;
  }
}

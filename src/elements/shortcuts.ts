import { css, html, LitElement } from 'lit';
import { emit } from './events.ts';
import { icons } from './icons.ts';
import { base, buttons } from './shared-styles.ts';

/** Keys and what they do, in the words of the dialog. One character alone can be switched off (WCAG 2.1.4). */
export const keyMap: readonly (readonly [keys: string, does: string])[] = [
  ['1 … 9', 'step that thread'],
  ['Space', 'play or pause'],
  ['← →', 'one step back, forward; with Shift, five'],
  ['Home End', 'first step, last step'],
  ['Backspace', 'undo my step'],
  ['E', 'expand the line into its real steps'],
  ['W S', 'zoom in, out'],
  ['A D', 'move left, right'],
  [', .', 'previous, next segment in the lane'],
  ['F', 'centre the selection; again to show all'],
  ['/', 'search events'],
  ['T', 'trace as a table'],
  ['R', 'reset; with Shift, a new seed'],
  ['Enter', 'the lesson’s next step'],
  ['Ctrl Enter', 'check every schedule'],
  ['?', 'this list'],
  ['Esc', 'close, clear'],
];

/**
 * `<rc-shortcuts>`: the dialog of keys, with the switch for single-key shortcuts.
 * Properties: `open`, `singleKeys`. Sends `rc-keys {enabled}`, `rc-close` (the app sets `open` to false).
 */
export class RcShortcuts extends LitElement {
  static override properties = { open: { type: Boolean }, singleKeys: { type: Boolean } };
  static override styles = [
    base,
    buttons,
    css`
      dialog {
        width: min(440px, calc(100vw - 24px));
        max-height: calc(100vh - 24px);
        padding: 0;
        border: 1px solid var(--line-2);
        border-radius: var(--r);
        background: var(--surface);
        color: var(--ink);
      }
      dialog::backdrop {
        background: rgb(16 19 24 / 45%);
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: 10px 10px 10px 18px;
        border-bottom: 1px solid var(--line);
      }
      h2 {
        font-size: var(--fs-l);
        font-weight: 620;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 7px 16px;
        padding: 14px 18px;
        font-size: 13px;
        line-height: 20px;
      }
      dt {
        display: flex;
        gap: 4px;
        align-items: start;
      }
      dt kbd {
        margin-top: 1px;
      }
      dd {
        color: var(--ink-2);
      }
      label {
        display: flex;
        align-items: center;
        gap: 9px;
        min-height: 44px;
        padding: 8px 18px;
        border-top: 1px solid var(--line);
        font-size: 13px;
        cursor: pointer;
      }
      input {
        width: 16px;
        height: 16px;
        margin: 0;
        flex: none;
        accent-color: var(--ink);
      }
    `,
  ];
  declare open: boolean;
  declare singleKeys: boolean;

  constructor() {
    super();
    this.open = false;
    this.singleKeys = true;
  }

  override updated() {
    const dialog = this.renderRoot.querySelector('dialog');
    if (!dialog || dialog.open === this.open) return;
    if (this.open) dialog.showModal();
    else dialog.close();
  }

  override render() {
    return html`<dialog aria-labelledby="title" @close=${() => this.open && emit(this, 'rc-close', null)}>
      <header>
        <h2 id="title">Keyboard shortcuts</h2>
        <button class="btn ghost icon-only" aria-label="Close" @click=${() => emit(this, 'rc-close', null)}>
          ${icons.cross}
        </button>
      </header>
      <dl>
        ${keyMap.map(
          ([keys, does]) => html`<dt>
              ${keys.split(' ').map((key) => (key === '…' ? '…' : html`<kbd>${key}</kbd>`))}
            </dt>
            <dd>${does}</dd>`,
        )}
      </dl>
      <label>
        <input
          type="checkbox"
          .checked=${this.singleKeys}
          @change=${(e: Event) => emit(this, 'rc-keys', { enabled: (e.target as HTMLInputElement).checked })}
        />
        Shortcuts of a single key. Off: they never get in the way of speech input or a screen reader.
      </label>
    </dialog>`;
  }
}

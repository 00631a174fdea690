import { css, html, LitElement } from 'lit';
import { emit } from './events.ts';
import { icons } from './icons.ts';
import { base } from './shared-styles.ts';

export type Theme = 'light' | 'dark';

/**
 * `<rc-theme>`: light or dark. Sets `color-scheme` on the document and nothing else; remembering it is the app's.
 * Properties: `theme` (`light`, `dark`, or empty to follow the system). Sends `rc-theme {theme}`.
 */
export class RcTheme extends LitElement {
  static override properties = { theme: { type: String } };
  static override styles = [
    base,
    css`
      :host {
        display: inline-block;
      }
      div {
        display: flex;
        border: 1px solid var(--line);
        border-radius: var(--r-s);
      }
      button {
        display: grid;
        place-items: center;
        width: 30px;
        height: 28px;
        padding: 0;
        border: 0;
        border-radius: 5px;
        background: none;
        color: var(--ink-3);
        cursor: pointer;
      }
      button:hover,
      [aria-pressed='true'] {
        background: var(--sunken);
        color: var(--ink);
      }
    `,
  ];
  declare theme: Theme | '';

  constructor() {
    super();
    this.theme = '';
  }

  override updated() {
    if (this.theme) document.documentElement.style.colorScheme = this.theme;
  }

  override render() {
    const now = this.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    const button = (theme: Theme, name: string) => html`<button
      type="button"
      title=${name}
      aria-label=${name}
      aria-pressed=${now === theme}
      @click=${() => emit(this, 'rc-theme', { theme })}
    >
      ${theme === 'light' ? icons.sun : icons.moon}
    </button>`;
    return html`<div role="group" aria-label="Theme">${button('light', 'Light')}${button('dark', 'Dark')}</div>`;
  }
}

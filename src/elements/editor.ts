import { css, html, LitElement, type PropertyValues } from 'lit';
import type { Diagnostic } from '../language/program.ts';
import type { EditorHandle } from './editor-codemirror.ts';
import { emit } from './events.ts';
import { icons } from './icons.ts';
import { base } from './shared-styles.ts';
import { inline, plural } from './text.ts';

/**
 * `<rc-editor>`: the program, to be changed. CodeMirror is loaded when the element first shows; until then, and
 * where it cannot be loaded, a plain text box does the same.
 * Properties: `text`, `diagnostics` (Diagnostic[]; inline and as a list), `label` (name for screen readers),
 * `readonly`. Sends `rc-change {text}`. Tab indents; Escape, then Tab, leaves.
 */
export class RcEditor extends LitElement {
  static override properties = {
    text: { type: String },
    diagnostics: { attribute: false },
    label: { type: String },
    readonly: { type: Boolean },
    ready: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
      .box {
        flex: 1;
        min-height: 120px;
        overflow: auto;
      }
      .cm-editor {
        height: 100%;
      }
      textarea {
        width: 100%;
        height: 100%;
        min-height: 260px;
        padding: 8px 12px;
        border: 0;
        background: var(--surface);
        font: 400 12.6px/17.8px var(--mono);
        resize: none;
      }
      ul {
        border-top: 1px solid var(--line);
        padding: 6px 12px;
        max-height: 8.5em;
        overflow: auto;
        font-size: 12.5px;
        line-height: 1.45;
      }
      li {
        display: grid;
        grid-template-columns: 14px auto 1fr;
        gap: 6px;
        padding: 2px 0;
      }
      li svg.icon {
        width: 12px;
        height: 12px;
        margin-top: 3px;
        color: var(--bad);
      }
      .where {
        color: var(--ink-3);
        font-variant-numeric: tabular-nums;
      }
      .try {
        color: var(--ink-2);
      }
    `,
  ];
  declare text: string;
  declare diagnostics: readonly Diagnostic[];
  declare label: string;
  declare readonly: boolean;
  declare protected ready: boolean;
  #handle: EditorHandle | undefined;
  #failed = false;

  constructor() {
    super();
    this.text = '';
    this.diagnostics = [];
    this.label = 'Program';
    this.readonly = false;
    this.ready = false;
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#handle?.destroy();
    this.#handle = undefined;
    this.ready = false;
  }

  override updated(changed: PropertyValues) {
    if (!this.#handle && !this.#failed) void this.#load();
    if (changed.has('text')) this.#handle?.setText(this.text);
    if (changed.has('diagnostics') || changed.has('ready')) this.#handle?.setDiagnostics(this.diagnostics);
    if (changed.has('readonly')) this.#handle?.setReadonly(this.readonly);
  }

  #loading = false;
  async #load() {
    if (this.#loading) return;
    this.#loading = true;
    try {
      const { createEditor } = await import('./editor-codemirror.ts');
      const parent = this.renderRoot.querySelector<HTMLElement>('.box');
      if (!parent || !this.isConnected) return;
      this.#handle = createEditor({
        parent,
        root: this.renderRoot as ShadowRoot,
        text: this.text,
        label: this.label,
        readonly: this.readonly,
        changed: (text) => {
          this.text = text;
          emit(this, 'rc-change', { text });
        },
      });
      this.ready = true;
    } catch {
      this.#failed = true; // the text box stays
    } finally {
      this.#loading = false;
    }
  }

  override render() {
    const { diagnostics } = this;
    return html`<div class="box">
        ${
          this.ready
            ? null
            : html`<textarea
              aria-label=${this.label}
              spellcheck="false"
              autocapitalize="off"
              ?readonly=${this.readonly}
              .value=${this.text}
              @input=${(e: Event) => {
                this.text = (e.target as HTMLTextAreaElement).value;
                emit(this, 'rc-change', { text: this.text });
              }}
            ></textarea>`
        }
      </div>
      <div role="status" class="vh">${diagnostics.length > 0 ? plural(diagnostics.length, 'problem') : ''}</div>
      ${
        diagnostics.length > 0
          ? html`<ul aria-label="Problems">
            ${diagnostics.map(
              (d) => html`<li>
                ${icons.cross}<span class="where">${d.line}:${d.column}</span>
                <span>${inline(d.message)} ${d.suggestion ? html`<span class="try">${inline(d.suggestion)}</span>` : null}</span>
              </li>`,
            )}
          </ul>`
          : null
      }`;
  }
}

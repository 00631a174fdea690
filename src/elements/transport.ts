import { html, LitElement, nothing } from 'lit';
import type { ThreadView } from '../vm/types.ts';
import { emit } from './events.ts';
import { icons } from './icons.ts';
import { hasShape, markSvg } from './marks.ts';
import { rove } from './roving.ts';
import { base, buttons } from './shared-styles.ts';
import { transportStyles } from './transport-styles.ts';

/**
 * `<rc-transport>`: the toolbar: one step button per thread, undo, back, play or pause, forward. A button that
 * cannot act stays focusable and says why. Whatever stands in its slot (the schedule field) is at the end.
 * Properties: `threads` (ThreadView[]: those that get a button), `cursor`, `length` (steps of the trace), `playing`,
 * `canUndo`, `locked` (why nothing may run yet, e.g. `Lock in a prediction first`; empty when it may).
 * Sends `rc-step {thread}`, `rc-undo`, `rc-play`, `rc-pause`, `rc-seek {cursor}` (back, forward).
 */
export class RcTransport extends LitElement {
  static override properties = {
    threads: { attribute: false },
    cursor: { type: Number },
    length: { type: Number },
    playing: { type: Boolean },
    canUndo: { type: Boolean, attribute: 'can-undo' },
    locked: { type: String },
  };
  static override styles = [base, buttons, transportStyles];
  declare threads: readonly ThreadView[];
  declare cursor: number;
  declare length: number;
  declare playing: boolean;
  declare canUndo: boolean;
  declare locked: string;

  constructor() {
    super();
    this.threads = [];
    this.cursor = 0;
    this.length = 0;
    this.playing = false;
    this.canUndo = false;
    this.locked = '';
  }

  override updated() {
    rove.repair(this.renderRoot);
  }

  override render() {
    const { cursor, length, locked } = this;
    const over = cursor >= length && !this.threads.some((t) => t.enabled);
    return html`<div class="bar">
      <div class="tools" role="toolbar" aria-label="Scheduler" @keydown=${rove.keydown} @focusin=${rove.focusin}>
        <div class="threads ${this.threads.length > 4 ? 'many' : ''}">${this.threads.map((t) => this.#stepButton(t))}</div>
        <span class="sep"></span>
        ${this.#tool('Undo my step', 'Backspace', icons.undo, this.canUndo ? '' : 'nothing to undo', () => emit(this, 'rc-undo', null))}
        <span class="opt">${this.#tool('Back one step', '←', icons.back, cursor > 0 ? '' : 'this is the start', () => emit(this, 'rc-seek', { cursor: cursor - 1 }), 'ghost')}</span>
        ${this.#play(locked || (over && !this.playing ? 'no thread can step' : ''))}
        <span class="opt">${this.#tool('Forward one step', '→', icons.forward, cursor < length ? '' : 'this is the last step', () => emit(this, 'rc-seek', { cursor: cursor + 1 }), 'ghost')}</span>
      </div>
      <slot></slot>
    </div>
    ${locked ? html`<p class="why-all">${locked}</p>` : nothing}`;
  }

  #stepButton(thread: ThreadView) {
    const why = this.locked || (thread.enabled ? '' : thread.reason || 'cannot step');
    const note = this.locked ? '' : thread.enabled ? (thread.status === 'sleeping' ? 'can wake' : '') : why;
    const key = thread.id >= 1 && thread.id <= 9 ? String(thread.id) : '';
    return html`<button
      type="button"
      class="step"
      tabindex="-1"
      aria-disabled=${why ? 'true' : nothing}
      aria-keyshortcuts=${key || nothing}
      title=${why ? `${thread.mark}: ${why}` : `Step ${thread.mark}, line ${thread.line}`}
      @click=${() => !why && emit(this, 'rc-step', { thread: thread.id })}
    >
      <span class="vh">Step </span>${hasShape(thread.id) ? markSvg(thread.id) : nothing}<span>${thread.mark}</span
      >${note ? html`<span class="why">${note}</span>` : nothing}${
        this.locked ? html`<span class="vh">, ${why}</span>` : nothing
      }${key ? html`<kbd aria-hidden="true">${key}</kbd>` : nothing}
    </button>`;
  }

  #tool(name: string, key: string, icon: unknown, why: string, act: () => void, look = '') {
    return html`<button
      type="button"
      class="btn icon-only ${look}"
      tabindex="-1"
      aria-label=${why ? `${name}: ${why}` : name}
      aria-disabled=${why ? 'true' : nothing}
      title=${why ? `${name}: ${why}` : `${name} (${key})`}
      @click=${() => !why && act()}
    >
      ${icon}
    </button>`;
  }

  #play(why: string) {
    const name = this.playing ? 'Pause' : 'Play';
    return html`<button
      type="button"
      class="btn pri play"
      tabindex="-1"
      aria-disabled=${why ? 'true' : nothing}
      title=${why ? `${name}: ${why}` : `${name} (Space)`}
      @click=${() => !why && emit(this, this.playing ? 'rc-pause' : 'rc-play', null)}
    >
      ${this.playing ? icons.pause : icons.play}<span class="vh">${why ? `${name}: ${why}` : name}</span><kbd>space</kbd>
    </button>`;
  }
}

import { css, html, LitElement, nothing } from 'lit';
import type { LogEntry } from '../trace/types.ts';
import { entryTone, momentOf } from './entries.ts';
import { emit } from './events.ts';
import { markSvg, markText } from './marks.ts';
import { base, panels } from './shared-styles.ts';
import { count } from './text.ts';

/** Entries on each side of the current one that are in the document at once. */
const REACH = 120;

/**
 * `<rc-event-log>`: what happened, one sentence a step, linked with the timeline: the entry of the last step is
 * current, a click goes to just after it. Long logs show the part around the cursor.
 * Properties: `entries` (LogEntry[], ascending), `cursor`, `asTable` (the table is open). Methods: `openSearch()`.
 * Sends `rc-seek {cursor}`, `rc-table {open}`.
 */
export class RcEventLog extends LitElement {
  static override properties = {
    entries: { attribute: false },
    cursor: { type: Number },
    asTable: { type: Boolean, attribute: 'as-table' },
    query: { state: true },
    searching: { state: true },
  };
  static override styles = [
    base,
    panels,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
      header {
        display: flex;
        align-items: center;
        gap: 4px;
        padding: 6px 12px 4px;
      }
      h3 {
        flex: 1;
      }
      header button {
        min-height: 24px;
        padding: 0 4px;
        border: 0;
        background: none;
        font-size: var(--fs-xs);
        color: var(--ink-3);
        text-decoration: underline;
        text-decoration-color: var(--line-2);
        text-underline-offset: 3px;
        cursor: pointer;
      }
      header button:hover {
        color: var(--ink);
      }
      input {
        width: calc(100% - 24px);
        height: 28px;
        margin: 0 12px 6px;
        padding: 0 8px;
        border: 1px solid var(--edge);
        border-radius: var(--r-s);
        background: var(--surface);
        font-size: var(--fs-s);
      }
      ol {
        flex: 1;
        min-height: 0;
        overflow: auto;
        padding: 0 6px 6px;
        font-size: 12.5px;
        line-height: 1.35;
        position: relative;
        scrollbar-width: thin;
      }
      li button {
        display: grid;
        grid-template-columns: 26px 18px 1fr;
        gap: 4px;
        align-items: baseline;
        width: 100%;
        min-height: 24px;
        padding: 3.5px 6px;
        border: 0;
        border-radius: 5px;
        background: none;
        text-align: left;
        line-height: inherit;
        color: var(--ink-2);
        cursor: pointer;
      }
      li button:hover {
        background: var(--sunken);
      }
      li button:focus-visible {
        outline-offset: -2px;
      }
      .now button,
      [aria-current] button {
        background: var(--sunken);
        color: var(--ink);
      }
      .later button {
        color: var(--ink-3);
      }
      .tk {
        font: 400 11px/1 var(--mono);
        color: var(--ink-3);
        text-align: right;
      }
      .who {
        text-align: center;
      }
      .bad {
        color: var(--bad);
        font-weight: 550;
      }
      .lock {
        color: var(--lock);
        font-weight: 550;
      }
      .ok {
        color: var(--ok);
        font-weight: 550;
      }
      .switch {
        color: var(--ink);
        font-weight: 550;
      }
      .note {
        padding: 6px 12px;
        font-size: 12.5px;
        color: var(--ink-3);
      }
    `,
  ];
  declare entries: readonly LogEntry[];
  declare cursor: number;
  declare asTable: boolean;
  declare protected query: string;
  declare protected searching: boolean;

  constructor() {
    super();
    this.entries = [];
    this.cursor = 0;
    this.asTable = false;
    this.query = '';
    this.searching = false;
  }

  async openSearch(): Promise<void> {
    this.searching = true;
    await this.updateComplete;
    this.renderRoot.querySelector('input')?.focus();
  }

  override updated(changed: Map<PropertyKey, unknown>) {
    if (!changed.has('cursor') && !changed.has('entries')) return;
    const box = this.renderRoot.querySelector('ol');
    const row = this.renderRoot.querySelector<HTMLElement>('[aria-current]');
    if (!box || !row) return;
    const bottom = row.offsetTop + row.offsetHeight;
    if (row.offsetTop < box.scrollTop) box.scrollTop = row.offsetTop - 8;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom + 8 - box.clientHeight;
  }

  override render() {
    const query = this.query.toLowerCase();
    const found = query ? this.entries.filter((e) => sentence(e).toLowerCase().includes(query)) : this.entries;
    const current = found.findLastIndex((e) => isPast(e, this.cursor));
    const from = Math.max(0, current - REACH);
    const to = Math.min(found.length, Math.max(0, current) + REACH);
    return html`<header>
        <h3 class="head" id="head">Event log</h3>
        <button type="button" aria-pressed=${this.searching} @click=${this.#toggleSearch}>search</button>
        <button
          type="button"
          aria-pressed=${this.asTable}
          @click=${() => emit(this, 'rc-table', { open: !this.asTable })}
        >
          as table
        </button>
      </header>
      ${
        this.searching
          ? html`<input
            type="search"
            aria-label="Search events"
            placeholder="writes count"
            .value=${this.query}
            @input=${(e: Event) => {
              this.query = (e.target as HTMLInputElement).value;
            }}
            @keydown=${(e: KeyboardEvent) => e.key === 'Escape' && this.#toggleSearch()}
          />`
          : nothing
      }
      ${
        found.length === 0
          ? html`<p class="note">${query ? 'No event matches.' : 'Nothing has happened yet.'}</p>`
          : html`<ol aria-labelledby="head">
            ${from > 0 ? html`<li class="note">${count(from)} earlier</li>` : nothing}
            ${found.slice(from, to).map((entry, i) => this.#entry(entry, from + i === current))}
            ${to < found.length ? html`<li class="note">${count(found.length - to)} later</li>` : nothing}
          </ol>`
      }`;
  }

  #toggleSearch() {
    this.searching = !this.searching;
    this.query = '';
  }

  #entry(entry: LogEntry, current: boolean) {
    const who = entry.tone === 'switch' || entry.thread < 0 ? '↳' : markSvg(entry.thread);
    return html`<li aria-current=${current ? 'step' : nothing} class=${isPast(entry, this.cursor) ? (entry.step === this.cursor - 1 ? 'now' : '') : 'later'}>
      <button type="button" @click=${() => emit(this, 'rc-seek', { cursor: momentOf(entry) })}>
        <span class="tk"><span class="vh">step </span>${entry.step}</span>
        <span class="who">${who}${entry.thread >= 0 ? html`<span class="vh">${markText(entry.thread)}</span>` : nothing}</span>
        <span class=${entryTone(entry)}>${entry.text}</span>
      </button>
    </li>`;
  }
}

const isPast = (entry: LogEntry, cursor: number): boolean => momentOf(entry) <= cursor;

const sentence = (entry: LogEntry): string => `${entry.step} ${markText(entry.thread)} ${entry.text}`;

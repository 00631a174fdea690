import { css, html, LitElement, nothing } from 'lit';
import type { MemoryCell, Moment } from '../trace/types.ts';
import type { LockView, ThreadView } from '../vm/types.ts';
import { markName, markText, shownThreads } from './marks.ts';
import { base, chips, panels } from './shared-styles.ts';

/**
 * `<rc-memory>`: shared variables (value, old value struck through, who wrote last and at which step), locks and who
 * has them, and what each thread keeps for itself.
 * Properties: `moment`. Sends nothing.
 */
export class RcMemory extends LitElement {
  static override properties = { moment: { attribute: false } };
  static override styles = [
    base,
    chips,
    panels,
    css`
      :host {
        padding: 9px 14px 10px;
      }
      .top {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
      }
      table {
        width: 100%;
        border-collapse: separate;
        border-spacing: 0;
        font-size: 12.5px;
        line-height: 1.4;
      }
      #own {
        margin: 14px 0 4px;
      }
      th {
        font-weight: 500;
        color: var(--ink-3);
        text-align: left;
        font-size: var(--fs-xs);
        padding: 2px 0 3px;
      }
      td,
      tbody th {
        padding: 4.5px 0;
        border-top: 1px solid var(--line);
        vertical-align: middle;
      }
      tbody th {
        max-width: 14ch;
        padding-right: 10px;
        font: 400 12px/1.4 var(--mono);
        color: var(--ink-2);
        overflow-wrap: anywhere;
      }
      .v {
        font-family: var(--mono);
        font-weight: 600;
        font-size: 13px;
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
        padding-right: 8px;
      }
      .v.free {
        font-weight: 400;
        color: var(--ink-3);
      }
      del {
        margin-right: 7px;
        color: var(--ink-3);
        font-weight: 400;
        font-size: 11px;
      }
      .w {
        color: var(--ink-2);
        text-align: right;
        white-space: nowrap;
      }
      thead .w {
        color: var(--ink-3);
      }
      .hot > * {
        background: var(--sunken);
        border-top-color: transparent;
      }
      .hot > :first-child {
        box-shadow: -8px 0 0 var(--sunken);
      }
      .hot > :last-child {
        box-shadow: 8px 0 0 var(--sunken);
      }
      .hot .w {
        color: var(--ink);
      }
      .own {
        display: flex;
        flex-direction: column;
        gap: 3px;
        padding-top: 3px;
      }
      .own > li {
        display: grid;
        grid-template-columns: 44px 1fr;
        gap: 8px;
        padding-top: 4px;
        border-top: 1px solid var(--line);
        font-size: 12.5px;
      }
      .own b {
        font-weight: 550;
      }
      .own ul {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 16px;
        font: 400 12px/1.55 var(--mono);
        color: var(--ink-2);
        overflow-wrap: anywhere;
      }
      .own ul b {
        font-weight: 600;
        color: var(--ink);
      }
      .none {
        color: var(--ink-3);
        font-size: 12.5px;
        padding: 6px 0;
      }
    `,
  ];
  declare moment: Moment | undefined;

  override render() {
    const { moment } = this;
    const memory = moment?.memory ?? [];
    const locks = moment?.locks ?? [];
    const threads = moment?.threads ?? [];
    return html`<div class="top">
        <h3 class="head">Shared memory</h3>
        <span class="chip">step ${moment?.cursor ?? 0}</span>
      </div>
      ${
        memory.length + locks.length === 0
          ? html`<p class="none">This program shares nothing yet.</p>`
          : html`<table aria-label="Shared memory">
            <thead>
              <tr>
                <th scope="col">name</th>
                <th scope="col">value</th>
                <th scope="col" class="w">last written</th>
              </tr>
            </thead>
            <tbody>
              ${memory.map((cell) => row(cell, threads))} ${locks.map((lock) => lockRow(lock, threads))}
            </tbody>
          </table>`
      }
      ${this.#own(threads)}`;
  }

  #own(threads: readonly ThreadView[]) {
    const rows = shownThreads(threads).filter((t) => (this.moment?.locals[t.id]?.length ?? 0) > 0);
    if (rows.length === 0) return nothing;
    return html`<h3 class="head" id="own">Each thread’s own</h3>
      <ul class="own" aria-labelledby="own">
        ${rows.map(
          (t) => html`<li>
            <b>${markName(t.id, threads)}</b>
            <ul>
              ${this.moment?.locals[t.id]?.map((local) => html`<li>${local.name} <b>${local.value}</b></li>`)}
            </ul>
          </li>`,
        )}
      </ul>`;
  }
}

const row = (cell: MemoryCell, threads: readonly ThreadView[]) => html`<tr class=${cell.hot ? 'hot' : ''}>
  <th scope="row">${cell.name}</th>
  <td class="v">
    ${cell.was ? html`<del><span class="vh">was </span>${cell.was}</del>` : nothing}${cell.value}
  </td>
  <td class="w">
    ${cell.step < 0 ? `${markText(cell.writer, threads)}, at start` : html`${markName(cell.writer, threads)}, step ${cell.step}`}
  </td>
</tr>`;

const lockRow = (lock: LockView, threads: readonly ThreadView[]) => html`<tr>
  <th scope="row">${lock.name}</th>
  <td class="v ${lock.holder < 0 ? 'free' : ''}">${lock.holder < 0 ? 'free' : 'held'}</td>
  <td class="w">${lock.holder < 0 ? '' : html`by ${markName(lock.holder, threads)}`}</td>
</tr>`;

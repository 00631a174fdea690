import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import { rove } from '../roving.ts';
import { base } from '../shared-styles.ts';
import { type Bar, type BarGroup, type MarkKind, mostOf, nameOf, scaleOf } from './bars.ts';
import { chartStyles } from './chart-styles.ts';
import { emit } from './events.ts';

/** One line of the legend: what a fill or a shape means. */
export interface LegendLine {
  readonly look: Bar['fill'] | MarkKind;
  readonly words: string;
}

/**
 * `<rc-bar-chart>`: bars from left to right, each the button that opens its run; other figures are marks upon them.
 * Nothing is told by colour: fills are solid or hollow, marks differ in shape, and every figure stands there as text.
 * Properties: `label` (its name), `groups` (BarGroup[]), `unit` (of the axis: `s`, `× one thread`), `legend`,
 * `selected` (id of the bar whose run is open), `table` (the figures as a table instead).
 * Sends `rc-open {id}`. One tab stop: ↑ ↓ (or ← →) from bar to bar, Home, End.
 */
export class RcBarChart extends LitElement {
  static override properties = {
    label: { type: String },
    groups: { attribute: false },
    unit: { type: String },
    legend: { attribute: false },
    selected: { type: String },
    table: { type: Boolean },
  };
  static override styles = [base, chartStyles];
  declare label: string;
  declare groups: readonly BarGroup[];
  declare unit: string;
  declare legend: readonly LegendLine[];
  declare selected: string;
  declare table: boolean;

  constructor() {
    super();
    this.label = '';
    this.groups = [];
    this.unit = '';
    this.legend = [];
    this.selected = '';
    this.table = false;
  }

  override updated() {
    const bars = this.renderRoot.querySelector('.bars');
    if (bars) rove.repair(bars);
  }

  /** Bars stand above each other: up and down do what left and right do in a toolbar. */
  #keydown = (event: KeyboardEvent): void => {
    const bars = [...this.renderRoot.querySelectorAll<HTMLElement>('.bar')];
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) {
      rove.keydown(event);
      return;
    }
    event.preventDefault();
    const at = bars.indexOf(event.target as HTMLElement);
    bars[(at + by + bars.length) % bars.length]?.focus();
  };

  override render() {
    if (this.table) return this.#table();
    const scale = scaleOf(mostOf(this.groups));
    const end = scale.at(-1) ?? 1;
    return html`<div
        class="bars"
        role="group"
        aria-label=${`${this.label}. Each bar opens its run; arrow keys go from bar to bar.`}
        @keydown=${this.#keydown}
        @focusin=${rove.focusin}
      >
        ${this.groups.map(
          (group) => html`<div class="group">
            ${repeat(
              group,
              ({ id }) => id,
              (bar) => this.#bar(bar, end),
            )}
          </div>`,
        )}
      </div>
      <div class="axis" aria-hidden="true">
        <div class="ticks">
          ${scale.map((at) => html`<span style=${styleMap({ left: `${(at / end) * 100}%` })}>${at}</span>`)}
        </div>
        <div class="unit">${this.unit}</div>
      </div>
      ${this.#legend()}`;
  }

  #bar(bar: Bar, end: number) {
    const percent = (value: number) => `${Math.min(100, (value / end) * 100)}%`;
    return html`<button
      type="button"
      class="bar"
      tabindex="-1"
      aria-pressed=${bar.id === this.selected}
      aria-label=${nameOf(bar)}
      @click=${() => emit(this, 'rc-open', { id: bar.id })}
    >
      <span class="label">${bar.label}</span>
      <span class="track">
        <span class="fill ${bar.fill}" style=${styleMap({ width: percent(bar.value) })}></span>
        ${bar.marks.map(
          ({ kind, value, text }) =>
            html`<span
              class="mark ${kind}"
              title=${`${kind === 'article' ? 'The article' : 'Measured'}: ${text}`}
              style=${styleMap({ left: percent(value) })}
            ></span>`,
        )}
      </span>
      <span class="figure">${bar.text} ${bar.detail ? html`<span>${bar.detail}</span>` : nothing}</span>
    </button>`;
  }

  #legend() {
    if (this.legend.length === 0) return nothing;
    return html`<ul class="legend" aria-label="Legend">
      ${this.legend.map(
        ({ look, words }) => html`<li>
          ${
            look === 'solid' || look === 'hollow'
              ? html`<span class="key ${look}"></span>`
              : html`<span class="key"><span class="mark ${look}"></span></span>`
          }${words}
        </li>`,
      )}
    </ul>`;
  }

  #table() {
    const bars = this.groups.flat();
    const kinds = (['article', 'measured'] as const).filter((kind) =>
      bars.some(({ marks }) => marks.some((mark) => mark.kind === kind)),
    );
    return html`<table aria-label=${this.label}>
      <thead>
        <tr>
          <th scope="col">run</th>
          <th scope="col">simulated</th>
          ${kinds.map((kind) => html`<th scope="col">${kind === 'article' ? 'the article' : 'measured'}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${bars.map(
          (bar) => html`<tr>
            <th scope="row">
              <button
                type="button"
                class="open"
                aria-pressed=${bar.id === this.selected}
                @click=${() => emit(this, 'rc-open', { id: bar.id })}
              >
                ${bar.label}
              </button>
            </th>
            <td>${bar.text}${bar.detail ? ` (${bar.detail})` : ''}</td>
            ${kinds.map((kind) => html`<td>${bar.marks.find((mark) => mark.kind === kind)?.text ?? '–'}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

import { css, html, LitElement, nothing, svg } from 'lit';
import { base, card } from './shared-styles.ts';
import { count, plural } from './text.ts';

export interface LabSeries {
  /** `count += 1`, `Atomics.add`. */
  readonly label: string;
  /** Updates lost in each run, in order. */
  readonly lost: readonly number[];
}

/**
 * `<rc-lab-chart>`: how many updates were really lost: a dot per run and a plain sentence.
 * Properties: `series` (LabSeries[]), `total` (updates that every run makes), `running` (number of the run under way,
 * 0 = none), `error` (why it cannot run here: then that sentence, with any recorded results below it labelled so),
 * `recorded` (the results are recorded ones, from where). Sends nothing.
 */
export class RcLabChart extends LitElement {
  static override properties = {
    series: { attribute: false },
    total: { type: Number },
    running: { type: Number },
    error: { type: String },
    recorded: { type: String },
  };
  static override styles = [
    base,
    card,
    css`
      .series + .series {
        margin-top: 14px;
      }
      .head {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        font-size: var(--fs-s);
        font-weight: 600;
      }
      .head span {
        font-weight: 400;
        color: var(--ink-3);
      }
      svg {
        display: block;
        width: 100%;
        max-width: 420px;
        margin: 4px 0 6px;
        overflow: visible;
      }
      .rule {
        stroke: var(--line-2);
      }
      text {
        font: 400 10.5px var(--sans);
        fill: var(--ink-3);
      }
      circle {
        fill: var(--ink);
        fill-opacity: 0.75;
        stroke: var(--surface);
        stroke-width: 1;
      }
      .median {
        stroke: var(--ink);
        stroke-width: 2;
      }
      p {
        font-size: 13px;
        line-height: 1.5;
        color: var(--ink-2);
      }
      .recorded {
        margin-bottom: 10px;
      }
      .error {
        margin-bottom: 10px;
        color: var(--ink);
      }
    `,
  ];
  declare series: readonly LabSeries[];
  declare total: number;
  declare running: number;
  declare error: string;
  declare recorded: string;

  constructor() {
    super();
    this.series = [];
    this.total = 0;
    this.running = 0;
    this.error = '';
    this.recorded = '';
  }

  override render() {
    const some = this.series.some((s) => s.lost.length > 0);
    return html`<div class="card">
      ${this.error ? html`<p class="error">${this.error}</p>` : nothing}
      ${this.recorded && some ? html`<p class="recorded">${this.recorded}</p>` : nothing}
      ${some ? this.series.map((s) => this.#one(s)) : this.error ? nothing : html`<p>${this.running ? 'Running …' : 'Not run yet.'}</p>`}
    </div>`;
  }

  #one({ label, lost }: LabSeries) {
    const x = (n: number) => 4 + (n / Math.max(1, this.total)) * 312;
    const sorted = [...lost].sort((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)];
    const stacks = new Map<number, number>();
    const height = 14 + 7 * Math.min(5, this.#highest(lost, x));
    const sentence = this.#sentence(lost);
    return html`<div class="series">
      <div class="head"><code>${label}</code><span>${plural(lost.length, 'run')}</span></div>
      <svg viewBox="0 0 320 ${height + 20}" role="img" aria-label=${`${label}: ${sentence}`}>
        <path class="rule" d="M4 ${height + 0.5}H316M4 ${height - 3}v7M160 ${height - 3}v7M316 ${height - 3}v7"/>
        ${lost.map((n) => {
          const column = columnOf(x(n));
          const level = stacks.get(column) ?? 0;
          stacks.set(column, level + 1);
          return svg`<circle cx=${x(n)} cy=${height - 5 - Math.min(level, 5) * 7} r="3.6"/>`;
        })}
        ${median === undefined ? nothing : svg`<path class="median" d="M${x(median)} ${height + 1}v6"/>`}
        <text x="4" y=${height + 17}>0 lost</text>
        <text x="160" y=${height + 17} text-anchor="middle">half</text>
        <text x="316" y=${height + 17} text-anchor="end">all</text>
      </svg>
      <p>${sentence}</p>
    </div>`;
  }

  /** Most dots that stand on each other, less the first. */
  #highest(lost: readonly number[], x: (n: number) => number): number {
    const columns = lost.map((n) => columnOf(x(n)));
    return Math.max(0, ...columns.map((c) => columns.filter((d) => d === c).length - 1));
  }

  #sentence(lost: readonly number[]): string {
    if (lost.length === 0) return this.running ? `Run ${this.running} is under way.` : 'Not run yet.';
    const bad = lost.filter((n) => n > 0).length;
    const total = count(this.total);
    if (bad === 0)
      return `No update of ${total} was lost in ${lost.length === 1 ? 'this run' : `any of ${lost.length} runs`}.`;
    const most = Math.max(...lost);
    const share = (most / Math.max(1, this.total)) * 100;
    const percent = share >= 1 ? `${Math.round(share)}%` : 'under 1%';
    return `Updates were lost in ${bad} of ${plural(lost.length, 'run')}: at most ${count(most)} of ${total} (${percent}).`;
  }
}

/** Dots closer than this stand on each other. */
const columnOf = (x: number): number => Math.round(x / 7);

import { html, LitElement, nothing } from 'lit';
import { base, buttons, chips, panels } from '../../elements/shared-styles.ts';
import { timeText, type View } from '../../elements/timeline/geometry.ts';
import type { Diagnostic } from '../../language/program.ts';
import { machineOf } from '../benchmarks/machine-choice.ts';
import { simulatorPage } from '../benchmarks/page-styles.ts';
import { Address, parseQuery, writeAddress } from '../benchmarks/query.ts';
import { rangeStyles } from '../benchmarks/range-styles.ts';
import { firstView, legendOf } from '../benchmarks/run-view.ts';
import { Simulator } from '../benchmarks/simulator-client.ts';
import { zoomButtons } from '../benchmarks/zoom-buttons.ts';
import { compareStyles } from './compare-styles.ts';
import type { Contested } from './contest.ts';
import { metricsTable } from './metrics-table.ts';
import { type Axis, runRow } from './run-row.ts';
import { compareSetup } from './setup.ts';
import { type CompareState, readCompare, writeCompare } from './state.ts';
import { workOf } from './works.ts';

/**
 * `<rc-compare-page>`: one workload under several interpreters, side by side on one time axis, from one seed.
 * Properties: `query` (what the address says at first, after the question mark). Writes the address. Sends nothing.
 */
export class RcComparePage extends LitElement {
  static override properties = {
    query: { type: String },
    settings: { state: true },
    all: { state: true },
    cursor: { state: true },
    view: { state: true },
    busy: { state: true },
    diagnostics: { state: true },
    problem: { state: true },
    ms: { state: true },
  };
  static override styles = [base, buttons, chips, panels, rangeStyles, simulatorPage, compareStyles];
  declare query: string;
  declare protected settings: CompareState;
  declare protected all: readonly Contested[];
  declare protected cursor: number;
  declare protected view: View | null;
  declare protected busy: boolean;
  declare protected diagnostics: readonly Diagnostic[];
  declare protected problem: string;
  /** The program in the editor; it runs when it is told to. */
  #typed = '';
  declare protected ms: number;
  readonly #simulator = new Simulator(this);

  constructor() {
    super();
    new Address(this, 'compare');
    this.query = '';
    this.settings = readCompare(parseQuery(''));
    this.all = [];
    this.cursor = 0;
    this.view = null;
    this.busy = false;
    this.diagnostics = [];
    this.problem = '';
    this.ms = 0;
  }

  override willUpdate(): void {
    if (!this.hasUpdated) this.follow(this.query);
  }

  follow(query: string): void {
    this.settings = readCompare(parseQuery(query));
    this.#typed = this.settings.source;
    void this.#compute();
  }

  #set(settings: Partial<CompareState>): void {
    this.settings = { ...this.settings, ...settings };
    writeAddress('compare', writeCompare(this.settings));
    void this.#compute();
  }

  async #compute(): Promise<void> {
    const { settings } = this;
    try {
      const contested = await this.#hold(settings);
      if (contested === undefined) return;
      if (contested.length === 0) {
        this.all = [];
        return;
      }
      const end = Math.max(...contested.map(({ opened }) => opened.run.end));
      // One axis for all: each timeline ends where the longest does.
      this.all = contested.map((one) => ({
        ...one,
        opened: { ...one.opened, timeline: { ...one.opened.timeline, end } },
      }));
      this.problem = '';
      const views = this.all.map(({ opened }) => firstView(opened)?.end ?? end);
      const first = Math.min(...views);
      this.view = first < end ? { start: 0, end: first } : null;
      this.cursor = first * 0.5;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  /** Undefined: another question came later, or it was stopped. Empty: the program cannot be read. */
  async #hold(settings: CompareState): Promise<readonly Contested[] | undefined> {
    const machine = machineOf(settings.machine);
    const { work } = settings;
    if (work !== 'program') {
      const answered = await this.#simulator.ask<'compare'>({
        kind: 'compare',
        contest: { ...settings, work, machine },
      });
      this.ms = answered?.ms ?? this.ms;
      return answered?.answer;
    }
    this.busy = true;
    try {
      const answered = await this.#simulator.ask<'program'>({ kind: 'program', contest: { ...settings, machine } });
      if (answered === undefined) return undefined;
      [this.ms, this.diagnostics] = [answered.ms, answered.answer.diagnostics];
      return answered.answer.contested;
    } finally {
      this.busy = false;
    }
  }

  /** Ctrl+Enter must come before the editor, which would make a new line of it. */
  readonly #beforeEditor = {
    capture: true,
    handleEvent: (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.stopPropagation();
      this.#runProgram();
    },
  };

  #runProgram(): void {
    this.#set({ source: this.#typed });
  }

  get #heading(): string {
    const { work } = this.settings;
    return work === 'program' ? 'The program' : workOf(work).label;
  }

  get #end(): number {
    return this.all[0]?.opened.timeline.end ?? 1;
  }

  override render() {
    const { all } = this;
    return html`<main class="page" id="main">
      ${compareSetup(this.settings, this.ms, (settings) => this.#set(settings))}
      <div class="main">
        ${this.problem ? html`<p class="panel error" role="alert">${this.problem}</p>` : nothing}
        ${this.settings.work === 'program' ? this.#editor() : nothing}
        ${
          all.length === 0
            ? nothing
            : html`<section class="panel verdict" aria-label="The difference">
                ${this.#differences().map((sentence) => html`<p>${sentence}</p>`)}
              </section>
              <section class="panel" aria-label="Timelines">
                <div class="ph">
                  <h2>${this.#heading}, side by side</h2>
                  <span class="sub">one time axis, seed ${this.settings.seed}</span>
                  <span class="grow"></span>
                  ${this.#zoom()}
                </div>
                ${this.#moment()}
                <rc-legend class="legend" .show=${legendOf(all.map(({ opened }) => opened.timeline))}></rc-legend>
                ${all.map((one) => runRow(one, this.#axis))}
              </section>
              <section class="panel" aria-label="In figures">
                <div class="ph"><h2>In figures</h2><span class="sub">waits are summed over all threads</span></div>
                ${metricsTable(all, this.settings.work === 'program' ? 'the first' : 'one worker after the other')}
              </section>`
        }
      </div>
      <rc-live .message=${all.length > 0 ? (this.#differences()[0] ?? '') : ''}></rc-live>
    </main>`;
  }

  #editor() {
    return html`<section
      class="panel program"
      aria-label="Program"
      @keydown=${this.#beforeEditor}
    >
      <div class="ph">
        <h2>program.py</h2>
        <span class="sub">for the runs with processes, Thread becomes multiprocessing’s Process</span>
        <span class="grow"></span>
        ${
          this.busy
            ? html`<button type="button" class="btn" @click=${() => this.#simulator.stop()}>Stop</button>`
            : html`<button type="button" class="btn pri" @click=${() => this.#runProgram()}>Run</button>`
        }
      </div>
      <rc-editor
        label="Program"
        .text=${this.settings.source}
        .diagnostics=${this.diagnostics}
        @rc-change=${(e: HTMLElementEventMap['rc-change']) => {
          this.#typed = e.detail.text;
        }}
      ></rc-editor>
    </section>`;
  }

  #differences(): string[] {
    const some = this.all.map(({ difference }) => difference).filter((sentence) => sentence !== '');
    return some.length > 0 ? some : this.all.map(({ opened }) => opened.holdUp);
  }

  #zoom() {
    const { view } = this;
    const length = view ? view.end - view.start : this.#end;
    const show = (wanted: number) => {
      const start = Math.max(0, Math.min(this.#end - wanted, this.cursor - wanted / 2));
      this.view = wanted < this.#end ? { start, end: start + wanted } : null;
    };
    return zoomButtons(
      view === null,
      (factor) => show(length * factor),
      () => show(this.#end),
    );
  }

  get #axis(): Axis {
    const seek = (cursor: number) => {
      this.cursor = cursor;
    };
    const show = (view: View | null) => {
      this.view = view;
    };
    return { cursor: this.cursor, view: this.view, seek, show };
  }

  #moment() {
    const text = `${timeText(this.cursor, 'ns')} of ${timeText(this.#end, 'ns')}`;
    return html`<div class="moment">
      <label for="moment">moment</label>
      <input
        id="moment"
        type="range"
        min="0"
        max="1000"
        .value=${String((this.cursor / this.#end) * 1000)}
        aria-valuetext=${text}
        @input=${(e: Event) => {
          this.cursor = (Number((e.target as HTMLInputElement).value) / 1000) * this.#end;
        }}
      />
      <span>${text}</span>
    </div>`;
  }
}

import { html, LitElement, nothing } from 'lit';
import { base, buttons, chips, panels } from '../../elements/shared-styles.ts';
import { benchmarksStyles } from './benchmarks-styles.ts';
import { type Claim, claimsOf, type Finding } from './claims.ts';
import { machineOf, presetChoice } from './machine-choice.ts';
import type { OpenedRun } from './opened-run.ts';
import { simulatorPage } from './page-styles.ts';
import { Address, parseQuery, writeAddress } from './query.ts';
import { rangeStyles } from './range-styles.ts';
import { type Drawn, drawn } from './rows.ts';
import { machineSetup, slider } from './setup-panel.ts';
import { Simulator } from './simulator-client.ts';
import type { PlainChart } from './simulator-protocol.ts';
import {
  type BenchmarksState,
  MOST_WORKERS,
  optionsOf,
  readBenchmarks,
  USUAL,
  workersOf,
  writeBenchmarks,
} from './state.ts';

/**
 * `<rc-benchmarks-page>`: the article's charts and scenarios, computed by the simulator while the reader watches.
 * Properties: `query` (what the address says at first, after the question mark). Writes the address. Sends nothing.
 */
export class RcBenchmarksPage extends LitElement {
  static override properties = {
    query: { type: String },
    settings: { state: true },
    charts: { state: true },
    opened: { state: true },
    tables: { state: true },
    problem: { state: true },
    ms: { state: true },
  };
  static override styles = [base, buttons, chips, panels, rangeStyles, simulatorPage, benchmarksStyles];
  declare query: string;
  declare protected settings: BenchmarksState;
  declare protected charts: readonly PlainChart[];
  declare protected opened: { readonly id: string; readonly run: OpenedRun } | undefined;
  /** Charts that are shown as tables. */
  declare protected tables: ReadonlySet<string>;
  declare protected problem: string;
  declare protected ms: number;
  readonly #simulator = new Simulator(this);

  constructor() {
    super();
    new Address(this, 'benchmarks');
    this.query = '';
    this.settings = readBenchmarks(parseQuery(''));
    this.charts = [];
    this.tables = new Set();
    this.problem = '';
    this.ms = 0;
  }

  override willUpdate(): void {
    if (!this.hasUpdated) this.follow(this.query);
  }

  follow(query: string): void {
    this.settings = readBenchmarks(parseQuery(query));
    void this.#compute();
  }

  #set(settings: Partial<BenchmarksState>): void {
    this.settings = { ...this.settings, ...settings };
    writeAddress('benchmarks', writeBenchmarks(this.settings));
    void this.#compute();
  }

  async #compute(): Promise<void> {
    const { settings } = this;
    const asked = { machine: machineOf(settings.machine), options: optionsOf(settings) };
    try {
      const charts = this.#simulator.ask<'benchmarks'>({ kind: 'benchmarks', ...asked });
      const opened = this.#open(settings, asked);
      const answered = await charts;
      if (answered !== undefined) [this.charts, this.ms, this.problem] = [answered.answer, answered.ms, ''];
      await opened;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  async #open(
    { open }: BenchmarksState,
    asked: { machine: ReturnType<typeof machineOf>; options: ReturnType<typeof optionsOf> },
  ): Promise<void> {
    const [chart, name, count] = open.split('.') as [PlainChart['id'], string, string];
    // The second of the two series is named after what it is in the chart.
    const workers = Number(count);
    const known = chart === 'mail' || chart === 'forest' ? true : asked.options.workers?.includes(workers);
    if (!known) {
      this.settings = { ...this.settings, open: USUAL.open };
      return this.#open(this.settings, asked);
    }
    const answered = await this.#simulator.ask<'open'>({ kind: 'open', ...asked, chart, series: name, workers });
    if (answered !== undefined) this.opened = { id: open, run: answered.answer };
  }

  #openBar = (event: HTMLElementEventMap['rc-open']): void => {
    this.#set({ open: event.detail.id });
  };

  #toggle(id: string): void {
    const tables = new Set(this.tables);
    if (!tables.delete(id)) tables.add(id);
    this.tables = tables;
  }

  override render() {
    const { settings } = this;
    const all = drawn(this.charts, settings.cpu, settings.io);
    const bar = all.flatMap(({ groups }) => groups.flat()).find(({ id }) => id === this.opened?.id);
    const chart = all.find(({ id }) => this.opened?.id.startsWith(`${id}.`));
    const machine = machineOf(settings.machine);
    return html`<main class="page" id="main">
      ${this.#setup()}
      <div class="main">
        ${this.problem ? html`<p class="panel error" role="alert">${this.problem}</p>` : nothing}
        <div class="charts" @rc-open=${this.#openBar}>
          ${all.length > 0 ? all.map((one) => this.#chart(one)) : skeleton}
        </div>
        <rc-run
          .opened=${this.opened?.run}
          .heading=${chart && bar ? `${chart.title}: ${bar.label}` : ''}
          .detail=${machine.name}
        ></rc-run>
        ${all.length > 0 ? claims(claimsOf(this.charts, machine.python.gil, machine.cores)) : nothing}
      </div>
      <rc-live .message=${this.opened && bar ? `Opened: ${bar.label}. ${this.opened.run.holdUp}` : ''}></rc-live>
    </main>`;
  }

  #setup() {
    const { settings } = this;
    const percent = (value: number) => `${value} %`;
    return html`<section class="panel setup" aria-label="Setup">
      <div class="intro">
        <h1>Threads or processes?</h1>
        <p>
          An article of 2019 measured it on a laptop. Here a simulator runs the same work, in virtual time, on the
          machine you choose. Press a bar to see its run.
        </p>
      </div>
      ${machineSetup(settings.machine, (machine) => this.#set({ machine }))}
      <fieldset>
        <legend>Work</legend>
        ${slider(
          'Workers',
          settings.workers,
          { least: 1, most: MOST_WORKERS },
          workersOf(settings).join(', '),
          (workers) => this.#set({ workers }),
        )}
        ${slider('First chart computes', settings.cpu, { least: 0, most: 100, step: 5 }, percent(settings.cpu), (cpu) =>
          this.#set({ cpu }),
        )}
        ${slider('Second chart computes', settings.io, { least: 0, most: 100, step: 5 }, percent(settings.io), (io) =>
          this.#set({ io }),
        )}
      </fieldset>
      <div class="foot">
        <span>${this.ms > 0 ? `computed in ${Math.round(this.ms)} ms` : 'computing …'}</span>
        <button
          type="button"
          class="btn ghost"
          @click=${() => this.#set({ machine: presetChoice('article-laptop'), ...USUAL })}
        >
          Reset
        </button>
      </div>
    </section>`;
  }

  #chart({ id, title, sub, groups, unit, legend }: Drawn) {
    const table = this.tables.has(id);
    return html`<section class="panel chart" aria-label=${title}>
      <div class="ph">
        <h2>${title}</h2>
        <span class="sub">${sub}</span>
        <span class="grow"></span>
        <button type="button" class="btn ghost small" aria-pressed=${table} @click=${() => this.#toggle(id)}>
          ${table ? 'as chart' : 'as table'}
        </button>
      </div>
      <rc-bar-chart
        .label=${title}
        .groups=${groups}
        .unit=${unit}
        .legend=${legend}
        .selected=${this.opened?.id ?? ''}
        .table=${table}
      ></rc-bar-chart>
    </section>`;
  }
}

const skeleton = ['', '', 'low', 'low'].map((height) => html`<div class="panel skeleton ${height}"></div>`);

const claims = (all: readonly Claim[]) => html`<section class="panel" aria-label="What the article says">
  <div class="ph"><h2>What the article says</h2><span class="sub">and what the figures say, simulated above and measured on 2 cores</span></div>
  <div class="claims">
    <div class="cols" aria-hidden="true"><span>statement</span><span>simulated, this machine</span><span>measured, CPython 3.11</span></div>
    ${all.map(
      ({ claim, simulated, measured, why }) => html`<div>
        <div>
          <h3>${claim}</h3>
          <p>${why}</p>
        </div>
        <div data-of="simulated, this machine">${found(simulated)}</div>
        <div data-of="measured, CPython 3.11">${measured ? found(measured) : html`<p>not measured</p>`}</div>
      </div>`,
    )}
  </div>
</section>`;

const found = ({ verdict, words }: Finding) => html`<rc-verdict
    .kind=${verdict === 'holds' ? 'ok' : verdict === 'does not hold' ? 'bad' : 'open'}
    .word=${verdict}
  ></rc-verdict>
  <p>${words}</p>`;

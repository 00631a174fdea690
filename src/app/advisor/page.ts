import { html, LitElement, nothing } from 'lit';
import { base, buttons, chips, panels } from '../../elements/shared-styles.ts';
import type { Advice, StageAdvice } from '../../simulate/advisor.ts';
import { duration } from '../../simulate/difference.ts';
import { machineOf } from '../benchmarks/machine-choice.ts';
import type { OpenedRun } from '../benchmarks/opened-run.ts';
import { simulatorPage } from '../benchmarks/page-styles.ts';
import { Address, parseQuery, writeAddress } from '../benchmarks/query.ts';
import { rangeStyles } from '../benchmarks/range-styles.ts';
import { machineSetup, slider } from '../benchmarks/setup-panel.ts';
import { Simulator } from '../benchmarks/simulator-client.ts';
import { advisorStyles } from './advisor-styles.ts';
import { choiceBars, choiceId, choiceOf, choiceWords } from './choices.ts';
import { stageForm } from './stage-form.ts';
import { type AdvisorState, ARTICLE_STAGES, MOST_ITEMS, readAdvisor, workloadOf, writeAdvisor } from './state.ts';

/**
 * `<rc-advisor-page>`: threads, processes, asyncio or neither, for each stage of the reader's work, by simulating all.
 * Properties: `query` (what the address says at first, after the question mark). Writes the address. Sends nothing.
 */
export class RcAdvisorPage extends LitElement {
  static override properties = {
    query: { type: String },
    settings: { state: true },
    advice: { state: true },
    opened: { state: true },
    problem: { state: true },
    ms: { state: true },
  };
  static override styles = [base, buttons, chips, panels, rangeStyles, simulatorPage, advisorStyles];
  declare query: string;
  declare protected settings: AdvisorState;
  declare protected advice: Advice | undefined;
  declare protected opened: { readonly id: string; readonly run: OpenedRun } | undefined;
  declare protected problem: string;
  declare protected ms: number;
  readonly #simulator = new Simulator(this);

  constructor() {
    super();
    new Address(this, 'advisor');
    this.query = '';
    this.settings = readAdvisor(parseQuery(''));
    this.problem = '';
    this.ms = 0;
  }

  override willUpdate(): void {
    if (!this.hasUpdated) this.follow(this.query);
  }

  follow(query: string): void {
    this.settings = readAdvisor(parseQuery(query));
    void this.#advise();
  }

  #set(settings: Partial<AdvisorState>): void {
    this.settings = { ...this.settings, open: '', ...settings };
    writeAddress('advisor', writeAdvisor(this.settings));
    void ('open' in settings ? this.#open() : this.#advise());
  }

  async #advise(): Promise<void> {
    const { settings } = this;
    try {
      const asked = { workload: workloadOf(settings), machine: machineOf(settings.machine) };
      const answered = await this.#simulator.ask<'advise'>({ kind: 'advise', ...asked });
      if (answered === undefined) return;
      [this.advice, this.ms, this.problem] = [answered.answer, answered.ms, ''];
      await this.#open();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  /** The run of the choice that the address names; else what is recommended for the slowest stage. */
  async #open(): Promise<void> {
    const stages = this.advice?.stages ?? [];
    const slowest = stages.reduce((most, { best }, at) => (best.ns > (stages[most]?.best.ns ?? 0) ? at : most), 0);
    const best = stages[slowest]?.best;
    const found = choiceOf(stages, this.settings.open) ?? (best && { stage: slowest, choice: best });
    const stage = found && stages[found.stage]?.stage;
    if (!found || !stage) return;
    const { tool, workers } = found.choice;
    const { settings } = this;
    const question = { kind: 'stage', stage, items: settings.items, tool, workers } as const;
    const answered = await this.#simulator.ask<'stage'>({ ...question, machine: machineOf(settings.machine) });
    if (answered !== undefined) this.opened = { id: choiceId(found.stage, found.choice), run: answered.answer };
  }

  override render() {
    const { settings, advice } = this;
    const open = choiceOf(advice?.stages ?? [], this.opened?.id ?? '');
    return html`<main class="page" id="main">
      ${this.#setup()}
      <div class="main">
        ${this.problem ? html`<p class="panel error" role="alert">${this.problem}</p>` : nothing}
        ${
          advice
            ? html`${this.#sum(advice)}
                <div
                  class="cards"
                  @rc-open=${(e: HTMLElementEventMap['rc-open']) => this.#set({ open: e.detail.id })}
                >
                  ${advice.stages.map((stage, index) => this.#card(stage, index))}
                </div>
                <rc-run
                  .opened=${this.opened?.run}
                  .heading=${open ? `${advice.stages[open.stage]?.stage.name}: ${choiceWords(open.choice)}` : ''}
                  .detail=${`${settings.items} items, ${machineOf(settings.machine).name}`}
                ></rc-run>`
            : nothing
        }
      </div>
      <rc-live .message=${advice ? advice.stages.map(({ reason }) => reason).join(' ') : ''}></rc-live>
    </main>`;
  }

  #setup() {
    const { settings } = this;
    return html`<section class="panel setup" aria-label="Setup">
      <div class="intro">
        <h1>Which tool for which stage?</h1>
        <p>Say what one item costs at each stage. Every choice is simulated, and the numbers decide.</p>
      </div>
      <fieldset>
        <legend>Stages, for one item</legend>
        ${stageForm(settings.stages, (stages) => this.#set({ stages }))}
        ${slider('Items', settings.items, { least: 10, most: MOST_ITEMS, step: 10 }, `${settings.items}`, (items) =>
          this.#set({ items }),
        )}
      </fieldset>
      ${machineSetup(settings.machine, (machine) => this.#set({ machine }))}
      <div class="foot">
        <span>${this.ms > 0 ? `computed in ${Math.round(this.ms)} ms` : 'computing …'}</span>
        <button type="button" class="btn ghost" @click=${() => this.#set({ stages: ARTICLE_STAGES, items: 100 })}>
          Reset
        </button>
      </div>
    </section>`;
  }

  #sum({ alone, recommended }: Advice) {
    const times = alone / Math.max(1, recommended);
    const gain = times < 1.05 ? 'Nothing makes it much sooner.' : html`<b>${times.toFixed(1)} times</b> sooner.`;
    return html`<section class="panel sum" aria-label="All stages">
      <p>
        ${this.settings.items} items, one at a time: <b>${duration(alone)}</b>. Each stage as recommended, one stage after
        the other: <b>${duration(recommended)}</b>. ${gain}
      </p>
    </section>`;
  }

  #card(advice: StageAdvice, index: number) {
    const { stage, best, reason } = advice;
    const words = reason.split(': ').at(-1) ?? reason; // before that: the stage's name and the tool
    return html`<section class="panel card" aria-label=${stage.name}>
      <div class="ph"><h2>${stage.name}</h2><span class="sub">${duration(stage.cpu)} CPU, ${duration(stage.wait)} wait</span></div>
      <div class="advice">
        <p class="tool">${choiceWords(best)}${best.tool === 'asyncio' ? ' at once' : nothing}</p>
        <p>${words.charAt(0).toUpperCase() + words.slice(1)}</p>
      </div>
      <rc-bar-chart
        .label=${`${stage.name}: time for all items`}
        .groups=${choiceBars(advice, index)}
        unit="seconds"
        .legend=${[{ look: 'solid', words: 'recommended' }, { look: 'hollow', words: 'best of the others' }]}
        .selected=${this.opened?.id ?? ''}
      ></rc-bar-chart>
    </section>`;
  }
}

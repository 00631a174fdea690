import { html, LitElement, type PropertyValues } from 'lit';
import { base, buttons, card, chips, panels } from '../elements/shared-styles.ts';
import type { Program } from '../language/program.ts';
import { compilePython } from '../language/python/compile.ts';
import type { DecodedLink } from '../trace/link.ts';
import { adopt, check, edit, next, shareRun } from './commands.ts';
import { FactsController } from './facts-controller.ts';
import { FixController } from './fix-controller.ts';
import { isDone, isOpen, type StepName, stepNames } from './flow.ts';
import { FlowController } from './flow-controller.ts';
import { InViewController } from './in-view-controller.ts';
import { actionOf, focusOf } from './keys.ts';
import { LabController } from './lab-controller.ts';
import type { Lesson } from './lesson.ts';
import { lessonColumn, titleOf } from './lesson-column.ts';
import { MediaController } from './media-controller.ts';
import { narrowStyles } from './narrow-styles.ts';
import { openLink } from './open-link.ts';
import { pageStyles } from './page-styles.ts';
import { noticeBar, phoneTabs, programPanel, statePanel, timePanel } from './panels.ts';
import { perform } from './perform.ts';
import { proseStyles } from './prose-styles.ts';
import { RunController } from './run-controller.ts';
import { createAddress } from './share.ts';
import { spoken } from './spoken.ts';

export const LOCKED = 'Lock in a prediction first';

/** Something to tell above the page, until it is closed. `link`: an address to copy by hand. */
export interface Notice {
  readonly text: string;
  readonly link?: string;
}

/**
 * `<rc-lesson-page>`: one lesson. It holds the run and the lesson's flow, hands both down to the elements, and does
 * what their events and the keys ask for. Properties: `lesson` (set once), `link` (to be opened, from the address),
 * `singleKeys`. Sends `rc-help` for the list of keys.
 */
export class RcLessonPage extends LitElement {
  static override properties = {
    lesson: { attribute: false },
    link: { attribute: false },
    singleKeys: { type: Boolean },
    table: { state: true },
    editing: { state: true },
    notice: { state: true },
    copied: { state: true },
    view: { state: true },
    told: { state: true },
    fixHints: { state: true },
  };
  static override styles = [base, buttons, chips, panels, card, pageStyles, narrowStyles, proseStyles];
  declare lesson: Lesson;
  declare link: DecodedLink | undefined;
  declare singleKeys: boolean;
  /** The trace shows as a table. */
  declare table: boolean;
  /** In the Fix step: the program can be edited; else a run is followed in it. */
  declare editing: boolean;
  declare notice: Notice | undefined;
  declare copied: string;
  declare view: { readonly start: number; readonly end: number } | null;
  /** Said to screen readers once, in place of what the run says. */
  declare told: string;
  /** Hints of the Fix step that show. */
  declare fixHints: number;
  declare runs: RunController;
  declare flow: FlowController;
  declare facts: FactsController;
  declare fix: FixController;
  declare lab: LabController;
  declare phone: MediaController;
  declare inView: InViewController;
  declare program: Program;
  #address = createAddress();
  #shown: RunController['run'] | undefined;
  #step: StepName | undefined;

  constructor() {
    super();
    this.singleKeys = true;
    this.table = false;
    this.editing = true;
    this.copied = '';
    this.view = null;
    this.told = '';
    this.fixHints = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.#keydown, { capture: true });
    addEventListener('keydown', this.#keydownLate);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#address.leave();
    removeEventListener('keydown', this.#keydown, { capture: true });
    removeEventListener('keydown', this.#keydownLate);
  }

  /** The controllers live as long as the page, and a page shows one lesson. */
  #begin(): void {
    const { lesson } = this;
    const compiled = compilePython(lesson.source, lesson.data.program);
    if (!compiled.ok) throw new Error(`${lesson.slug}/${lesson.data.program} does not compile.`); // a test proves it does
    this.program = compiled.program;
    this.runs = new RunController(this, lesson.data, compiled.program);
    this.flow = new FlowController(this, lesson.slug);
    this.facts = new FactsController(this, lesson);
    this.fix = new FixController(this, lesson);
    this.lab = new LabController(this, lesson.data);
    this.phone = new MediaController(this, '(max-width: 860px)');
    this.inView = new InViewController(this, ['lesson', 'time', 'code', 'state']);
    this.runs.changed = () => this.#runChanged();
    this.fix.loaded = (program) => {
      if (program.source !== this.runs.run.trace.program.source) void this.runs.open(program, lesson.data.machine);
    };
    this.lab.ended = () => this.flow.send({ type: 'confirm' });
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('lesson') && this.runs === undefined) this.#begin();
    if (this.#step !== this.at) this.editing = true;
    if (this.runs.run !== this.#shown) this.told = this.copied = '';
    if (changed.has('link') && this.link !== undefined) void openLink(this, this.link);
  }

  override updated(): void {
    if (this.#step !== this.at) this.#arrive();
    if (this.flow.progress.choice !== '') this.facts.start();
    const { run } = this.runs;
    if (run === this.#shown) return;
    if (this.#shown !== undefined) this.#address.show(run, this.lesson);
    this.#shown = run;
  }

  /** A new step: its words come into view and get the focus, so that they are read and no button keeps the keys. */
  #arrive(): void {
    const first = this.#step === undefined;
    this.#step = this.at;
    if (this.at === 'fix') void adopt(this);
    if (first) return;
    this.renderRoot.querySelector('.lbody')?.scrollTo({ top: 0 });
    this.renderRoot.querySelector<HTMLElement>('.step')?.focus({ preventScroll: !this.phone.matches });
  }

  get at(): StepName {
    return this.flow.progress.at;
  }

  /** Why nothing may run yet; empty when it may. */
  get locked(): string {
    return this.flow.progress.locked ? '' : LOCKED;
  }

  /** The program as the reader has it. */
  get attempt(): string {
    return this.flow.progress.attempt || this.lesson.source;
  }

  #runChanged(): void {
    const { trace } = this.runs.run;
    if (!this.runs.story.reached || trace.program.source !== this.lesson.source) return;
    const schedule = this.runs.scheduleText;
    this.flow.send({ type: 'reach', switches: this.runs.story.switches, schedule });
  }

  /** Ctrl+Enter must come before the editor, which would make a new line of it. */
  #keydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || this.at !== 'fix') return;
    event.preventDefault();
    event.stopPropagation();
    void check(this);
  };

  /** All others come after the element that has the focus: what it uses is its own. */
  #keydownLate = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.composedPath().some((target) => target instanceof HTMLDialogElement)) return;
    const { key, shiftKey: shift, ctrlKey, metaKey, altKey: alt } = event;
    const focus = focusOf(event.composedPath()[0]);
    const action = actionOf({ key, shift, command: ctrlKey || metaKey, alt, focus }, this.singleKeys);
    if (action === undefined) return;
    event.preventDefault();
    perform(this, action);
  };

  /** An element of the page, for what only its methods do. */
  element<E extends Element>(tag: string): E | undefined {
    return this.renderRoot.querySelector<E>(tag) ?? undefined;
  }

  override render() {
    const { runs } = this;
    const steps = stepNames.map((id) => ({
      id,
      label: titleOf(id),
      done: isDone(id, this.flow.progress),
      open: isOpen(id, this.flow.progress),
    }));
    return html`${noticeBar(this)}
      <main
        class="page"
        @rc-step=${(e: HTMLElementEventMap['rc-step']) => runs.step(e.detail.thread)}
        @rc-seek=${(e: HTMLElementEventMap['rc-seek']) => runs.seek(e.detail.cursor)}
        @rc-undo=${() => runs.undo()}
        @rc-play=${() => runs.play()}
        @rc-pause=${() => runs.pause()}
        @rc-schedule=${(e: HTMLElementEventMap['rc-schedule']) => void runs.schedule(e.detail.text)}
        @rc-dice=${() => runs.dice()}
        @rc-share=${() => shareRun(this)}
        @rc-goto=${(e: HTMLElementEventMap['rc-goto']) => this.flow.send({ type: 'goto', step: e.detail.step as StepName })}
        @rc-choose=${(e: HTMLElementEventMap['rc-choose']) => this.flow.send({ type: 'choose', choice: e.detail.choice })}
        @rc-predict=${() => next(this)}
        @rc-explain=${(e: HTMLElementEventMap['rc-explain']) => this.flow.send({ type: 'explain', text: e.detail.text })}
        @rc-change=${(e: HTMLElementEventMap['rc-change']) => edit(this, e.detail.text)}
        @rc-table=${(e: HTMLElementEventMap['rc-table']) => {
          this.table = e.detail.open;
        }}
        @rc-view=${(e: HTMLElementEventMap['rc-view']) => {
          this.view = e.detail.view;
        }}
      >
        <section class="panel lesson" id="lesson" aria-label="Lesson">
          <rc-lesson-steps .steps=${steps} .current=${this.at}></rc-lesson-steps>
          ${lessonColumn(this)}
        </section>
        ${programPanel(this)} ${statePanel(this)} ${timePanel(this)}
      </main>
      ${phoneTabs(this)}
      <rc-live .playing=${runs.playing} .message=${this.told || spoken(runs)} .alert=${runs.alarm}></rc-live>`;
  }
}

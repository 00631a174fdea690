import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { Moment, Trace } from '../trace/types.ts';
import type { ThreadView } from '../vm/types.ts';
import { codeStyles } from './code-styles.ts';
import { type LineStep, lineSteps, linesWithCode } from './line-steps.ts';
import { markSvg, shownThreads, toneOf } from './marks.ts';
import { inkLine } from './python-ink.ts';
import { base, buttons, chips, panels } from './shared-styles.ts';
import { list } from './text.ts';

/**
 * `<rc-code>`: the program with a gutter column per thread: its mark at the line it stands before, dots on the lines
 * it has visited, and why it cannot go on. A line expands into its real steps (line number, or `E`).
 * Properties: `trace` (program and steps), `cursor`, `moment` (threads at the cursor), `caption` (beside the name).
 * Methods: `toggleLine(line?)`, by default the line of the thread that stepped last. Sends nothing.
 */
export class RcCode extends LitElement {
  static override properties = {
    trace: { attribute: false },
    cursor: { type: Number },
    moment: { attribute: false },
    caption: { type: String },
    expanded: { state: true },
  };
  static override styles = [base, buttons, chips, panels, codeStyles];
  declare trace: Trace | undefined;
  declare cursor: number;
  declare moment: Moment | undefined;
  declare caption: string;
  declare protected expanded: ReadonlySet<number>;
  #followed = 0;

  constructor() {
    super();
    this.cursor = 0;
    this.caption = '';
    this.expanded = new Set();
  }

  /** The thread that stepped last, −1 at the start. */
  get #last(): number {
    return this.trace?.steps[this.cursor - 1]?.thread ?? -1;
  }

  #focusLine(): number {
    const threads = this.moment?.threads ?? [];
    const thread =
      threads.find((t) => t.id === this.#last && t.line > 0) ?? threads.find((t) => t.line > 0 && t.enabled);
    return thread?.line ?? 0;
  }

  toggleLine(line = this.#focusLine()): void {
    if (line < 1) return;
    const next = new Set(this.expanded);
    if (!next.delete(line)) next.add(line);
    this.expanded = next;
  }

  /** Lines each thread has passed: bit sets would do, but a page has few lines. */
  #visited(): Map<number, Set<number>> {
    const seen = new Map<number, Set<number>>();
    const steps = this.trace?.steps ?? [];
    for (let k = 0; k < this.cursor && k < steps.length; k++) {
      const step = steps[k];
      if (!step) continue;
      const lines = seen.get(step.thread) ?? new Set();
      seen.set(step.thread, lines.add(step.line));
    }
    return seen;
  }

  /** Keeps the line that matters in view, moving only the program's own box. */
  override updated(changed: Map<PropertyKey, unknown>) {
    if (!changed.has('cursor') && !changed.has('trace')) return;
    const line = this.#focusLine();
    if (line === this.#followed) return;
    this.#followed = line;
    const box = this.renderRoot.querySelector('.src');
    const row = this.renderRoot.querySelector<HTMLElement>(`[data-line="${line}"]`);
    if (!box || !row) return;
    const top = row.offsetTop;
    if (top < box.scrollTop) box.scrollTop = top - 18;
    else if (top + 36 > box.scrollTop + box.clientHeight) box.scrollTop = top + 54 - box.clientHeight;
  }

  override render() {
    const { trace } = this;
    if (!trace) return html`<p class="empty">No program yet.</p>`;
    const threads = shownThreads(this.moment?.threads ?? [], trace.steps);
    const column = threads.length <= 4 ? 20 : threads.length <= 8 ? 16 : 13;
    const visited = this.#visited();
    const focus = this.#focusLine();
    const open = this.expanded.has(focus);
    const coded = linesWithCode(trace.program);
    return html`
      <div class="ph" style=${styleMap({ '--col': `${column}px` })}>
        <div class="heads" aria-hidden="true">
          ${threads.map((t) => html`<span>${column === 20 ? t.mark : markSvg(t.id)}</span>`)}
        </div>
        <h2>${trace.program.file}</h2>
        ${this.caption ? html`<span class="sub">${this.caption}</span>` : nothing}
        <span class="grow"></span>
        <button
          class="btn ghost expand"
          type="button"
          aria-pressed=${open}
          aria-disabled=${focus ? null : 'true'}
          @click=${() => this.toggleLine()}
        >
          ${open ? 'Collapse line' : 'Expand line'} <kbd>E</kbd>
        </button>
      </div>
      <div
        class="src"
        style=${styleMap({ '--col': `${column}px`, '--cols': String(threads.length) })}
        role="group"
        tabindex="0"
        aria-label=${`Program ${trace.program.file}`}
      >
        <div class="inner">
          ${trace.program.source
            .replace(/\n$/, '')
            .split('\n')
            .map((text, i) => this.#line(i + 1, text, threads, visited, coded.has(i + 1)))}
        </div>
      </div>
    `;
  }

  #line(line: number, text: string, threads: readonly ThreadView[], visited: Map<number, Set<number>>, coded: boolean) {
    const here = threads.filter((t) => t.line === line);
    const stuck = here.filter((t) => t.status === 'blocked' || t.status === 'sleeping' || t.error);
    const tone = stuck.some((t) => t.error) ? 'bad' : stuck[0] ? toneOf(stuck[0], -1) : '';
    const steps = this.trace && this.expanded.has(line) ? lineSteps(this.trace.program, line, this.trace) : [];
    const open = steps.length > 0;
    return html`<div class="ln ${tone ? `at-${tone}` : ''}" data-line=${line}>
        ${threads.map((t) => this.#gutter(t, t.line === line && !open, visited.get(t.id)?.has(line) ?? false))}
        ${
          coded
            ? html`<button
              class="n"
              type="button"
              tabindex="-1"
              aria-expanded=${open}
              aria-label=${`Line ${line}, real steps`}
              title="Expand into its real steps"
              @click=${() => this.toggleLine(line)}
            >
              ${line}
            </button>`
            : html`<span class="n">${line}</span>`
        }
        <span class="t">${inkLine(text).map((run) => (run.kind ? html`<span class=${run.kind}>${run.text}</span>` : run.text))}</span>
        <span class="a">${stuck.map((t) => plate(t))}</span>
      </div>
      ${open ? steps.map((step) => this.#step(step, steps, threads, here)) : nothing}`;
  }

  #step(step: LineStep, all: readonly LineStep[], threads: readonly ThreadView[], here: readonly ThreadView[]) {
    const first = step === all[0];
    return html`<div class="ln real">
      ${threads.map((t) => this.#gutter(t, here.includes(t) && t.pc >= step.pc && t.pc < step.end, false))}
      <span class="n" aria-hidden="true">${first ? '┌' : step === all.at(-1) ? '└' : '│'}</span>
      <span class="t"><span class="does ${step.text ? '' : 'own'}">${step.text || 'part of the step before'}</span><span class="bc">${step.bytecode}</span></span>
      <span class="a"></span>
    </div>`;
  }

  #gutter(thread: ThreadView, here: boolean, dot: boolean): TemplateResult {
    const tone = toneOf(thread, this.#last);
    return html`<span class="g">${
      here
        ? html`<span class="here ${tone}">${markSvg(thread.id, `${thread.mark} is here`)}</span>`
        : dot
          ? html`<i></i>`
          : nothing
    }</span>`;
  }
}

function plate(thread: ThreadView): TemplateResult {
  const tone = thread.error ? 'bad' : toneOf(thread, -1);
  const why = thread.error || (thread.status === 'sleeping' ? thread.reason || 'asleep' : thread.reason);
  return html`<span class="chip ${tone}" title=${list([thread.mark, why])}>${markSvg(thread.id)}<span>${why}</span></span>`;
}

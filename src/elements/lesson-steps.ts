import { css, html, LitElement, nothing } from 'lit';
import { emit } from './events.ts';
import { icons } from './icons.ts';
import { base } from './shared-styles.ts';

export interface LessonStep {
  readonly id: string;
  readonly label: string;
  readonly done: boolean;
  /** May be gone to now. */
  readonly open: boolean;
}

/**
 * `<rc-lesson-steps>`: Predict → Break → Explain → Fix → Confirm.
 * Properties: `steps` (LessonStep[]), `current` (id). Sends `rc-goto {step}` for an open step; one that is not open
 * yet stays focusable and says so.
 */
export class RcLessonSteps extends LitElement {
  static override properties = { steps: { attribute: false }, current: { type: String } };
  static override styles = [
    base,
    css`
      ol {
        display: flex;
        justify-content: space-between;
        min-height: 38px;
        padding: 0 5px;
        border-bottom: 1px solid var(--line);
        overflow-x: auto;
        scrollbar-width: thin;
      }
      li {
        display: flex;
      }
      button {
        display: flex;
        align-items: center;
        gap: 3px;
        padding: 0 3px;
        border: 0;
        border-top: 2px solid transparent;
        border-bottom: 2px solid transparent;
        background: none;
        font-size: var(--fs-s);
        font-weight: 500;
        color: var(--ink-3);
        white-space: nowrap;
        cursor: pointer;
      }
      button:focus-visible {
        outline-offset: -3px;
      }
      button[aria-disabled='true'] {
        cursor: not-allowed;
      }
      .done {
        color: var(--ink-2);
      }
      button:hover:not([aria-disabled='true']),
      [aria-current] {
        color: var(--ink);
      }
      [aria-current] {
        border-bottom-color: var(--ink);
        font-weight: 600;
      }
      svg.icon {
        width: 11px;
        height: 11px;
      }
    `,
  ];
  declare steps: readonly LessonStep[];
  declare current: string;

  constructor() {
    super();
    this.steps = [];
    this.current = '';
  }

  override render() {
    return html`<ol aria-label="Lesson steps">
      ${this.steps.map(
        (step) => html`<li>
          <button
            type="button"
            class=${step.done ? 'done' : ''}
            aria-current=${step.id === this.current ? 'step' : nothing}
            aria-disabled=${step.open ? nothing : 'true'}
            @click=${() => step.open && emit(this, 'rc-goto', { step: step.id })}
          >
            ${step.done ? icons.tick : nothing}${step.label}<span class="vh"
              >${step.done ? ', done' : step.open ? '' : ', not open yet'}</span
            >
          </button>
        </li>`,
      )}
    </ol>`;
  }
}

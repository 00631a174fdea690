import { html, nothing } from 'lit';
import { amount, MOST, MOST_STAGES, type StageForm } from './state.ts';

/** The stages as a form: one row of fields each. */
export function stageForm(stages: readonly StageForm[], set: (stages: readonly StageForm[]) => void) {
  const change = (index: number, part: Partial<StageForm>) =>
    set(stages.map((stage, at) => (at === index ? { ...stage, ...part } : stage)));
  const number = (index: number, key: 'cpu' | 'wait' | 'kilobytes', label: string, most: number) => {
    const stage = stages[index];
    return html`<label
      ><span>${label}</span
      ><input
        class="field"
        inputmode="decimal"
        maxlength="7"
        .value=${String(stage?.[key] ?? 0)}
        @change=${(e: Event) => {
          const field = e.target as HTMLInputElement;
          const value = amount(field.value, most);
          field.value = String(value);
          change(index, { [key]: value });
        }}
    /></label>`;
  };
  return html`<div class="stages">
      ${stages.map(
        (stage, index) => html`<div role="group" aria-label=${`Stage ${index + 1}, ${stage.name}`}>
          <div class="top">
            <input
              class="field"
              aria-label=${`Name of stage ${index + 1}`}
              maxlength="24"
              .value=${stage.name}
              @change=${(e: Event) => change(index, { name: (e.target as HTMLInputElement).value })}
            />
            ${
              stages.length > 1
                ? html`<button
                  type="button"
                  class="btn ghost icon-only"
                  aria-label=${`Remove ${stage.name}`}
                  title="Remove"
                  @click=${() => set(stages.filter((_, at) => at !== index))}
                >
                  ✕
                </button>`
                : nothing
            }
          </div>
          <div class="numbers">
            ${number(index, 'cpu', 'CPU ms', MOST.time)}${number(index, 'wait', 'wait ms', MOST.time)}${number(index, 'kilobytes', 'data kB', MOST.kilobytes)}
          </div>
          <label class="check"
            ><input
              type="checkbox"
              .checked=${stage.releases}
              @change=${(e: Event) => change(index, { releases: (e.target as HTMLInputElement).checked })}
            /><span>in C, lets go of the GIL</span></label
          >
        </div>`,
      )}
    </div>
    ${
      stages.length < MOST_STAGES
        ? html`<button
          type="button"
          class="btn"
          @click=${() => set([...stages, { name: `stage ${stages.length + 1}`, cpu: 5, wait: 5, kilobytes: 1, releases: false }])}
        >
          Add a stage
        </button>`
        : nothing
    }`;
}

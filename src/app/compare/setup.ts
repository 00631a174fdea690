import { html, type TemplateResult } from 'lit';
import { wholeNumber } from '../benchmarks/query.ts';
import { choice, machineSetup, slider } from '../benchmarks/setup-panel.ts';
import { contestants } from './contestants.ts';
import { type CompareState, MOST_SEED, MOST_WORKERS, toggled } from './state.ts';
import { workOf, works } from './works.ts';

/** What is compared: the work, who does it, and on which computer. `ms`: what the last answer took; 0 before it. */
export function compareSetup(
  settings: CompareState,
  ms: number,
  set: (settings: Partial<CompareState>) => void,
): TemplateResult {
  return html`<section class="panel setup" aria-label="Setup">
      <div class="intro">
        <h1>One workload, several machines</h1>
        <p>The same work from the same seed: what changes is who does it, and in which Python.</p>
      </div>
      <fieldset class="works">
        <legend>Work</legend>
        ${choice(
          'Workload',
          settings.work,
          [...works.map(({ id, label }) => [id, label] as const), ['program', 'A Python program'] as const],
          (work) => set({ work }),
        )}
        ${
          settings.work === 'program'
            ? html`<p>A program that starts threads. It runs anew with each change here, and when you press Run.</p>`
            : html`<p>${workOf(settings.work).words}</p>
                ${slider(
                  'Workers',
                  settings.workers,
                  { least: 1, most: MOST_WORKERS },
                  `${settings.workers}`,
                  (workers) => set({ workers }),
                )}`
        }
        <label class="choice">
          <span>Seed</span>
          <input
            class="field"
            inputmode="numeric"
            .value=${String(settings.seed)}
            @change=${(e: Event) => {
              const field = e.target as HTMLInputElement;
              const seed = wholeNumber(field.value.trim(), 0, MOST_SEED, settings.seed);
              field.value = String(seed); // what is no seed leaves the old one
              set({ seed });
            }}
          />
        </label>
      </fieldset>
      <fieldset>
        <legend>Who does it</legend>
        <div class="checks">
          ${contestants.map(
            ({ id, label, detail }) => html`<label class="check">
              <input
                type="checkbox"
                .checked=${settings.contestants.includes(id)}
                @change=${(e: Event) => {
                  const next = toggled(settings.contestants, id);
                  (e.target as HTMLInputElement).checked = next.includes(id);
                  set({ contestants: next });
                }}
              /><span>${label}<small>${detail}</small></span>
            </label>`,
          )}
        </div>
      </fieldset>
      ${machineSetup(settings.machine, (machine) => set({ machine }), false)}
      <div class="foot"><span>${ms > 0 ? `computed in ${Math.round(ms)} ms` : 'computing …'}</span></div>
    </section>`;
}

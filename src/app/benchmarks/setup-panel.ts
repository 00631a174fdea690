import { html, type TemplateResult } from 'lit';
import {
  type MachineChoice,
  MOST_CORES,
  presetChoice,
  presets,
  presetWords,
  versions,
  versionWords,
} from './machine-choice.ts';
import { oneOf } from './query.ts';

/** A slider with its name and its value. */
export function slider(
  name: string,
  value: number,
  range: { readonly least: number; readonly most: number; readonly step?: number },
  text: string,
  set: (value: number) => void,
): TemplateResult {
  return html`<label class="slider">
    <span class="line"><span>${name}</span><b>${text}</b></span>
    <input
      type="range"
      min=${range.least}
      max=${range.most}
      step=${range.step ?? 1}
      .value=${String(value)}
      aria-valuetext=${text}
      @input=${(e: Event) => set(Number((e.target as HTMLInputElement).value))}
    />
  </label>`;
}

export function choice<Name extends string>(
  name: string,
  value: Name,
  options: readonly (readonly [Name, string])[],
  set: (value: Name) => void,
): TemplateResult {
  return html`<label class="choice">
    <span>${name}</span>
    <select
      @change=${(e: Event) =>
        set(
          oneOf(
            (e.target as HTMLSelectElement).value,
            options.map(([id]) => id),
            value,
          ),
        )}
    >
      ${options.map(([id, words]) => html`<option value=${id} ?selected=${id === value}>${words}</option>`)}
    </select>
  </label>`;
}

export const coresText = (cores: number): string => (cores === 1 ? '1 core' : `${cores} cores`);

/** The computer, its cores and, unless `python` is false, its Python. */
export function machineSetup(machine: MachineChoice, set: (machine: MachineChoice) => void, python = true) {
  return html`<fieldset>
    <legend>Machine</legend>
    ${choice(
      'Computer',
      machine.preset,
      presets.map((preset) => [preset, presetWords[preset]] as const),
      (preset) => set(presetChoice(preset)),
    )}
    ${slider('Cores', machine.cores, { least: 1, most: MOST_CORES }, String(machine.cores), (cores) =>
      set({ ...machine, cores }),
    )}
    ${
      python
        ? choice(
            'Python',
            machine.python,
            versions.map((version) => [version, versionWords(version)] as const),
            (version) => set({ ...machine, python: version }),
          )
        : null
    }
  </fieldset>`;
}

import { html, type TemplateResult } from 'lit';

/** `whole`: all of it shows already. `zoom` gets the factor by which more shows. */
export function zoomButtons(whole: boolean, zoom: (factor: number) => void, fit: () => void): TemplateResult {
  const button = (label: string, words: string, act: () => void, off = false) => html`<button
    type="button"
    class="btn"
    title=${words}
    aria-label=${words}
    aria-disabled=${off}
    @click=${() => off || act()}
  >
    ${label}
  </button>`;
  return html`${button('−', 'Show more', () => zoom(2), whole)}${button('+', 'Show less, enlarged', () => zoom(0.5))}${button('Whole run', 'Whole run', fit, whole)}`;
}

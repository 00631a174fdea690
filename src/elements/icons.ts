import { html } from 'lit';

/** Small drawings of controls, 16 × 16, stroke in the colour of the text; the button carries the name. */
export const icons = {
  undo: html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M6 3 2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 8H7"/></svg>`,
  back: html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M11 3.5 5.5 8l5.5 4.5z" fill="currentColor" stroke-linejoin="round"/></svg>`,
  forward: html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M5 3.5 10.5 8 5 12.5z" fill="currentColor" stroke-linejoin="round"/></svg>`,
  play: html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M4.5 3v10L13 8z" fill="currentColor" stroke-linejoin="round"/></svg>`,
  pause: html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M4.5 3h2.2v10H4.5zM9.3 3h2.2v10H9.3z" fill="currentColor" stroke="none"/></svg>`,
  dice: html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><rect x="2" y="2" width="12" height="12" rx="3"/><g fill="currentColor" stroke="none"><circle cx="5.6" cy="5.6" r="1.2"/><circle cx="10.4" cy="10.4" r="1.2"/><circle cx="8" cy="8" r="1.2"/></g></svg>`,
  share: html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 10V2M5 4.5 8 1.6l3 2.9M3 8v5.5h10V8"/></svg>`,
  tick: html`<svg class="icon" viewBox="0 0 14 14" aria-hidden="true"><path d="M2.5 7.5 5.6 10.6 11.5 4" stroke-width="1.8"/></svg>`,
  cross: html`<svg class="icon" viewBox="0 0 14 14" aria-hidden="true"><path d="M3.5 3.5l7 7M10.5 3.5l-7 7" stroke-width="1.8"/></svg>`,
  sun: html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="3"/><path d="M8 1v2M8 13v2M1 8h2M13 8h2M3 3l1.4 1.4M11.6 11.6 13 13M13 3l-1.4 1.4M4.4 11.6 3 13"/></svg>`,
  moon: html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M13.5 10A6 6 0 0 1 6 2.5 6 6 0 1 0 13.5 10z"/></svg>`,
  search: html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="4.2"/><path d="m10.2 10.2 3.6 3.6"/></svg>`,
};

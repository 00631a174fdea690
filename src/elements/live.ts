import { html, LitElement } from 'lit';
import { base } from './shared-styles.ts';

/** While playing, at most one announcement in this time. */
const PAUSE_MS = 1000;

/**
 * `<rc-live>`: the one place that speaks to screen readers.
 * Properties: `message` (polite), `alert` (a deadlock or violation: said once, at once), `playing` (then at most one
 * message a second; the latest wins). Sends nothing.
 */
export class RcLive extends LitElement {
  static override properties = {
    message: { type: String },
    alert: { type: String },
    playing: { type: Boolean },
    spoken: { state: true },
  };
  static override styles = base;
  declare message: string;
  declare alert: string;
  declare playing: boolean;
  declare protected spoken: string;
  #last = Number.NEGATIVE_INFINITY;
  #timer = 0;

  constructor() {
    super();
    this.message = '';
    this.alert = '';
    this.playing = false;
    this.spoken = '';
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override willUpdate(changed: Map<PropertyKey, unknown>) {
    if (!changed.has('message')) return;
    clearTimeout(this.#timer);
    const wait = this.playing ? this.#last + PAUSE_MS - performance.now() : 0;
    if (wait <= 0) this.#say();
    else this.#timer = window.setTimeout(() => this.#say(), wait);
  }

  #say() {
    this.#last = performance.now();
    this.spoken = this.message;
  }

  override render() {
    return html`<div class="vh" role="status" aria-live="polite">${this.spoken}</div>
      <div class="vh" role="alert">${this.alert}</div>`;
  }
}

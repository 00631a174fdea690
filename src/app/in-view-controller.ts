import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How far below the top of the window a part may begin and still count as the one that is read. */
const HEAD = 160;

/** Which of the page's parts is in view, as the window scrolls: the last one that has begun. */
export class InViewController implements ReactiveController {
  /** Its id. */
  part: string;
  #host: ReactiveControllerHost & { readonly renderRoot: ParentNode };
  #parts: readonly string[];
  #frame = 0;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: ParentNode }, parts: readonly string[]) {
    this.#host = host;
    this.#parts = parts;
    this.part = parts[0] ?? '';
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('scroll', this.#scrolled, { passive: true });
  }

  hostDisconnected(): void {
    removeEventListener('scroll', this.#scrolled);
    cancelAnimationFrame(this.#frame);
  }

  /** Scrolls to a part. At the end of the page there may be no room to bring it to the top: it counts all the same. */
  show(part: string): void {
    this.#host.renderRoot.querySelector(`#${part}`)?.scrollIntoView();
    this.#set(part);
  }

  #scrolled = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#look());
  };

  #look(): void {
    const top = (id: string): number =>
      this.#host.renderRoot.querySelector(`#${id}`)?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
    const end = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const begun = this.#parts.filter((id) => top(id) <= (end ? innerHeight : HEAD));
    if (end && begun.includes(this.part)) return; // all that is left shows at once: keep the one that was asked for
    this.#set(begun.at(-1) ?? this.#parts[0] ?? '');
  }

  #set(part: string): void {
    if (part === this.part) return;
    this.part = part;
    this.#host.requestUpdate();
  }
}

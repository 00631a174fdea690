import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Keeps a host drawn for the width it has: `matches` is true while the query is. */
export class MediaController implements ReactiveController {
  #query: MediaQueryList;
  #host: ReactiveControllerHost;
  #tell = (): void => this.#host.requestUpdate();

  constructor(host: ReactiveControllerHost, query: string) {
    this.#query = matchMedia(query);
    this.#host = host;
    host.addController(this);
  }

  get matches(): boolean {
    return this.#query.matches;
  }

  hostConnected(): void {
    this.#query.addEventListener('change', this.#tell);
  }

  hostDisconnected(): void {
    this.#query.removeEventListener('change', this.#tell);
  }
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What follows the question mark of an address: `machine=2-core&cores=4`. Unknown and broken parts count as absent. */
export type Query = ReadonlyMap<string, string>;

export function parseQuery(text: string): Query {
  const values = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(text)) if (!values.has(key)) values.set(key, value);
  return values;
}

/** Keys whose value is the usual one are left out: a fresh page has a short address. */
export function formatQuery(
  values: Readonly<Record<string, string | number>>,
  usual: Readonly<Record<string, string | number>> = {},
): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values))
    if (String(value) !== String(usual[key])) query.set(key, `${value}`);
  return query.toString();
}

/** A whole number between two others; `otherwise` where the text is none or lies outside. */
export function wholeNumber(text: string | undefined, least: number, most: number, otherwise: number): number {
  const value = Number(text);
  return text !== undefined && /^\d{1,9}$/.test(text) && value >= least && value <= most ? value : otherwise;
}

export function oneOf<Name extends string>(text: string | undefined, names: readonly Name[], otherwise: Name): Name {
  return names.find((name) => name === text) ?? otherwise;
}

interface Following extends ReactiveControllerHost {
  /** Shows what the address says now. */
  follow(query: string): void;
}

/** Tells a page when the reader changes its address: by hand, by a link, by going back. */
export class Address implements ReactiveController {
  readonly #follow: () => void;

  constructor(host: Following, page: string) {
    this.#follow = () => {
      const [path, query = ''] = location.hash.split(/\?(.*)/s);
      if (path === `#/${page}`) host.follow(query);
    };
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#follow);
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#follow);
  }
}

/** Keeps the address in step with the page, without a new entry in the history. */
export function writeAddress(page: string, query: string): void {
  const hash = `#/${page}${query ? `?${query}` : ''}`;
  if (location.hash !== hash) history.replaceState(history.state, '', hash);
}

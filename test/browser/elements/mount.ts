import { type LitElement, render, type TemplateResult } from 'lit';
import '../../../src/elements/define.ts';
import type { RcEventName, RcEvents } from '../../../src/elements/events.ts';
import { adoptPageStyles } from '../../../src/elements/tokens.ts';
import { assert } from '../assert.ts';

adoptPageStyles();

const isElement = (node: Element): node is LitElement => 'updateComplete' in node;

/** Renders a template into a fresh box of a width, and waits until its elements have drawn themselves. */
export async function mount(template: TemplateResult, width = 900): Promise<HTMLElement> {
  document.querySelector('main')?.remove();
  const box = document.createElement('main');
  box.style.width = `${width}px`;
  document.body.append(box);
  render(template, box);
  await settled(box);
  return box;
}

export async function settled(box: ParentNode): Promise<void> {
  for (const element of [...box.querySelectorAll('*')].filter(isElement)) await element.updateComplete;
  // Sizes arrive with the next frame.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (const element of [...box.querySelectorAll('*')].filter(isElement)) await element.updateComplete;
}

/** The element of a tag in a box. */
export function the<K extends keyof HTMLElementTagNameMap>(box: ParentNode, tag: K): HTMLElementTagNameMap[K] {
  const element = box.querySelector(tag);
  assert(element, `no ${tag}`);
  return element;
}

/** What a selector finds in an element's shadow. */
export const inside = (element: Element, selector: string): HTMLElement[] => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];

export function one(element: Element, selector: string): HTMLElement {
  const found = inside(element, selector)[0];
  assert(found, `${element.localName} has no ${selector}`);
  return found;
}

/** Details of the events of a name that `act` brings about. */
export async function heard<K extends RcEventName>(
  box: HTMLElement,
  name: K,
  act: () => void | Promise<void>,
): Promise<RcEvents[K][]> {
  const details: RcEvents[K][] = [];
  const listen = (event: Event) => details.push((event as CustomEvent<RcEvents[K]>).detail);
  box.addEventListener(name, listen);
  await act();
  await settled(box);
  box.removeEventListener(name, listen);
  return details;
}

export const press = (target: Element, key: string): boolean =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));

/** The focused element, through shadow roots. */
export function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

import type { Segment } from '../trace/types.ts';

/** What a reader wants: the detail of each event that an element sends. None changes anything by itself. */
export interface RcEvents {
  'rc-step': { readonly thread: number };
  'rc-seek': { readonly cursor: number };
  'rc-undo': null;
  'rc-play': null;
  'rc-pause': null;
  /** A schedule or a seed, as typed; not checked. */
  'rc-schedule': { readonly text: string };
  'rc-share': null;
  'rc-dice': null;
  /** An answer was picked; it is not locked in yet. */
  'rc-choose': { readonly choice: string };
  /** The prediction is locked in. */
  'rc-predict': { readonly choice: string };
  'rc-explain': { readonly text: string };
  /** To a step of the lesson: `predict`, `break` … */
  'rc-goto': { readonly step: string };
  'rc-select': { readonly lane: string; readonly index: number; readonly segment: Segment };
  /** What part of the timeline shows, in its unit; null = all of it. */
  'rc-view': { readonly view: { readonly start: number; readonly end: number } | null };
  /** The text in the editor. */
  'rc-change': { readonly text: string };
  'rc-theme': { readonly theme: 'light' | 'dark' };
  /** Single-key shortcuts on or off. */
  'rc-keys': { readonly enabled: boolean };
  /** Trace as table wanted or not. */
  'rc-table': { readonly open: boolean };
  'rc-close': null;
}

export type RcEventName = keyof RcEvents;

/** Sends an intent up through every shadow root. */
export function emit<K extends RcEventName>(from: EventTarget, name: K, detail: RcEvents[K]): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}

type RcEventMap = { [K in RcEventName]: CustomEvent<RcEvents[K]> };

declare global {
  interface HTMLElementEventMap extends RcEventMap {}
}

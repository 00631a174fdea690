import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import type { ThreadStatus, ThreadView } from '../vm/types.ts';

/** T1 ●, T2 ■, T3 ▲, T4 ◆, on a 12 × 12 field. */
const shapes: readonly (SVGTemplateResult | undefined)[] = [
  undefined,
  svg`<circle cx="6" cy="6" r="5"/>`,
  svg`<rect x="1.4" y="1.4" width="9.2" height="9.2" rx="1.2"/>`,
  svg`<path d="M6 .9 11.6 10.8H.4z"/>`,
  svg`<path d="M6 .3 11.7 6 6 11.7.3 6z"/>`,
];

export const hasShape = (thread: number): boolean => shapes[thread] !== undefined;

/** The thread's character in a schedule: `0` … `9`, then `a` …; the main thread is `0`. */
export const scheduleChar = (thread: number): string => (thread < 0 ? '.' : thread.toString(36));

export const markText = (thread: number, threads: readonly ThreadView[] = []): string =>
  threads.find((t) => t.id === thread)?.mark ?? (thread === 0 ? 'main' : `T${thread}`);

/** The mark alone: its shape, or from the fifth thread on (and for main) its character, drawn by a style. */
export function markSvg(thread: number, label = ''): TemplateResult {
  const role = label ? 'img' : nothing;
  const name = label || nothing;
  const hidden = label ? nothing : 'true';
  const shape = shapes[thread];
  if (!shape) {
    const letter = thread === 0 ? 'm' : scheduleChar(thread);
    return html`<span class="mark letter" data-letter=${letter} role=${role} aria-label=${name} aria-hidden=${hidden}></span>`;
  }
  return html`<svg class="mark" viewBox="0 0 12 12" role=${role} aria-label=${name} aria-hidden=${hidden}>${shape}</svg>`;
}

/** The mark and its name; where the mark is only a letter, the name says it already. */
export const markName = (thread: number, threads: readonly ThreadView[] = []): TemplateResult =>
  hasShape(thread) ? html`${markSvg(thread)} ${markText(thread, threads)}` : html`${markText(thread, threads)}`;

/** Colour class of a thread: the state it is in, as a reader sees it. */
export type Tone = 'run' | 'ready' | 'lock' | 'io' | 'done';

const tones: Readonly<Record<ThreadStatus, Tone>> = {
  created: 'ready',
  runnable: 'ready',
  running: 'run',
  blocked: 'lock',
  sleeping: 'io',
  finished: 'done',
};

/** `last` stepped last: while it can go on, it counts as running. */
export const toneOf = (thread: ThreadView, last: number): Tone => {
  const tone = tones[thread.status];
  return tone === 'ready' && thread.id === last ? 'run' : tone;
};

/** The threads a page has columns and buttons for: all but a main thread that never has a choice. */
export const shownThreads = (
  threads: readonly ThreadView[],
  steps: readonly { readonly thread: number }[] = [],
): readonly ThreadView[] => threads.filter((t) => t.id !== 0 || t.enabled || steps.some((s) => s.thread === 0));

/** What a key does on a lesson's page. */
export type Action =
  | { readonly do: 'step'; readonly thread: number }
  | { readonly do: 'move'; readonly by: number }
  | { readonly do: 'zoom'; readonly factor: number }
  | { readonly do: 'pan'; readonly share: number }
  | { readonly do: 'segment'; readonly by: number }
  | {
      readonly do:
        | 'play'
        | 'first'
        | 'last'
        | 'undo'
        | 'expand'
        | 'centre'
        | 'search'
        | 'table'
        | 'reset'
        | 'seed'
        | 'help'
        | 'check'
        | 'next'
        | 'clear';
    };

/** What of a keyboard event matters. */
export interface Key {
  readonly key: string;
  readonly shift: boolean;
  /** Ctrl or ⌘. */
  readonly command: boolean;
  readonly alt: boolean;
  /** What has the focus: a text field, a choice (radio, tick box), a button or link, a slider, a part that scrolls, or none of these. */
  readonly focus: 'text' | 'choice' | 'button' | 'slider' | 'region' | 'none';
}

const letters: Readonly<Record<string, Action>> = {
  e: { do: 'expand' },
  w: { do: 'zoom', factor: 0.7 },
  s: { do: 'zoom', factor: 1 / 0.7 },
  a: { do: 'pan', share: -0.2 },
  d: { do: 'pan', share: 0.2 },
  ',': { do: 'segment', by: -1 },
  '.': { do: 'segment', by: 1 },
  f: { do: 'centre' },
  '/': { do: 'search' },
  t: { do: 'table' },
  r: { do: 'reset' },
  '?': { do: 'help' },
};

/** The action of a key, if any. `single`: keys of one character are on (WCAG 2.1.4). */
export function actionOf({ key, shift, command, alt, focus }: Key, single: boolean): Action | undefined {
  if (command && key === 'Enter') return { do: 'check' };
  if (command || alt) return undefined;
  if (key === 'Escape') return { do: 'clear' };
  if (focus === 'text') return undefined;
  switch (key) {
    case ' ':
      return focus === 'none' || focus === 'slider' ? { do: 'play' } : undefined;
    case 'Enter':
      return focus === 'none' || focus === 'region' ? { do: 'next' } : undefined;
    case 'ArrowLeft':
    case 'ArrowRight':
      if (focus === 'choice' || (focus === 'slider' && !shift)) return undefined;
      return { do: 'move', by: (key === 'ArrowLeft' ? -1 : 1) * (shift ? 5 : 1) };
    case 'Home':
      return focus === 'none' || focus === 'button' ? { do: 'first' } : undefined;
    case 'End':
      return focus === 'none' || focus === 'button' ? { do: 'last' } : undefined;
    case 'Backspace':
      return { do: 'undo' };
  }
  if (!single || key.length !== 1) return undefined;
  if (key >= '1' && key <= '9') return { do: 'step', thread: Number(key) };
  if (shift && key.toLowerCase() === 'r') return { do: 'seed' };
  return letters[key.toLowerCase()];
}

/** Where the focus is, as far as keys care, for the innermost element of an event. */
export function focusOf(target: EventTarget | undefined): Key['focus'] {
  if (!(target instanceof HTMLElement)) return 'none';
  if (target instanceof HTMLInputElement) {
    if (target.type === 'range') return 'slider';
    return target.type === 'radio' || target.type === 'checkbox' ? 'choice' : 'text';
  }
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable)
    return 'text';
  if (target.matches('button, a[href], summary')) return 'button';
  return target.matches('[tabindex="0"]') ? 'region' : 'none';
}

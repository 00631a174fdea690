/** Where a figure beside the simulator's comes from; each has a shape of its own. */
export type MarkKind = 'measured' | 'article';

export interface Mark {
  readonly kind: MarkKind;
  readonly value: number;
  /** `4.3×`, `9.84 s`. */
  readonly text: string;
}

/** A bar, which is a button, and the marks of others on the same scale. */
export interface Bar {
  readonly id: string;
  /** `4 threads`. */
  readonly label: string;
  readonly value: number;
  /** `4.0×`; and paler, beside it, `4.02 s`. */
  readonly text: string;
  readonly detail?: string;
  readonly fill: 'solid' | 'hollow';
  readonly marks: readonly Mark[];
}

/** Bars that belong together. */
export type BarGroup = readonly Bar[];

/** Round numbers from 0 to at least `most`, three to six of them. */
export function scaleOf(most: number): number[] {
  if (!(most > 0) || !Number.isFinite(most)) return [0, 1];
  const power = 10 ** Math.floor(Math.log10(most / 4));
  const gap = ([1, 2, 2.5, 5, 10].find((step) => most / (step * power) <= 5) ?? 10) * power;
  const count = Math.max(1, Math.ceil(most / gap - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => Number((index * gap).toPrecision(6)));
}

/** The largest figure of a chart. */
export const mostOf = (groups: readonly BarGroup[]): number =>
  Math.max(0, ...groups.flat().flatMap(({ value, marks }) => [value, ...marks.map((mark) => mark.value)]));

/** What a bar's button is called: what is written on it, what the marks say, and what it does. */
export function nameOf({ label, text, detail, marks }: Bar): string {
  const others = marks.map((mark) => `; ${mark.kind === 'article' ? 'the article' : 'measured'} ${mark.text}`);
  return `${label} ${text}${detail ? ` ${detail}` : ''} simulated${others.join('')}. Open its timeline`;
}

/** Columns [start, end) as words: `step 8`, `steps 9 to 13`. */
export const span = (start: number, end: number): string =>
  end - start <= 1 ? `step ${start}` : `steps ${start} to ${end - 1}`;

/** `1 update`, `9 updates`. */
export const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

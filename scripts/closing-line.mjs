// The line that every test step ends with, and that `npm test` adds up: `N passed, N failed[, N skipped]`.

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @returns {Counts} */
export const noCounts = () => ({ passed: 0, failed: 0, skipped: 0 });

/** @param {Counts} counts */
export function closingLine({ passed, failed, skipped }, label = '') {
  const line = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
  return label ? `${label}: ${line}` : line;
}

/**
 * Reads the last labelled closing line out of a step's output.
 * @param {string} output
 * @returns {Counts | undefined} undefined when there is none: the step died before its end
 */
export function readClosingLine(output) {
  const found = [...output.matchAll(/^[\w-]+: (\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1);
  if (!found) return undefined;
  const [passed = 0, failed = 0, skipped = 0] = found.slice(1).map((digits) => Number(digits ?? 0));
  return { passed, failed, skipped };
}

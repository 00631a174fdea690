/**
 * A share of schedules as a percentage to two significant digits: `0.00013%`, `25%`, `100%`. Exact however large
 * the numbers are; only nothing is `0%` and only everything is `100%`. Without any schedule, ''.
 */
export function shareText(part: bigint, whole: bigint): string {
  if (whole <= 0n) return '';
  if (part === whole) return '100%';
  if (part <= 0n) return '0%';
  // Scaled until two digits stand before the point, with one more place for rounding.
  let scale = 0;
  let digits = (part * 100n) / whole;
  while (digits < 10n) {
    scale++;
    digits = (part * 100n * 10n ** BigInt(scale)) / whole;
  }
  const next = (part * 1000n * 10n ** BigInt(scale)) / whole;
  if (next % 10n >= 5n) digits++;
  if (scale === 0) return digits >= 100n ? '>99%' : `${digits}%`;
  const text = digits.toString().padStart(scale + 1, '0');
  const point = text.length - scale;
  return `${`${text.slice(0, point)}.${text.slice(point)}`.replace(/\.?0+$/, '')}%`;
}

/** How many letters must be put in, left out or changed to make one word of the other (Levenshtein 1966). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The name that was most likely meant: one that contains it, else the most similar; upper and lower case aside. */
export function nearest(word: string, names: readonly string[]): string {
  const meant = word.toLowerCase();
  const whole = names.find((name) => meant !== '' && name.toLowerCase().includes(meant));
  if (whole !== undefined) return whole;
  const to = (name: string): number => distance(meant, name.toLowerCase());
  return [...names].sort((a, b) => to(a) - to(b))[0] ?? '';
}

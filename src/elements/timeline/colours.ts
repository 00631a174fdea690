/** Names of the colours that the canvas takes from the tokens. */
const names = [
  'surface',
  'sunken',
  'line',
  'line-2',
  'ink',
  'ink-2',
  'ink-3',
  'run',
  'on-run',
  'ready',
  'ready-line',
  'lock',
  'io',
  'done',
  'gil',
  'gil-soft',
  'bad',
  'ok',
] as const;

export type Colours = Readonly<Record<(typeof names)[number], string>>;

/** Resolves the tokens where `probe` stands: canvas knows neither `var()` nor `light-dark()`. */
export function readColours(probe: HTMLElement): Colours {
  const style = getComputedStyle(probe);
  const entries = names.map((name) => {
    probe.style.setProperty('background-color', `var(--${name})`);
    return [name, style.backgroundColor] as const;
  });
  probe.style.removeProperty('background-color');
  return Object.fromEntries(entries) as Colours;
}

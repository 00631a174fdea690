import { css } from 'lit';

/**
 * The one table of colours and sizes, for both themes; a theme switch sets `color-scheme` only.
 * State = colour: nothing else on a page may use the hues of run, ready, lock, io, done and gil.
 */
export const tokenTable = css`
  --bg: light-dark(#f6f5f1, #101318);
  --surface: light-dark(#ffffff, #181c24);
  --sunken: light-dark(#f1efe9, #13171e);
  --line: light-dark(#e3e0d8, #2a303b);
  --line-2: light-dark(#cfcbc0, #3a4250);
  /* Edges of controls: 3:1 against every background. */
  --edge: light-dark(#85816f, #6b7587);
  --ink: light-dark(#1c2230, #e7eaf1);
  --ink-2: light-dark(#4e5767, #aeb6c4);
  --ink-3: light-dark(#636b79, #8c95a5);
  --invert: light-dark(#ffffff, #101318);
  --run: light-dark(#2f6bd0, #8abbff);
  --run-soft: light-dark(#e6eefb, #1d2a40);
  --on-run: light-dark(#ffffff, #101318);
  --ready: light-dark(#dfe9f9, #212f47);
  --ready-line: light-dark(#6690d6, #5e86be);
  --lock: light-dark(#b83e12, #f07f55);
  --lock-soft: light-dark(#fbeae2, #38231c);
  --io: light-dark(#73407a, #a183b8);
  --io-soft: light-dark(#f3eaf4, #2c2435);
  --done: light-dark(#8d94a1, #616a79);
  --gil: light-dark(#c08a00, #ffd866);
  --gil-ink: light-dark(#7a5a00, #ffd866);
  --gil-soft: light-dark(#fcf3d6, #332c17);
  --ok: light-dark(#23704f, #7ccba2);
  --ok-soft: light-dark(#e5f2eb, #1b2d25);
  --bad: light-dark(#a51d3a, #ff8fa3);
  --bad-soft: light-dark(#fae7ea, #3a1d25);
  --focus: light-dark(#1c2230, #ffffff);
  --sans: 'Inter Variable', 'Inter', system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  --mono: 'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono',
    monospace;
  --r: 10px;
  --r-s: 6px;
  --fs-xs: 11.5px;
  --fs-s: 12.5px;
  --fs-m: 14px;
  --fs-l: 15px;
  --fs-xl: 24px;
`;

/** Document-level: the table on the root and the few rules that a page needs before its elements. */
export const pageStyles = css`
  :root {
    color-scheme: light dark;
    ${tokenTable}
  }
  @media (prefers-contrast: more) {
    :root {
      --ink-3: var(--ink-2);
      --line: var(--edge);
      --line-2: var(--ink-2);
    }
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  html,
  body {
    margin: 0;
    min-height: 100%;
  }
  body {
    background: var(--bg);
    color: var(--ink);
    font: 400 var(--fs-m) / 1.5 var(--sans);
    -webkit-font-smoothing: antialiased;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
    border-radius: 4px;
  }
`;

/** Puts the page styles on the document; calling it again changes nothing. */
export function adoptPageStyles(target: Document = document): void {
  const sheet = pageStyles.styleSheet;
  if (sheet && !target.adoptedStyleSheets.includes(sheet)) {
    target.adoptedStyleSheets = [...target.adoptedStyleSheets, sheet];
  }
}

import { css } from 'lit';

/** What every element starts from: box model, inherited type, focus ring, hidden text, code. */
export const base = css`
  :host {
    display: block;
    position: relative;
    min-width: 0;
    font: 400 var(--fs-m) / 1.5 var(--sans);
    color: var(--ink);
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  table,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  code,
  kbd,
  .mono {
    font-family: var(--mono);
    font-feature-settings: 'calt' 0, 'zero';
  }
  code {
    font-size: 0.92em;
  }
  kbd {
    display: inline-block;
    font-size: 10.5px;
    line-height: 16px;
    padding: 0 5px;
    border: 1px solid var(--line-2);
    border-bottom-width: 2px;
    border-radius: 4px;
    background: var(--surface);
    color: var(--ink-2);
  }
  .vh {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .grow {
    flex: 1;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
    border-radius: 4px;
  }
  svg.mark {
    width: 0.86em;
    height: 0.86em;
    flex: none;
    vertical-align: -0.08em;
    fill: currentColor;
  }
  .mark.letter {
    display: inline-grid;
    place-items: center;
    width: 0.86em;
    height: 0.86em;
    flex: none;
    font: 700 1em/1 var(--sans);
  }
  .mark.letter::before {
    content: attr(data-letter);
  }
  svg.icon {
    width: 15px;
    height: 15px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition: none;
      animation: none;
    }
  }
`;

export const buttons = css`
  .btn {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 7px;
    min-height: 30px;
    min-width: 30px;
    padding: 0 11px;
    border-radius: var(--r-s);
    border: 1px solid var(--line-2);
    background: var(--surface);
    color: var(--ink);
    font-weight: 500;
    font-size: var(--fs-s);
    white-space: nowrap;
    text-decoration: none;
    cursor: pointer;
  }
  .btn:hover {
    background: var(--sunken);
  }
  .btn.pri {
    background: var(--ink);
    border-color: var(--ink);
    color: var(--invert);
  }
  .btn.pri kbd {
    background: transparent;
    border-color: color-mix(in srgb, var(--invert) 40%, transparent);
    color: inherit;
  }
  .btn.ghost {
    border-color: transparent;
    background: none;
  }
  .btn.ghost:hover {
    background: var(--sunken);
  }
  .btn.icon-only {
    padding: 0 7px;
    color: var(--ink-2);
  }
  .btn[aria-disabled='true'] {
    color: var(--ink-3);
    background: var(--sunken);
    border-color: var(--line);
    cursor: not-allowed;
  }
  .btn.ghost[aria-disabled='true'] {
    background: none;
    border-color: transparent;
    opacity: 0.75;
  }
  @media (forced-colors: active) {
    .btn[aria-disabled='true'] {
      color: GrayText;
      border-color: GrayText;
    }
  }
`;

export const chips = css`
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    min-height: 20px;
    padding: 0 8px;
    border-radius: 10px;
    font-size: var(--fs-xs);
    font-weight: 500;
    background: var(--sunken);
    color: var(--ink-2);
    white-space: nowrap;
  }
  .chip.lock {
    background: var(--lock-soft);
    color: var(--lock);
  }
  .chip.io {
    background: var(--io-soft);
    color: var(--io);
  }
  .chip.ok {
    background: var(--ok-soft);
    color: var(--ok);
  }
  .chip.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
`;

/** The white boxes a page is laid out in, and their 38 px heads. For pages; elements fill a panel, none is one. */
export const panels = css`
  .panel {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--r);
  }
  .ph {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 38px;
    padding: 0 12px 0 14px;
    border-bottom: 1px solid var(--line);
    flex: none;
  }
  .ph h2,
  .head {
    font-size: var(--fs-s);
    font-weight: 600;
    line-height: 1.4;
  }
  .sub {
    color: var(--ink-3);
    font-size: var(--fs-xs);
  }
`;

export const card = css`
  .card {
    border: 1px solid var(--line);
    border-radius: 8px;
    padding: 12px 14px;
  }
  .card-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    margin-bottom: 7px;
    font-size: var(--fs-s);
    font-weight: 600;
    line-height: 1.4;
  }
`;

import { css } from 'lit';

/** Bars in ink: solid and hollow; other people's figures as shapes upon them. */
export const chartStyles = css`
  :host {
    --label: 104px;
    --figure: 112px;
  }
  .group {
    padding: 2px 0;
  }
  .group + .group {
    border-top: 1px solid var(--line);
  }
  .bar {
    position: relative;
    display: grid;
    grid-template-columns: var(--label) minmax(0, 1fr) var(--figure);
    align-items: center;
    width: 100%;
    min-height: 24px;
    padding: 0 8px;
    border: 0;
    border-radius: 5px;
    background: none;
    text-align: left;
    font-size: var(--fs-s);
    cursor: pointer;
  }
  .bar:hover,
  .bar[aria-pressed='true'] {
    background: var(--sunken);
  }
  .bar[aria-pressed='true']::before {
    content: '';
    position: absolute;
    inset: 0 auto 0 0;
    width: 3px;
    background: var(--ink);
  }
  .bar:focus-visible {
    outline-offset: -2px;
  }
  .label {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--ink-2);
  }
  .bar[aria-pressed='true'] .label {
    font-weight: 600;
    color: var(--ink);
  }
  .track {
    position: relative;
    display: block;
    height: 24px;
  }
  .fill,
  .key.solid,
  .key.hollow {
    border: 1.5px solid var(--ink-2);
    border-radius: 3px;
  }
  .fill {
    position: absolute;
    left: 0;
    top: 6px;
    height: 12px;
    min-width: 2px;
  }
  .solid {
    background: var(--ink-2);
  }
  .hollow {
    background: var(--surface);
  }
  .mark {
    position: absolute;
    top: 12px;
    background: var(--ink);
    box-shadow: 0 0 0 1.5px var(--surface);
  }
  .mark.measured {
    width: 7px;
    height: 7px;
    translate: -50% -50%;
    rotate: 45deg;
  }
  .mark.article {
    width: 3px;
    height: 20px;
    translate: -50% -50%;
    border-radius: 1px;
  }
  .figure {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
    font-weight: 500;
  }
  .figure span {
    min-width: 50px;
    text-align: right;
    font-weight: 400;
    color: var(--ink-3);
  }
  .axis {
    display: grid;
    grid-template-columns: var(--label) minmax(0, 1fr) var(--figure);
    padding: 3px 8px 0;
    font-size: 11px;
    color: var(--ink-3);
    font-variant-numeric: tabular-nums;
  }
  .ticks {
    position: relative;
    grid-column: 2;
    height: 18px;
    border-top: 1px solid var(--line-2);
  }
  .ticks span {
    position: absolute;
    top: 3px;
    translate: -50% 0;
  }
  .ticks span::before {
    content: '';
    position: absolute;
    left: 50%;
    top: -4px;
    height: 4px;
    border-left: 1px solid var(--line-2);
  }
  .unit {
    padding-top: 3px;
    text-align: right;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    padding: 2px 8px 6px;
    font-size: var(--fs-xs);
    color: var(--ink-2);
  }
  .legend li {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .key {
    position: relative;
    flex: none;
    width: 18px;
    height: 10px;
  }
  .key .mark {
    left: 50%;
    top: 50%;
    height: 12px;
  }
  .key .mark.measured {
    height: 7px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--fs-s);
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 4px 8px;
    border-bottom: 1px solid var(--line);
    text-align: right;
    font-weight: 400;
  }
  th:first-child {
    text-align: left;
  }
  thead th {
    color: var(--ink-3);
    font-size: var(--fs-xs);
  }
  .open {
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    text-decoration: underline;
    text-underline-offset: 2px;
    cursor: pointer;
  }
  @media (max-width: 860px) {
    .bar,
    .track,
    .open {
      min-height: 44px;
    }
    .fill {
      top: 16px;
    }
    .track .mark {
      top: 22px;
    }
  }
  @container (max-width: 430px) {
    :host {
      --label: 92px;
      --figure: 56px;
    }
    .figure span,
    .unit {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .solid,
    .mark {
      forced-color-adjust: none;
      background: CanvasText;
      border-color: CanvasText;
    }
    .bar[aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;

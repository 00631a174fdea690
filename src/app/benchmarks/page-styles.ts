import { css } from 'lit';

/** Pages of the simulator: a column of settings, and what comes of them. */
export const simulatorPage = css`
  :host {
    display: block;
    flex: 1;
    min-height: 0;
  }
  .page {
    display: grid;
    grid-template-columns: 276px minmax(0, 1fr);
    align-items: start;
    gap: 12px;
    max-width: 1760px;
    margin: 0 auto;
    padding: 12px;
  }
  .setup {
    position: sticky;
    top: 12px;
    max-height: calc(100vh - 24px);
    overflow: auto;
    scrollbar-width: thin;
  }
  .intro {
    padding: 16px 16px 14px;
  }
  h1 {
    margin: 0 0 8px;
    font-size: 21px;
    line-height: 1.2;
    letter-spacing: -0.02em;
    font-weight: 640;
    text-wrap: balance;
  }
  .intro p {
    font-size: 13.5px;
    line-height: 1.5;
    color: var(--ink-2);
    text-wrap: pretty;
  }
  fieldset {
    display: flex;
    flex-direction: column;
    gap: 10px;
    min-width: 0;
    padding: 12px 16px 14px;
    border-top: 1px solid var(--line);
  }
  legend {
    float: left;
    width: 100%;
    padding: 0;
    font-size: var(--fs-s);
    font-weight: 600;
  }
  .slider,
  .choice {
    display: block;
    clear: both;
    font-size: 13px;
    color: var(--ink-2);
  }
  .line {
    display: flex;
    justify-content: space-between;
    gap: 8px;
  }
  .line b {
    white-space: nowrap;
    font-weight: 600;
    color: var(--ink);
    font-variant-numeric: tabular-nums;
  }
  .choice {
    display: grid;
    grid-template-columns: 76px minmax(0, 1fr);
    align-items: center;
  }
  select,
  .field {
    min-width: 0;
    width: 100%;
    height: 30px;
    padding: 0 6px;
    border: 1px solid var(--edge);
    border-radius: var(--r-s);
    background: var(--surface);
    color: var(--ink);
    font-size: 13px;
  }
  .field {
    padding: 0 8px;
    font-variant-numeric: tabular-nums;
  }
  .foot {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    padding: 9px 12px 9px 16px;
    border-top: 1px solid var(--line);
    font-size: var(--fs-xs);
    color: var(--ink-3);
  }
  .main {
    display: flex;
    flex-direction: column;
    gap: 12px;
    min-width: 0;
  }
  .error {
    padding: 10px 14px;
    color: var(--ink);
  }
  .ph .btn.small {
    min-height: 26px;
    padding: 0 6px;
    font-size: var(--fs-xs);
    color: var(--ink-2);
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    text-decoration: underline;
    text-underline-offset: 2px;
    cursor: pointer;
  }
  @media (max-width: 1180px) {
    .page {
      grid-template-columns: 236px minmax(0, 1fr);
    }
  }
  @media (max-width: 860px) {
    .page {
      grid-template-columns: minmax(0, 1fr);
      gap: 10px;
      padding: 10px;
    }
    .setup {
      position: static;
      max-height: none;
    }
    fieldset {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(140px, 100%), 1fr));
      align-items: end;
      gap: 8px 16px;
    }
    fieldset > :not(.slider, .choice) {
      grid-column: 1/-1;
    }
    .choice {
      grid-template-columns: minmax(0, 1fr);
    }
    .ph .sub {
      display: none;
    }
    select,
    .field,
    .btn,
    .ph .btn.small,
    .link {
      min-height: 44px;
    }
  }
`;

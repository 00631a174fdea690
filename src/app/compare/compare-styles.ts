import { css } from 'lit';

export const compareStyles = css`
  .verdict {
    padding: 13px 16px;
  }
  .verdict p {
    font-size: 15px;
    line-height: 1.5;
    font-weight: 550;
    text-wrap: pretty;
  }
  .verdict p + p {
    margin-top: 4px;
  }
  .side {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 300px;
  }
  .lanes {
    min-width: 0;
    padding: 8px 14px 10px;
  }
  .lanes .small,
  .inspect p,
  .works p {
    font-size: var(--fs-s);
    line-height: 1.45;
    color: var(--ink-2);
  }
  .inspect {
    display: flex;
    flex-direction: column;
    gap: 10px;
    padding: 10px 14px 12px;
    border-left: 1px solid var(--line);
  }
  .inspect p:first-child {
    font-weight: 550;
    color: var(--ink);
  }
  .run + .run {
    border-top: 1px solid var(--line);
  }
  .name {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 2px 10px;
    padding: 10px 14px 0;
    font-size: 13.5px;
  }
  .name h3 {
    font-size: 13.5px;
    font-weight: 600;
  }
  .name b {
    margin-left: auto;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .moment {
    display: grid;
    grid-template-columns: 122px minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 10px;
    padding: 6px 14px;
    border-bottom: 1px solid var(--line);
    font-size: 11.5px;
    color: var(--ink-3);
    font-variant-numeric: tabular-nums;
  }
  .legend {
    padding: 8px 14px 2px;
  }
  .program rc-editor {
    height: 330px;
  }
  pre {
    margin: 8px 0 0;
    max-height: 110px;
    overflow: auto;
    padding: 6px 10px;
    border-radius: 6px;
    background: var(--sunken);
    font: 400 12px/17px var(--mono);
    white-space: pre-wrap;
  }
  pre.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .checks {
    display: flex;
    flex-direction: column;
    gap: 8px;
    clear: both;
  }
  .check {
    display: grid;
    grid-template-columns: 18px minmax(0, 1fr);
    gap: 0 8px;
    min-height: 24px;
    font-size: 13px;
    cursor: pointer;
  }
  .check input {
    width: 16px;
    height: 16px;
    margin: 2px 0 0;
    accent-color: var(--ink);
  }
  .check small {
    display: block;
    font-size: var(--fs-xs);
    color: var(--ink-3);
  }
  .scroll {
    overflow-x: auto;
  }
  table.metrics {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .metrics th,
  .metrics td {
    padding: 6px 14px;
    text-align: right;
    font-weight: 400;
  }
  .metrics tr + tr > *,
  .metrics tbody > :first-child > * {
    border-top: 1px solid var(--line);
  }
  .metrics th:first-child {
    text-align: left;
    color: var(--ink-2);
  }
  .metrics thead th {
    font-weight: 600;
    font-size: var(--fs-s);
  }
  .metrics tbody tr:first-child td {
    font-weight: 600;
  }
  @media (max-width: 1280px) {
    .side {
      grid-template-columns: minmax(0, 1fr);
    }
    .inspect {
      border-left: 0;
      padding-top: 0;
    }
  }
  @media (max-width: 860px) {
    .moment {
      grid-template-columns: 46px minmax(0, 1fr) auto;
    }
    .check {
      min-height: 44px;
      align-items: center;
    }
    .metrics th,
    .metrics td {
      padding: 6px 10px;
    }
  }
`;

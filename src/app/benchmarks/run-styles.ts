import { css } from 'lit';

/** A simulated run: its timeline beside what it says in words and figures. */
export const runStyles = css`
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 300px;
  }
  .tl {
    display: flex;
    flex-direction: column;
    gap: 6px;
    min-width: 0;
    padding: 10px 14px 12px;
  }
  .facts {
    display: flex;
    flex-direction: column;
    gap: 14px;
    min-width: 0;
    padding: 12px 14px;
    border-left: 1px solid var(--line);
  }
  .facts p,
  .small {
    font-size: var(--fs-s);
    line-height: 1.45;
    color: var(--ink-2);
  }
  .facts p:first-child {
    font-size: 13.5px;
    font-weight: 550;
    color: var(--ink);
  }
  .facts p + p {
    margin-top: 4px;
  }
  .moment {
    display: grid;
    grid-template-columns: 122px minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 10px;
    font-size: 11.5px;
    color: var(--ink-3);
    font-variant-numeric: tabular-nums;
  }
  table {
    align-self: stretch;
    max-width: 620px;
    margin-top: 10px;
    border-collapse: collapse;
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  caption {
    padding-bottom: 4px;
    text-align: left;
    font-size: var(--fs-s);
    font-weight: 600;
  }
  th,
  td {
    padding: 3px 0 3px 6px;
    border-bottom: 1px solid var(--line);
    text-align: right;
    font-weight: 400;
    white-space: nowrap;
  }
  th:first-child {
    padding-left: 0;
    text-align: left;
  }
  thead th {
    font-size: 11px;
    color: var(--ink-3);
  }
  select {
    max-width: 100%;
    height: 28px;
    margin-bottom: 6px;
    border: 1px solid var(--edge);
    border-radius: var(--r-s);
    background: var(--surface);
    font-size: var(--fs-s);
  }
  .empty {
    padding: 28px 14px;
    color: var(--ink-2);
  }
  @media (max-width: 1180px) {
    .body {
      grid-template-columns: minmax(0, 1fr);
    }
    .facts {
      border-left: 0;
      border-top: 1px solid var(--line);
    }
  }
  @media (max-width: 860px) {
    .moment {
      grid-template-columns: 46px minmax(0, 1fr) auto;
    }
    select,
    .btn {
      min-height: 44px;
    }
    .ph {
      flex-wrap: wrap;
      padding-block: 6px;
    }
  }
`;

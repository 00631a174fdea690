import { css } from 'lit';

/** The lesson page: lesson, program and state over the schedule. */
export const pageStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-height: 0;
  }
  .page {
    flex: 1;
    display: grid;
    grid-template-columns: 338px minmax(0, 1fr) 390px;
    grid-template-rows: minmax(0, 1fr) minmax(0, 390px);
    gap: 12px;
    padding: 12px;
    min-height: 0;
  }
  .lesson {
    grid-row: 1/3;
  }
  .code {
    grid-column: 2;
  }
  .state {
    grid-column: 3;
    overflow: auto;
    scrollbar-width: thin;
  }
  .state > * + * {
    border-top: 1px solid var(--line);
  }
  .time {
    grid-column: 2/4;
  }
  .step:focus-visible {
    outline: 0; /* not a control: it only has the focus to be read */
  }
  .panel:focus-visible,
  .lbody:focus-visible {
    outline-offset: -2px;
  }
  .lbody {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: 14px;
    min-height: 0;
    padding: 18px 20px 16px;
    overflow: auto;
    scrollbar-width: thin;
  }
  .step {
    display: flex;
    flex-direction: column;
    gap: 14px;
    outline: 0;
  }
  .lfoot {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 10px 14px;
    border-top: 1px solid var(--line);
  }
  .bar {
    min-height: 36px;
    padding-left: 8px;
  }
  .switch {
    display: flex;
    padding: 2px;
    border-radius: var(--r-s);
    background: var(--sunken);
  }
  .switch button {
    white-space: nowrap;
    min-height: 24px;
    padding: 0 10px;
    border: 0;
    border-radius: 5px;
    background: none;
    font-size: var(--fs-s);
    font-weight: 500;
    color: var(--ink-2);
    cursor: pointer;
  }
  .switch button[aria-pressed='true'] {
    background: var(--surface);
    color: var(--ink);
    box-shadow: inset 0 0 0 1px var(--line-2);
  }
  .btn.small {
    min-height: 26px;
    font-size: var(--fs-s);
    color: var(--ink-2);
  }
  rc-code,
  rc-editor {
    flex: 1;
    min-height: 0;
    height: auto;
  }
  rc-transport {
    flex: none;
    border-bottom: 1px solid var(--line);
  }
  .tbody {
    flex: 1;
    display: grid;
    grid-template-columns: minmax(0, 1fr) 268px;
    min-height: 0;
  }
  .tl {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    padding: 8px 12px 4px;
    overflow: auto;
    scrollbar-width: thin;
  }
  .tl > * {
    flex: none;
  }
  .tl > .grow {
    flex: 1 1 0;
  }
  .tl > .table {
    flex: 1 1 0;
    min-height: 160px;
  }
  .table,
  rc-trace-table {
    display: grid;
    grid-template-rows: minmax(0, 1fr);
    min-height: 0;
  }
  .log {
    border-left: 1px solid var(--line);
    min-height: 0;
  }
  .busy,
  .notice {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 8px 14px;
    font-size: 13px;
    line-height: 1.45;
    color: var(--ink);
  }
  .busy {
    border-bottom: 1px solid var(--line);
  }
  .notice {
    flex-wrap: wrap;
    margin: 12px 12px 0;
    border: 1px solid var(--line-2);
    border-radius: var(--r);
    background: var(--surface);
  }
  .notice p {
    flex: 1 1 300px;
    overflow-wrap: anywhere;
  }
  .notice input {
    flex: 1 1 240px;
    min-width: 0;
    height: 30px;
    padding: 0 8px;
    border: 1px solid var(--edge);
    border-radius: var(--r-s);
    background: var(--surface);
    font: 400 12px/1 var(--mono);
  }
  .mtabs {
    display: none;
  }
  @media (min-width: 861px) {
    .page {
      min-height: 720px;
    }
  }
`;

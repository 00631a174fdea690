import { css } from 'lit';

/** The lesson page in less room: narrower columns (≤ 1360), two columns (≤ 1180), a phone (≤ 860). After pageStyles. */
export const narrowStyles = css`
  @media (max-width: 1360px) {
    .page {
      grid-template-columns: 304px minmax(0, 1fr) 326px;
    }
    .tbody {
      grid-template-columns: minmax(0, 1fr) 230px;
    }
    .lbody {
      padding: 16px 16px 12px;
    }
  }
  @media (min-width: 861px) and (max-width: 1180px) {
    :host {
      display: block;
    }
    .page {
      grid-template-columns: 300px minmax(0, 1fr);
      grid-template-rows: auto auto auto;
    }
    .lesson {
      grid-row: 1/4;
      position: sticky;
      top: 12px;
      align-self: start;
      max-height: calc(100vh - 24px);
    }
    .code,
    .state,
    .time {
      grid-column: 2;
    }
    .code {
      max-height: 420px;
    }
    .time {
      grid-row: 2;
    }
    .state {
      grid-row: 3;
    }
    .tbody {
      grid-template-columns: minmax(0, 1fr);
    }
    .log {
      max-height: 170px;
      border-left: 0;
      border-top: 1px solid var(--line);
    }
  }
  @media (max-width: 860px) {
    :host {
      display: block;
    }
    .page {
      display: flex;
      flex-direction: column;
      gap: 10px;
      padding: 10px 10px 132px;
    }
    .panel {
      flex: none;
      scroll-margin-top: 10px;
    }
    .time {
      order: 2;
    }
    .code {
      order: 3;
    }
    .state {
      order: 4;
    }
    .lbody {
      padding: 14px 16px;
      overflow: visible;
    }
    h1 {
      font-size: 22px;
    }
    rc-code,
    rc-editor {
      max-height: 70vh;
    }
    .lfoot kbd,
    .bar .sub {
      display: none;
    }
    .lfoot .btn,
    .notice .btn,
    .busy .btn {
      min-height: 44px;
    }
    .field {
      padding: 8px 12px;
      border-bottom: 1px solid var(--line);
    }
    .tbody {
      display: block;
    }
    .tl > .table {
      flex: none;
      min-height: 0;
    }
    rc-trace-table {
      max-height: 60vh;
    }
    .log {
      max-height: 220px;
      border-left: 0;
      border-top: 1px solid var(--line);
    }
    rc-transport {
      position: fixed;
      inset: auto 0 52px;
      z-index: 4;
      border-top: 1px solid var(--line);
      border-bottom: 0;
      background: var(--surface);
    }
    .mtabs {
      position: fixed;
      inset: auto 0 0;
      z-index: 4;
      display: flex;
      height: 52px;
      border-top: 1px solid var(--line);
      background: var(--surface);
    }
    .mtabs button {
      flex: 1;
      border: 0;
      background: none;
      font-size: 12px;
      font-weight: 500;
      color: var(--ink-2);
      cursor: pointer;
    }
    .mtabs button:focus-visible {
      outline-offset: -3px;
    }
    .mtabs [aria-current] {
      color: var(--ink);
      box-shadow: inset 0 2px 0 var(--ink);
    }
  }
`;

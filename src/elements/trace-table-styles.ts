import { css } from 'lit';

export const tableStyles = css`
  :host {
    container-type: inline-size;
  }
  .empty {
    padding: 12px 4px;
    font-size: 12.5px;
    color: var(--ink-3);
  }
  /* Positioned: what is hidden for the eye must not stretch the page. */
  .box {
    position: relative;
    overflow: auto;
    max-height: 100%;
    scrollbar-width: thin;
  }
  .long {
    max-height: min(70vh, 560px);
  }
  .box:focus-visible {
    outline-offset: -2px;
  }
  table {
    width: 100%;
    border-collapse: separate;
    border-spacing: 3px 1px;
    table-layout: fixed;
    font-size: 11.5px;
  }
  thead th {
    position: sticky;
    top: 0;
    z-index: 1;
    height: 24px;
    padding: 2px 4px;
    background: var(--surface);
    font-weight: 600;
    color: var(--ink-2);
    text-align: left;
    white-space: nowrap;
  }
  .no {
    width: max(30px, var(--no));
  }
  tbody .no {
    padding: 0;
    text-align: right;
  }
  .no button {
    width: 100%;
    min-height: 24px;
    padding: 0 4px 0 0;
    border: 0;
    background: none;
    font: 500 10.5px var(--mono);
    color: var(--ink-3);
    text-align: right;
    cursor: pointer;
  }
  td {
    height: 25px;
    padding: 0 7px;
    position: relative;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .nt {
    width: 34%;
    padding-left: 6px;
    color: var(--ink-2);
    font-weight: 400;
  }
  .nt div {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .nt span + span:not(.vh)::before {
    content: '· ';
    margin-left: 0.3em;
  }
  .nt .switch {
    color: var(--ink-2);
  }
  .nt .bad {
    color: var(--bad);
    font-weight: 600;
  }
  .nt .lock {
    color: var(--lock);
    font-weight: 600;
  }
  .nt .ok {
    color: var(--ok);
    font-weight: 600;
  }
  td.run {
    background: var(--run);
    color: var(--on-run);
    font-weight: 550;
  }
  td.ready {
    background: var(--ready);
    color: var(--ink-2);
  }
  td.lock {
    background: repeating-linear-gradient(
      135deg,
      var(--lock) 0 4px,
      color-mix(in srgb, var(--lock), var(--surface) 38%) 4px 6px
    );
  }
  td.io {
    background:
      radial-gradient(circle at 1.5px 1.5px, color-mix(in srgb, var(--io), var(--surface) 50%) 1px, transparent 1.2px) 0 0 /
        5px 5px,
      var(--io);
  }
  td.done {
    border-top: 2px solid var(--done);
    color: var(--ink-3);
  }
  td.done:not(.f) {
    border-top: 0;
  }
  td:is(.lock, .io) .w {
    margin-left: -3px;
    padding: 1px 4px;
    border-radius: 3px;
    background: var(--surface);
    font-weight: 600;
    font-size: 10.5px;
  }
  td.lock .w {
    color: var(--lock);
  }
  td.io .w {
    color: var(--io);
  }
  td.f {
    border-top-left-radius: 5px;
    border-top-right-radius: 5px;
  }
  td.gil {
    box-shadow: inset 4px 0 0 var(--gil);
    padding-left: 10px;
  }
  /* Not done yet: paler bars, and ink on them so that they can still be read. */
  .later td:not(.nt, .no) {
    background: color-mix(in srgb, var(--state, transparent) 32%, var(--surface));
    color: var(--ink);
  }
  .later td:is(.lock, .io) .w {
    background: none;
    color: inherit;
  }
  .later td.run {
    --state: var(--run);
  }
  .later td.ready {
    --state: var(--ready);
    color: var(--ink-2);
  }
  .later td.lock {
    --state: var(--lock);
  }
  .later td.io {
    --state: var(--io);
  }
  .later .nt {
    color: var(--ink-3);
  }
  [aria-current] td {
    box-shadow: 0 2px 0 var(--ink);
  }
  [aria-current] td.gil {
    box-shadow:
      inset 4px 0 0 var(--gil),
      0 2px 0 var(--ink);
  }
  [aria-current] .no button {
    color: var(--ink);
    font-weight: 700;
  }
  tbody tr {
    cursor: pointer;
  }
  .many :is(.w, thead th:not(.nt) span:not(.mark)) {
    font-size: 0;
  }
  @container (max-width: 480px) {
    .no {
      width: max(26px, var(--no));
    }
    .nt {
      width: 36%;
    }
    .nt div {
      max-height: 24px;
      font-size: 11px;
      line-height: 12px;
      white-space: normal;
    }
    /* Room for one: the others are still read out. */
    .nt span + span {
      position: absolute;
      clip-path: inset(50%);
    }
    td {
      padding: 0 4px;
    }
  }
  @media (forced-colors: active) {
    td:not(.nt) {
      outline: 1px solid CanvasText;
    }
    td.gil {
      border-left: 4px solid CanvasText;
    }
  }
`;

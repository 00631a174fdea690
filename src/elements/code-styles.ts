import { css } from 'lit';

export const codeStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    height: 100%;
    container-type: inline-size;
  }
  .empty {
    padding: 16px;
    color: var(--ink-3);
  }
  .ph {
    padding-left: 8px;
  }
  .heads {
    display: flex;
  }
  .heads span {
    width: var(--col);
    display: grid;
    place-items: center;
    font-size: 10.5px;
    font-weight: 600;
    color: var(--ink-2);
  }
  .ph h2 {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .sub {
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .expand {
    min-height: 26px;
    flex: none;
  }
  .src {
    flex: 1;
    min-height: 0;
    overflow: auto;
    position: relative;
    padding: 6px 0 4px;
    font: 400 12.6px/17.8px var(--mono);
    font-feature-settings: 'calt' 0;
    scrollbar-width: thin;
  }
  .src:focus-visible {
    outline-offset: -2px;
  }
  .inner {
    width: max-content;
    min-width: 100%;
  }
  .ln {
    display: grid;
    grid-template-columns: repeat(var(--cols), var(--col)) 40px 1fr auto;
    align-items: stretch;
    min-height: 17.8px;
    padding-left: 8px;
    white-space: pre;
  }
  .g {
    display: grid;
    place-items: center;
    border-left: 1px solid var(--line);
  }
  .n {
    border: 0;
    border-left: 1px solid var(--line);
    padding: 0 12px 0 0;
    background: none;
    font: 400 11px/17.8px var(--mono);
    color: var(--ink-3);
    text-align: right;
    white-space: nowrap;
  }
  button.n {
    cursor: pointer;
  }
  button.n:hover,
  button.n[aria-expanded='true'] {
    color: var(--ink);
    font-weight: 600;
  }
  .g i {
    width: 3px;
    height: 3px;
    border-radius: 50%;
    background: var(--edge);
  }
  .here {
    display: grid;
  }
  .here .mark {
    width: 12px;
    height: 12px;
    font-size: 12px;
  }
  .run {
    color: var(--run);
  }
  .ready {
    color: var(--ready-line);
  }
  .lock {
    color: var(--lock);
  }
  .io {
    color: var(--io);
  }
  .done {
    color: var(--done);
  }
  .t {
    padding: 0 20px 0 8px;
  }
  .k {
    font-weight: 650;
  }
  .c,
  .s {
    color: var(--ink-3);
  }
  .c {
    font-style: italic;
  }
  .a {
    position: sticky;
    right: 0;
    display: flex;
    align-items: center;
    gap: 6px;
    padding-right: 10px;
  }
  .a .chip {
    min-height: 16px;
    line-height: 16px;
    font-family: var(--sans);
    background: var(--surface);
    max-width: 42cqi;
  }
  .a .chip span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .at-lock {
    background: var(--lock-soft);
  }
  .at-io {
    background: var(--io-soft);
  }
  .at-bad {
    background: var(--bad-soft);
  }
  /* Comments and strings need more ink on a tinted line. */
  .at-lock :is(.c, .s, .n),
  .at-io :is(.c, .s, .n),
  .at-bad :is(.c, .s, .n) {
    color: var(--ink-2);
  }
  .real {
    background: var(--sunken);
  }
  .does {
    display: inline-block;
    min-width: 200px;
    padding-left: 4ch;
    font: 500 12px/17.8px var(--sans);
    color: var(--ink);
  }
  .does.own {
    font-weight: 400;
    color: var(--ink-3);
  }
  .bc {
    font-size: 10.5px;
    color: var(--ink-3);
  }
  @container (max-width: 560px) {
    .expand kbd,
    .sub {
      display: none;
    }
    .src {
      font-size: 11.6px;
    }
    .a .chip {
      font-size: 10.5px;
      padding: 0 6px;
    }
    .ln {
      grid-template-columns: repeat(var(--cols), var(--col)) 30px 1fr auto;
    }
    .n {
      padding-right: 8px;
    }
  }
  /* No room at the right: reasons follow the text. */
  @container (max-width: 440px) {
    .ln {
      grid-template-columns: repeat(var(--cols), var(--col)) 30px max-content 1fr;
    }
    .t {
      padding-right: 10px;
    }
    .a {
      position: static;
    }
    .a .chip {
      max-width: none;
    }
  }
  @media (forced-colors: active) {
    .at-lock,
    .at-io,
    .at-bad {
      outline: 1px solid CanvasText;
      outline-offset: -1px;
    }
  }
`;

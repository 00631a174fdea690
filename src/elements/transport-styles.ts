import { css } from 'lit';

export const transportStyles = css`
  :host {
    container-type: inline-size;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 7px;
    min-height: 48px;
    padding: 7px 12px;
  }
  .tools,
  .threads {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 7px;
    min-width: 0;
  }
  .tools {
    flex: 1 1 auto;
  }
  .many {
    gap: 4px;
  }
  .sep {
    width: 1px;
    height: 22px;
    background: var(--line);
    margin: 0 2px;
  }
  .opt {
    display: contents;
  }
  .step {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 7px;
    min-height: 32px;
    padding: 0 10px;
    border: 1px solid var(--line-2);
    border-radius: var(--r-s);
    background: var(--surface);
    font-size: var(--fs-s);
    font-weight: 550;
    white-space: nowrap;
    cursor: pointer;
  }
  .step:hover {
    background: var(--sunken);
  }
  .step:not([aria-disabled='true']) {
    border-color: var(--ink);
    box-shadow: inset 0 0 0 1px var(--ink);
  }
  .step[aria-disabled='true'] {
    background: var(--sunken);
    border-color: var(--line);
    color: var(--ink-3);
    cursor: not-allowed;
  }
  .why {
    font-weight: 400;
    color: var(--ink-3);
    overflow: hidden;
    text-overflow: ellipsis;
    max-width: 14em;
  }
  .many .step {
    padding: 0 8px;
    gap: 5px;
  }
  .many .step:not([aria-disabled='true']) {
    box-shadow: none;
  }
  .many .why {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .many kbd {
    display: none;
  }
  .why-all {
    padding: 0 14px 8px;
    margin-top: -2px;
    font-size: var(--fs-s);
    color: var(--ink-2);
  }
  @container (max-width: 760px) {
    .why {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  @container (max-width: 560px) {
    .sep,
    kbd {
      display: none;
    }
    .tools {
      gap: 6px;
    }
    .threads {
      flex: 1 1 100px;
      gap: 6px;
    }
    .step {
      flex: 1;
      min-height: 44px;
      min-width: 52px;
    }
    .btn {
      min-height: 44px;
      min-width: 44px;
    }
    .opt {
      display: none;
    }
    .many {
      flex-basis: 100%;
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(56px, 1fr));
    }
  }
  @media (forced-colors: active) {
    .step[aria-disabled='true'] {
      color: GrayText;
      border-color: GrayText;
    }
  }
`;

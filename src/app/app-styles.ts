import { css } from 'lit';

export const appStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 100vh;
    min-height: 100dvh;
  }
  .skip {
    position: absolute;
    left: 12px;
    top: -60px;
    z-index: 9;
    padding: 8px 14px;
    border-radius: var(--r-s);
    background: var(--ink);
    color: var(--invert);
  }
  .skip:focus {
    top: 6px;
  }
  .top {
    flex: none;
    display: flex;
    align-items: center;
    gap: 20px;
    height: 48px;
    padding: 0 18px;
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 9px;
    font-weight: 620;
    letter-spacing: -0.01em;
  }
  .tabs {
    display: flex;
    gap: 2px;
    height: 100%;
    margin-left: 6px;
  }
  .tabs a {
    display: flex;
    align-items: center;
    padding: 0 11px;
    border-top: 2px solid transparent;
    border-bottom: 2px solid transparent;
    font-weight: 500;
    color: var(--ink-2);
    text-decoration: none;
  }
  .tabs a:focus-visible {
    outline-offset: -3px;
  }
  .tabs [aria-current] {
    color: var(--ink);
    border-bottom-color: var(--ink);
  }
  .crumbs {
    display: flex;
    align-items: center;
    gap: 10px;
    font-size: var(--fs-s);
    color: var(--ink-2);
  }
  .dots {
    display: flex;
    gap: 4px;
  }
  .dots i {
    width: 14px;
    height: 4px;
    border-radius: 2px;
    background: var(--line-2);
  }
  .dots .c {
    width: 22px;
    background: var(--ink);
  }
  .problem {
    margin: 12px 12px 0;
  }
  @media (min-width: 1181px) {
    :host(:not([page])) {
      height: 100vh;
      height: 100dvh;
    }
  }
  @media (max-width: 1180px) {
    .dots {
      display: none;
    }
  }
  @media (max-width: 860px) {
    .top {
      gap: 10px;
      padding: 0 12px;
    }
    .help {
      display: none;
    }
  }
  /* The navigation has a line of its own. */
  @media (max-width: 620px) {
    .top {
      flex-wrap: wrap;
      row-gap: 0;
      height: auto;
    }
    .top > :not(.tabs, .skip) {
      min-height: 44px;
    }
    .top > rc-theme {
      display: flex;
      align-items: center;
    }
    .tabs {
      order: 1;
      flex-basis: 100%;
      height: 44px;
      margin: 0 -11px;
      overflow-x: auto;
      scrollbar-width: none;
    }
  }
  @media (max-width: 360px) {
    .tabs a {
      padding: 0 8px;
    }
  }
`;

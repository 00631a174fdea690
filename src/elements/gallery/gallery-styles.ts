import { css } from 'lit';

export const galleryStyles = css`
  main {
    max-width: 1440px;
    margin: 0 auto;
    padding: 12px;
  }
  main > header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 4px 4px 12px;
  }
  h1 {
    margin: 0;
    font-size: var(--fs-xl);
    line-height: 1.16;
    letter-spacing: -0.022em;
    font-weight: 640;
  }
  section {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 12px;
    margin-bottom: 24px;
  }
  section > h2 {
    flex: 1 0 100%;
    margin: 0;
    font-size: var(--fs-s);
    font-weight: 600;
  }
  code {
    font-family: var(--mono);
  }
  figure {
    flex: 1 1 338px;
    min-width: 0;
    max-width: 100%;
    margin: 0;
  }
  #rc-timeline figure,
  #rc-transport figure,
  #rc-overview figure,
  #rc-trace-table figure {
    flex-basis: 640px;
  }
  @media (max-width: 700px) {
    section figure {
      flex-basis: 100% !important;
    }
  }
  figcaption {
    padding: 0 4px 4px;
    font-size: var(--fs-xs);
    color: var(--ink-3);
  }
  .panel {
    min-width: 0;
    overflow: hidden;
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--r);
  }
  .pad {
    padding: 12px 14px;
  }
  rc-code {
    height: 400px;
  }
  rc-event-log {
    height: 300px;
  }
  rc-editor {
    height: 320px;
  }
`;

import { css } from 'lit';

export const advisorStyles = css`
  .stages {
    display: flex;
    flex-direction: column;
    gap: 12px;
    clear: both;
  }
  .stages > * {
    padding-bottom: 10px;
    border-bottom: 1px solid var(--line);
  }
  .top {
    display: flex;
    gap: 4px;
  }
  .top .field {
    font-weight: 600;
  }
  .numbers {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 8px;
    margin: 6px 0;
  }
  .numbers span {
    display: block;
    font-size: var(--fs-xs);
    color: var(--ink-3);
  }
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 24px;
    font-size: var(--fs-s);
    color: var(--ink-2);
    cursor: pointer;
  }
  .check input {
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--ink);
  }
  .sum {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 18px;
    padding: 14px 16px;
  }
  .sum p {
    font-size: 15px;
    line-height: 1.5;
    color: var(--ink-2);
  }
  .sum b {
    font-weight: 620;
    color: var(--ink);
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(330px, 100%), 1fr));
    gap: 12px;
  }
  .card {
    container-type: inline-size;
  }
  .advice {
    flex: 1;
    padding: 12px 16px 6px;
  }
  .tool {
    font-size: 18px;
    font-weight: 620;
    letter-spacing: -0.01em;
  }
  .advice p + p {
    margin-top: 2px;
    font-size: 13px;
    line-height: 1.45;
    color: var(--ink-2);
  }
  .card rc-bar-chart {
    padding: 4px 8px 8px;
  }
  @media (max-width: 860px) {
    .check {
      min-height: 44px;
    }
  }
`;

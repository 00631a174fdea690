import { css } from 'lit';

export const benchmarksStyles = css`
  .charts {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 12px;
  }
  .chart {
    container-type: inline-size;
  }
  .chart rc-bar-chart {
    padding: 8px 8px 4px;
  }
  .skeleton {
    height: 266px;
  }
  .skeleton.low {
    height: 104px;
  }
  .claims {
    display: grid;
    grid-template-columns: minmax(0, 1.1fr) minmax(0, 1.2fr) minmax(0, 1.2fr);
    font-size: 13px;
    line-height: 1.45;
  }
  .claims > * {
    display: grid;
    grid-template-columns: subgrid;
    grid-column: 1/-1;
    gap: 18px;
    padding: 10px 14px;
  }
  .claims > * + * {
    border-top: 1px solid var(--line);
  }
  .claims .cols {
    padding-block: 7px;
    font-size: var(--fs-xs);
    color: var(--ink-3);
  }
  .claims h3 {
    font-size: 13px;
    font-weight: 600;
  }
  .claims p {
    color: var(--ink-2);
  }
  .claims rc-verdict {
    margin-bottom: 2px;
  }
  @media (max-width: 1080px) {
    .charts {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 860px) {
    .charts {
      gap: 10px;
    }
    .claims,
    .claims > * {
      display: block;
    }
    .claims .cols {
      display: none;
    }
    .claims [data-of]::before {
      content: attr(data-of);
      display: block;
      margin-top: 6px;
      font-size: var(--fs-xs);
      color: var(--ink-3);
    }
  }
`;

import { css } from 'lit';

export const timelineStyles = css`
  :host {
    --label: 122px;
    display: block;
    container-type: inline-size;
  }
  .frame {
    display: grid;
    grid-template-columns: var(--label) minmax(0, 1fr);
    position: relative;
    overflow: clip;
  }
  .axis {
    grid-column: 2;
    position: sticky;
    top: 0;
    z-index: 3;
    height: 26px;
    background: var(--surface);
    cursor: ew-resize;
    touch-action: none;
  }
  .tick {
    position: absolute;
    top: 4px;
    transform: translateX(-50%);
    font: 400 10.5px/16px var(--mono);
    color: var(--ink-3);
    pointer-events: none;
  }
  .tick.first {
    transform: none;
  }
  .unit {
    position: absolute;
    top: 4px;
    right: 0;
    padding-left: 6px;
    background: var(--surface);
    font: 400 10.5px/16px var(--sans);
    color: var(--ink-3);
    pointer-events: none;
  }
  .labels {
    grid-column: 1;
    position: relative;
  }
  .lane {
    position: absolute;
    left: 0;
    right: 8px;
    display: flex;
    align-items: center;
    gap: 6px;
    height: 22px;
    font-size: 11.5px;
    white-space: nowrap;
  }
  .lane svg.mark {
    width: 11px;
    height: 11px;
  }
  .lane b {
    font-weight: 600;
  }
  .lane .detail {
    overflow: hidden;
    text-overflow: ellipsis;
    font: 400 10px var(--mono);
    font-feature-settings: 'calt' 0;
    color: var(--ink-3);
  }
  .lane.gil .detail {
    font: 400 11.5px var(--sans);
  }
  .lane.core {
    height: 14px;
    color: var(--ink-2);
  }
  .lane.core b {
    font-weight: 400;
  }
  .plot {
    grid-column: 2;
    position: relative;
    overflow: clip;
    touch-action: pan-y;
    cursor: default;
  }
  canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    pointer-events: none;
  }
  .probe {
    position: absolute;
    visibility: hidden;
    width: 0;
    height: 0;
    color: var(--ink);
    transition: color 1ms step-end;
  }
  .later {
    position: absolute;
    top: 0;
    bottom: 0;
    right: 0;
    background: color-mix(in srgb, var(--surface) 62%, transparent);
    pointer-events: none;
  }
  .cursor {
    position: absolute;
    z-index: 1;
    top: 0;
    bottom: 0;
    width: 1.5px;
    margin-left: -0.75px;
    background: var(--ink);
    pointer-events: none;
  }
  .step {
    position: absolute;
    z-index: 1;
    bottom: 0;
    transform: translateX(-50%);
    min-width: 26px;
    padding: 0 6px;
    border-radius: 4px;
    background: var(--ink);
    color: var(--invert);
    font: 600 10.5px/17px var(--mono);
    text-align: center;
    pointer-events: none;
  }
  .stem {
    position: absolute;
    bottom: 0;
    height: 5px;
    width: 1.5px;
    margin-left: -0.75px;
    background: var(--ink);
  }
  .note {
    position: absolute;
    width: 152px;
    font-size: 11.5px;
    line-height: 1.3;
    color: var(--ink-2);
    pointer-events: none;
    text-wrap: pretty;
  }
  .note b,
  .below b {
    display: block;
    margin-bottom: 2px;
    font-size: 12px;
    font-weight: 650;
  }
  .bad b {
    color: var(--bad);
  }
  .lock b {
    color: var(--lock);
  }
  .ok b {
    color: var(--ok);
  }
  .below {
    grid-column: 1 / -1;
    padding: 4px 0 6px;
    font-size: 12px;
    line-height: 1.4;
    color: var(--ink-2);
  }
  .below b {
    display: inline;
    margin-right: 6px;
  }
  .mark-line {
    position: absolute;
    top: 0;
    bottom: 0;
    border-left: 1.3px dotted var(--ink-3);
    pointer-events: none;
  }
  .mark-line.bad {
    border-color: var(--bad);
  }
  .mark-line.lock {
    border-color: var(--lock);
  }
  .mark-line.ok {
    border-color: var(--ok);
  }
  .hint {
    position: absolute;
    top: 38px;
    padding: 2px 6px;
    background: var(--surface);
    font-size: 12.5px;
    line-height: 18px;
    color: var(--ink-2);
    pointer-events: none;
  }
  @container (max-width: 560px) {
    .frame {
      --label: 46px;
    }
    .lane .detail {
      display: none;
    }
    .lane {
      gap: 4px;
      right: 2px;
    }
  }
  @media (forced-colors: active) {
    .cursor,
    .stem {
      background: CanvasText;
    }
    .step {
      border: 1px solid CanvasText;
    }
  }
`;

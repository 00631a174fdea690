import { css } from 'lit';

/** The words on bars and brackets; the bars themselves are canvas. */
export const segmentStyles = css`
  .seg {
    position: absolute;
    display: flex;
    align-items: center;
    height: 24px;
    min-width: 2px;
    padding: 0 8px;
    border: 0;
    border-radius: 5px;
    background: none;
    overflow: hidden;
    font: 550 11px/1 var(--sans);
    white-space: nowrap;
    color: var(--ink-2);
    cursor: pointer;
  }
  .seg:hover {
    box-shadow: inset 0 0 0 1px var(--ink-2);
  }
  .seg:focus-visible {
    z-index: 3;
    outline-offset: 1px;
    min-width: 6px;
  }
  .seg.running {
    color: var(--on-run);
  }
  .seg.ready {
    font-weight: 500;
  }
  .seg.done,
  .seg.later-seg {
    color: var(--ink);
  }
  /* The arrow starts at the left; the words stand at the right, over the cursor. */
  .seg.lock {
    z-index: 2;
    justify-content: flex-end;
  }
  .seg.gil,
  .seg.core {
    justify-content: center;
    padding: 0;
  }
  .seg.gil {
    color: var(--ink);
    font-weight: 600;
  }
  .seg.core svg.mark {
    width: 8px;
    height: 8px;
  }
  .who {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .who svg.mark {
    width: 10px;
    height: 10px;
  }
  .pale {
    color: var(--ink-3);
    font-weight: 400;
  }
  .plate {
    padding: 2.5px 6px;
    border-radius: 3px;
    background: var(--surface);
    overflow: hidden;
    text-overflow: ellipsis;
    font-weight: 600;
  }
  .seg.lock .plate {
    color: var(--lock);
  }
  .seg.io .plate {
    color: var(--io);
  }
  .seg.later-seg .plate {
    background: none;
    color: var(--ink);
  }
  .hold {
    position: absolute;
    font: 550 10.5px/12px var(--sans);
    color: var(--ink);
    white-space: nowrap;
    pointer-events: none;
    overflow: hidden;
    text-overflow: ellipsis;
    padding: 0 2px;
    background: color-mix(in srgb, var(--surface) 80%, transparent);
  }
  @media (forced-colors: active) {
    .seg {
      border: 1px solid CanvasText;
      forced-color-adjust: none;
    }
  }
`;

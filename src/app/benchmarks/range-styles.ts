import { css } from 'lit';

/** The native slider in ink: a line and a knob. */
export const rangeStyles = css`
  input[type='range'] {
    width: 100%;
    height: 24px;
    margin: 0;
    appearance: none;
    background: none;
    cursor: pointer;
  }
  input[type='range']::-webkit-slider-runnable-track {
    height: 4px;
    border-radius: 2px;
    background: var(--edge);
  }
  input[type='range']::-moz-range-track {
    height: 4px;
    border-radius: 2px;
    background: var(--edge);
  }
  input[type='range']::-webkit-slider-thumb {
    appearance: none;
    width: 16px;
    height: 16px;
    margin-top: -6px;
    border: 2px solid var(--surface);
    border-radius: 50%;
    background: var(--ink);
  }
  input[type='range']::-moz-range-thumb {
    width: 12px;
    height: 12px;
    border: 2px solid var(--surface);
    border-radius: 50%;
    background: var(--ink);
  }
  @media (max-width: 860px) {
    input[type='range'] {
      height: 44px;
    }
  }
`;

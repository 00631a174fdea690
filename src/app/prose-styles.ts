import { css } from 'lit';

/** Words of a lesson. */
export const proseStyles = css`
  .kicker {
    font-size: var(--fs-xs);
    color: var(--ink-3);
    font-weight: 500;
  }
  h1 {
    margin: 3px 0 0;
    font-size: var(--fs-xl);
    line-height: 1.16;
    letter-spacing: -0.022em;
    font-weight: 640;
    text-wrap: balance;
  }
  .prose p {
    font-size: var(--fs-l);
    line-height: 1.52;
    color: var(--ink-2);
    text-wrap: pretty;
  }
  .prose p + p {
    margin-top: 8px;
  }
  .prose strong,
  .prose code {
    color: var(--ink);
  }
  .prose strong {
    font-weight: 600;
  }
  .hints {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
  .hint {
    padding: 2px 0 2px 12px;
    border-left: 2px solid var(--line-2);
  }
  .hint p,
  .check p,
  .art p {
    font-size: 13px;
    line-height: 1.5;
    color: var(--ink-2);
  }
  .small {
    font-size: var(--fs-s);
    line-height: 1.45;
    color: var(--ink-3);
  }
  .check {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 8px;
  }
  .check .small {
    color: var(--ink-3);
  }
  .art {
    padding: 0 2px;
    font-size: 13px;
    color: var(--ink-2);
  }
  .art summary {
    display: flex;
    align-items: center;
    gap: 7px;
    min-height: 24px;
    list-style: none;
    cursor: pointer;
  }
  .art summary::-webkit-details-marker {
    display: none;
  }
  .art summary::before {
    content: '';
    margin-right: -2px;
    border: 4px solid transparent;
    border-left: 5px solid var(--ink-3);
  }
  .art[open] summary::before {
    transform: rotate(90deg) translate(2px, 2px);
  }
  .art p,
  .art ul {
    margin: 5px 0 0 14px;
  }
  .art .prose p + p {
    margin-top: 6px;
  }
  .source {
    color: var(--ink-3);
  }
  .read li + li {
    margin-top: 4px;
  }
  a {
    color: inherit;
    text-decoration-color: var(--line-2);
    text-underline-offset: 3px;
  }
`;

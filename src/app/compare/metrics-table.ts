import { html } from 'lit';
import { count } from '../../elements/text.ts';
import { duration } from '../../simulate/difference.ts';
import { percent } from '../benchmarks/run-words.ts';
import type { Contested } from './contest.ts';
import { contestantOf } from './contestants.ts';

interface Row {
  readonly label: string;
  readonly text: (contested: Contested) => string;
}

const sum = (value: (contested: Contested) => number) => (contested: Contested) => {
  const ns = value(contested);
  return ns === 0 ? '0' : duration(ns);
};

/** What is compared, one line each. Sums are over all threads. */
export const rowsOf = (against: string): readonly Row[] => [
  { label: 'wall time', text: sum(({ opened }) => opened.metrics.wall) },
  {
    label: 'use of each core',
    text: ({ opened }) => opened.metrics.coreUse.map((use) => percent(use).replace(' %', '')).join(' · ') + ' %',
  },
  { label: 'processor time, all threads', text: sum(({ opened }) => opened.metrics.running) },
  { label: 'waiting for the GIL', text: sum(({ opened }) => opened.metrics.waitingForGil) },
  { label: 'waiting for locks', text: sum(({ opened }) => opened.metrics.waitingForLocks) },
  { label: 'waiting for I/O', text: sum(({ opened }) => opened.metrics.waitingForIo) },
  { label: 'waiting for a core', text: sum(({ opened }) => opened.metrics.waitingForCore) },
  { label: 'switches by the system', text: ({ opened }) => count(opened.metrics.contextSwitches) },
  { label: 'switches of the GIL, forced', text: ({ opened }) => count(opened.metrics.forcedSwitches) },
  {
    label: `speed-up against ${against}`,
    text: ({ speedUp }) => (Number.isFinite(speedUp) ? `${speedUp.toFixed(2)}×` : '–'),
  },
  { label: 'efficiency, for each core', text: ({ efficiency }) => percent(efficiency) },
  {
    label: 'serial share (Amdahl)',
    // Faster than the cores allow, as work that waits is: then there is no such share.
    text: ({ serialShare }) => (serialShare < 0 ? 'below 0' : serialShare > 1 ? 'above 100 %' : percent(serialShare)),
  },
];

export const metricsTable = (
  all: readonly Contested[],
  against: string,
) => html`<div class="scroll" tabindex="0" role="region" aria-label="Metrics">
  <table class="metrics">
    <thead>
      <tr>
        <th scope="col"><span class="vh">metric</span></th>
        ${all.map(({ id }) => html`<th scope="col">${contestantOf(id).label}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rowsOf(against).map(
        ({ label, text }) => html`<tr>
          <th scope="row">${label}</th>
          ${all.map((contested) => html`<td>${text(contested)}</td>`)}
        </tr>`,
      )}
    </tbody>
  </table>
</div>`;

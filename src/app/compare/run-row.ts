import { html, nothing, type TemplateResult } from 'lit';
import type { View } from '../../elements/timeline/geometry.ts';
import { duration } from '../../simulate/difference.ts';
import { gilProcesses, gilViewOf } from '../benchmarks/gil-view.ts';
import type { Contested } from './contest.ts';
import { contestantOf } from './contestants.ts';

/** The moment and the part of the time axis that all runs share. */
export interface Axis {
  readonly cursor: number;
  readonly view: View | null;
  readonly seek: (cursor: number) => void;
  readonly show: (view: View | null) => void;
}

/** One contestant: its timeline, what it printed, what held it up, and its GIL at the moment. */
export function runRow(
  { id, opened, output, errors = [] }: Contested,
  { cursor, view, seek, show }: Axis,
): TemplateResult {
  const { label, detail } = contestantOf(id);
  return html`<div class="run" role="group" aria-label=${label}>
      <div class="name"><h3>${label}</h3><span class="sub">${detail}</span><b>${duration(opened.run.end)}</b></div>
      <div class="side">
        <div class="lanes">
          <rc-virtual-timeline
            .timeline=${opened.timeline}
            .cursor=${cursor}
            .view=${view}
            hint=""
            @rc-seek=${(e: HTMLElementEventMap['rc-seek']) => {
              seek(e.detail.cursor);
            }}
            @rc-view=${(e: HTMLElementEventMap['rc-view']) => {
              show(e.detail.view);
            }}
          ></rc-virtual-timeline>
          ${opened.run.ending.kind === 'stopped' ? html`<p class="small">Stopped ${opened.run.ending.reason}.</p>` : nothing}
          ${errors.map((error) => html`<pre class="bad">${error}</pre>`)}
          ${output ? html`<pre aria-label="Output" role="region" tabindex="0">${output}</pre>` : nothing}
        </div>
        <div class="inspect">
          <p>${opened.holdUp}</p>
          <rc-gil .gil=${gilViewOf(opened, gilProcesses(opened)[0], cursor)}></rc-gil>
        </div>
      </div>
    </div>`;
}

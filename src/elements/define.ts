import { RcBarChart } from './chart/bar-chart.ts';
import { RcGil } from './chart/gil.ts';
import { RcVirtualTimeline } from './chart/virtual-timeline.ts';
import { RcCode } from './code.ts';
import { RcEditor } from './editor.ts';
import { RcEventLog } from './event-log.ts';
import { RcExplain } from './explain.ts';
import { RcGoal } from './goal.ts';
import { RcLabChart } from './lab-chart.ts';
import { RcLegend } from './legend.ts';
import { RcLessonSteps } from './lesson-steps.ts';
import { RcLive } from './live.ts';
import { RcMemory } from './memory.ts';
import { RcOutput } from './output.ts';
import { RcOverview } from './overview.ts';
import { RcPredict } from './predict.ts';
import { RcSeedField } from './seed-field.ts';
import { RcShortcuts } from './shortcuts.ts';
import { RcTheme } from './theme.ts';
import { RcThreadMark } from './thread-mark.ts';
import { RcTimeline } from './timeline/timeline.ts';
import { RcTraceTable } from './trace-table.ts';
import { RcTransport } from './transport.ts';
import { RcVerdict } from './verdict.ts';
import { RcWaitGraph } from './wait-graph.ts';

/** Every tag and its class: the one place that registers. */
const elements = {
  'rc-bar-chart': RcBarChart,
  'rc-code': RcCode,
  'rc-editor': RcEditor,
  'rc-event-log': RcEventLog,
  'rc-explain': RcExplain,
  'rc-gil': RcGil,
  'rc-goal': RcGoal,
  'rc-lab-chart': RcLabChart,
  'rc-legend': RcLegend,
  'rc-lesson-steps': RcLessonSteps,
  'rc-live': RcLive,
  'rc-memory': RcMemory,
  'rc-output': RcOutput,
  'rc-overview': RcOverview,
  'rc-predict': RcPredict,
  'rc-seed-field': RcSeedField,
  'rc-shortcuts': RcShortcuts,
  'rc-theme': RcTheme,
  'rc-thread-mark': RcThreadMark,
  'rc-timeline': RcTimeline,
  'rc-trace-table': RcTraceTable,
  'rc-transport': RcTransport,
  'rc-verdict': RcVerdict,
  'rc-virtual-timeline': RcVirtualTimeline,
  'rc-wait-graph': RcWaitGraph,
} as const;

for (const [tag, element] of Object.entries(elements)) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

type Elements = typeof elements;

declare global {
  interface HTMLElementTagNameMap extends Instances {}
}
type Instances = { [K in keyof Elements]: InstanceType<Elements[K]> };

import { html, type TemplateResult } from 'lit';
import type { Diagnostic } from '../../language/program.ts';
import { keyMap } from '../shortcuts.ts';
import { blockedOn, sampleMoment, thread } from './sample-trace.ts';
import { counter, deadlock, failed, long, philosophers, queue, type Sample } from './samples.ts';

const empty = counter('');
const one = counter('1111111', 1);
const running = counter('121112222221212');
const back = counter('121112222221212', 2, 6);
const whole = counter(`12${'1'.repeat(17)}2211${'2'.repeat(17)}`.slice(0, 40));
const stuck = deadlock();
const broken = failed();
const many = counter(
  '123456789abc123a5c7b9a1cb2456789aa1b2c3',
  12,
  39,
  'transfer_between(checking_account, savings_account)',
);
const hundredThousand = long(100_000);

const shown = (s: Sample) => s.moment.threads.filter((t) => t.id > 0);
const code = (s: Sample) => html`<rc-code
  .trace=${s.trace}
  .cursor=${s.cursor}
  .moment=${s.moment}
  caption="a marker shows where each thread is"
></rc-code>`;
const timeline = (s: Sample) =>
  html`<div class="pad"><rc-timeline .timeline=${s.story.timeline} .cursor=${s.cursor}></rc-timeline></div>`;
const overview = (s: Sample, said: string) =>
  html`<div class="pad"><rc-overview .timeline=${s.story.timeline} .cursor=${s.cursor} said=${said}></rc-overview></div>`;
const table = (s: Sample) =>
  html`<div class="pad"><rc-trace-table .timeline=${s.story.timeline} .entries=${s.story.log} .cursor=${s.cursor}></rc-trace-table></div>`;
const log = (s: Sample) => html`<rc-event-log .entries=${s.story.log} .cursor=${s.cursor}></rc-event-log>`;
const transport = (s: Sample, text: string, error = '') => html`<rc-transport
  .threads=${shown(s)}
  .cursor=${s.cursor}
  .length=${s.trace.steps.length}
  .canUndo=${s.cursor > 0}
>
  <rc-seed-field text=${text} error=${error}></rc-seed-field>
</rc-transport>`;

const options = [
  { id: '20', text: '20, every time' },
  { id: '10', text: '10: one thread’s work is lost' },
  { id: '2', text: '2: almost everything is lost' },
];
const steps = (at: number) =>
  ['Predict', 'Break', 'Explain', 'Fix', 'Confirm'].map((label, i) => ({
    id: label.toLowerCase(),
    label,
    done: i < at,
    open: i <= at,
  }));

const mistake: Diagnostic = {
  severity: 'error',
  line: 6,
  column: 9,
  endLine: 6,
  endColumn: 14,
  message: 'This subset has no `yield`.',
  suggestion: 'Put the values in a list and return it.',
};
const edited = 'import threading\n\ncount = 0\n\ndef work():\n    x = yield 3  # a comment\n    return "text"\n';

/** Every element in every state: the gallery shows it, and the tests walk through it. */
export const states: Record<string, Record<string, () => TemplateResult>> = {
  'rc-lesson-steps': {
    'at the start': () => html`<rc-lesson-steps .steps=${steps(0)} current="predict"></rc-lesson-steps>`,
    'in the middle': () => html`<rc-lesson-steps .steps=${steps(2)} current="explain"></rc-lesson-steps>`,
    finished: () => html`<rc-lesson-steps .steps=${steps(5)} current="confirm"></rc-lesson-steps>`,
  },
  'rc-predict': {
    'nothing picked': () =>
      html`<div class="pad"><rc-predict question="What is the smallest value that \`count\` can end with?" .options=${options}></rc-predict></div>`,
    picked: () =>
      html`<div class="pad"><rc-predict question="What is the smallest value that \`count\` can end with?" .options=${options} choice="10"></rc-predict></div>`,
    'locked in': () =>
      html`<div class="pad"><rc-predict question="Your prediction" .options=${options} choice="10" locked></rc-predict></div>`,
    'truth is known': () =>
      html`<div class="pad"><rc-predict question="Your prediction" .options=${options} choice="10" locked truth="2" truth-note="what you just did, in 40 steps"></rc-predict></div>`,
    'it was right': () =>
      html`<div class="pad"><rc-predict question="Your prediction" .options=${options} choice="2" locked truth="2"></rc-predict></div>`,
  },
  'rc-goal': {
    open: () =>
      html`<div class="pad"><rc-goal heading="End with \`count == 2\`" .rows=${[{ term: 'Par', text: '4 switches' }, { term: 'Odds', text: '184,756 of 137,846,528,820 schedules end in 20' }]}></rc-goal></div>`,
    done: () =>
      html`<div class="pad"><rc-goal heading="End with \`count == 2\`" kind="ok" word="done" .rows=${[{ term: 'Switches', text: '4, and no schedule needs fewer' }, { term: 'Odds', text: '0.00013% of the schedules end in 20' }]}></rc-goal></div>`,
    missed: () =>
      html`<div class="pad"><rc-goal heading="End with \`count == 2\`" kind="bad" word="ended with 11" .rows=${[]}></rc-goal></div>`,
  },
  'rc-explain': {
    empty: () =>
      html`<div class="pad"><rc-explain question="How can an update disappear?" .words=${['reads', 'writes', 'old value', 'between']}></rc-explain></div>`,
    written: () =>
      html`<div class="pad"><rc-explain question="How can an update disappear?" .words=${['reads', 'writes', 'old value', 'between']} text="T1 reads count, T2 writes it in between, and T1 writes" answer="A thread reads \`count\`; before it writes, the other one writes. Its write then undoes the other’s."></rc-explain></div>`,
    'not open yet': () =>
      html`<div class="pad"><rc-explain question="How can an update disappear?" .words=${['reads', 'writes']} locked="Reach the goal first."></rc-explain></div>`,
  },
  'rc-code': {
    'at the start': () => code(empty),
    running: () => code(running),
    'blocked, asleep': () => code(stuck),
    'ended by an exception': () => code(broken),
    'twelve threads': () => code(many),
    'no program': () => html`<rc-code></rc-code>`,
  },
  'rc-memory': {
    'at the start': () => html`<rc-memory .moment=${empty.moment}></rc-memory>`,
    running: () => html`<rc-memory .moment=${back.moment}></rc-memory>`,
    'locks and long names': () => html`<rc-memory .moment=${stuck.moment}></rc-memory>`,
    'twelve threads': () => html`<rc-memory .moment=${many.moment}></rc-memory>`,
    nothing: () => html`<rc-memory .moment=${sampleMoment(empty.trace, 0, {})}></rc-memory>`,
  },
  'rc-wait-graph': {
    'nobody waits': () => html`<rc-wait-graph .threads=${running.moment.threads}></rc-wait-graph>`,
    queue: () => html`<rc-wait-graph .threads=${queue()}></rc-wait-graph>`,
    deadlock: () => html`<rc-wait-graph .threads=${stuck.moment.threads}></rc-wait-graph>`,
    'five philosophers': () => html`<rc-wait-graph .threads=${philosophers(5)}></rc-wait-graph>`,
    'twelve in a circle': () => html`<rc-wait-graph .threads=${philosophers(12)}></rc-wait-graph>`,
    'with itself': () =>
      html`<rc-wait-graph .threads=${[thread(0, '', 0), thread(1, 'work()', 4, blockedOn('lock', 1))]}></rc-wait-graph>`,
  },
  'rc-output': {
    nothing: () => html`<rc-output></rc-output>`,
    some: () => html`<rc-output .text=${'count is 2\nexpected 20\n'}></rc-output>`,
    much: () =>
      html`<rc-output .text=${Array.from({ length: 60 }, (_, i) => `line ${i} `.repeat(6)).join('\n')}></rc-output>`,
  },
  'rc-transport': {
    'no prediction yet': () =>
      html`<rc-transport .threads=${shown(empty)} locked="Lock in a prediction first."><rc-seed-field locked="Lock in a prediction first."></rc-seed-field></rc-transport>`,
    running: () => transport(running, '121112222221212'),
    'deadlock, one can go on': () => transport(stuck, '333112221..33'),
    'a bad schedule': () => transport(running, '1212122', 'T2 was blocked on lock at step 8.'),
    playing: () =>
      html`<rc-transport .threads=${shown(running)} .cursor=${3} .length=${15} playing can-undo><rc-seed-field text="0x5EED" notice="Link copied."></rc-seed-field></rc-transport>`,
    'twelve threads': () => transport(many, '123456789abc'),
  },
  'rc-legend': { all: () => html`<div class="pad"><rc-legend></rc-legend></div>` },
  'rc-timeline': {
    empty: () => timeline(empty),
    'one thread': () => timeline(one),
    'lost updates': () => timeline(running),
    'stepped back': () => timeline(back),
    finished: () => timeline(whole),
    deadlock: () => timeline(stuck),
    exception: () => timeline(broken),
    'twelve threads, long names': () => timeline(many),
    '100,000 segments': () =>
      html`<div class="pad"><rc-timeline .timeline=${hundredThousand} .cursor=${40_000}></rc-timeline></div>`,
    'a part of them': () =>
      html`<div class="pad"><rc-timeline .timeline=${hundredThousand} .cursor=${40_010} .view=${{ start: 40_000, end: 40_040 }}></rc-timeline></div>`,
  },
  'rc-overview': {
    empty: () => overview(empty, ''),
    running: () => overview(running, 'T2 writes count'),
    deadlock: () => overview(stuck, 'T3 sleeps'),
    'a part is in view': () =>
      html`<div class="pad"><rc-overview .timeline=${hundredThousand} .cursor=${40_010} .view=${{ start: 30_000, end: 50_000 }}></rc-overview></div>`,
  },
  'rc-trace-table': {
    empty: () => table(empty),
    'lost updates, stepped back': () => table(back),
    deadlock: () => table(stuck),
    'twelve threads': () => table(many),
    '80,000 rows': () =>
      html`<div class="pad"><rc-trace-table .timeline=${hundredThousand} .cursor=${40_000}></rc-trace-table></div>`,
  },
  'rc-event-log': {
    empty: () => log(empty),
    'stepped back': () => log(back),
    deadlock: () => log(stuck),
    finished: () => log(whole),
  },
  'rc-verdict': {
    all: () =>
      html`<div class="pad"><rc-verdict kind="ok" word="holds"></rc-verdict> <rc-verdict kind="bad" word="lost update"></rc-verdict> <rc-verdict kind="lock" word="deadlock"></rc-verdict> <rc-verdict word="not finished"></rc-verdict></div>`,
  },
  'rc-thread-mark': {
    all: () =>
      html`<div class="pad">${Array.from({ length: 13 }, (_, i) => html`<rc-thread-mark .thread=${i}></rc-thread-mark> <rc-thread-mark .thread=${i} name></rc-thread-mark>  `)}</div>`,
  },
  'rc-editor': {
    clean: () => html`<rc-editor .text=${counter('').trace.program.source} label="counter.py"></rc-editor>`,
    'a mistake': () => html`<rc-editor .text=${edited} .diagnostics=${[mistake]} label="broken.py"></rc-editor>`,
  },
  'rc-lab-chart': {
    'not run': () => html`<div class="pad"><rc-lab-chart .series=${[]}></rc-lab-chart></div>`,
    running: () =>
      html`<div class="pad"><rc-lab-chart .series=${[{ label: 'count += 1', lost: [] }]} .running=${1}></rc-lab-chart></div>`,
    done: () =>
      html`<div class="pad"><rc-lab-chart .total=${2_000_000} .series=${[{ label: 'a[0]++', lost: [20_000, 460_000, 1_040_000, 480_000] }, { label: 'Atomics.add', lost: [0, 0, 0, 0] }]}></rc-lab-chart></div>`,
    'not isolated': () =>
      html`<div class="pad"><rc-lab-chart .total=${2_000_000} error="This page is not isolated, so the browser gives it no shared memory." recorded="Recorded on a machine with 2 cores, Chromium 156:" .series=${[{ label: 'a[0]++', lost: [20_000, 460_000, 1_040_000] }]}></rc-lab-chart></div>`,
  },
  'rc-shortcuts': {
    closed: () =>
      html`<p class="pad">${keyMap.length} rows; open it with the button. <button id="open-keys" @click=${openKeys}>Shortcuts</button></p><rc-shortcuts @rc-close=${closeKeys}></rc-shortcuts>`,
  },
  'rc-live': {
    'says nothing that can be seen': () =>
      html`<p class="pad">Only for screen readers.</p><rc-live message="Step 13. T3 sleeps." alert="Deadlock at step 9"></rc-live>`,
  },
};

function openKeys(event: Event): void {
  const dialog = (event.currentTarget as Element).closest('figure')?.querySelector('rc-shortcuts');
  if (dialog) dialog.open = true;
}

function closeKeys(event: Event): void {
  (event.currentTarget as HTMLElement & { open: boolean }).open = false;
}

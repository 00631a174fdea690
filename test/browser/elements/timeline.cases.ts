import { html } from 'lit';
import { counter, deadlock, long } from '../../../src/elements/gallery/samples.ts';
import { firstAfter, fitView, segmentAt, zoom } from '../../../src/elements/timeline/geometry.ts';
import { assert, equal } from '../assert.ts';
import { focused, heard, inside, mount, one, press, settled, the } from './mount.ts';

const nodes = (root: ParentNode): number =>
  [...root.querySelectorAll('*')].reduce((n, e) => n + 1 + (e.shadowRoot ? nodes(e.shadowRoot) : 0), 0);

describe('rc-timeline', () => {
  const show = async () => {
    const s = deadlock();
    return mount(html`<rc-timeline .timeline=${s.story.timeline} .cursor=${s.cursor}></rc-timeline>`);
  };

  it('is one tab stop; arrows move over segments and lanes; every name is a whole sentence', async () => {
    const box = await show();
    const timeline = the(box, 'rc-timeline');
    equal(inside(timeline, '.seg[tabindex="0"]').length, 1);
    one(timeline, '.seg[tabindex="0"]').focus();
    const step = async (key: string) => {
      press(focused() as Element, key);
      await settled(box);
      return focused()?.getAttribute('aria-label');
    };
    equal(await step('ArrowRight'), 'T1 has the GIL, steps 3 to 4');
    equal(await step('ArrowDown'), 'T1, running, line 9, steps 3 to 4');
    equal(await step('End'), 'T1, blocked on b.lock held by T2, steps 9 to 13, waits for b.lock');
    equal(await step('ArrowDown'), 'T2, blocked on a.lock held by T1, steps 8 to 13, waits for a.lock');
    equal(await step('Home'), 'T2, ready, steps 0 to 4');
    equal(inside(timeline, '.seg[tabindex="0"]').length, 1);
  });

  it('selects and seeks with Enter: just after the first step of the segment', async () => {
    const box = await show();
    const timeline = the(box, 'rc-timeline');
    const segment = one(timeline, '.seg[data-lane="T1"][data-index="1"]');
    equal(await heard(box, 'rc-seek', () => segment.click()), [{ cursor: 4 }]);
    const selected = await heard(box, 'rc-select', () => segment.click());
    equal([selected[0]?.lane, selected[0]?.index], ['T1', 1]);
  });

  it('zooms, moves and shows everything again by keys', async () => {
    const box = await show();
    const timeline = the(box, 'rc-timeline');
    one(timeline, '.seg[tabindex="0"]').focus();
    const views = await heard(box, 'rc-view', () => {
      for (const key of ['w', 'w', 'a', 'f']) press(focused() as Element, key);
    });
    const lengths = views.map(({ view }) => (view ? view.end - view.start : 0));
    equal(views.length, 4);
    assert((lengths[1] ?? 0) < (lengths[0] ?? 0), 'W shows less');
    equal(lengths[2]?.toFixed(6), lengths[1]?.toFixed(6), 'A moves and keeps the scale');
    equal(views[3]?.view, null, 'F shows everything');
  });

  it('says in words what stands on the lanes', async () => {
    const box = await show();
    const label = one(the(box, 'rc-timeline'), '[role="group"]').getAttribute('aria-label') ?? '';
    assert(label.includes('13 steps') && label.includes('Deadlock at step 9'), label);
  });

  it('keeps few nodes for 100,000 segments, whole and zoomed in', async () => {
    const timeline = long(100_000);
    equal(
      timeline.lanes.reduce((n, l) => n + l.segments.length, 0),
      100_000,
    );
    const box = await mount(html`<rc-timeline .timeline=${timeline} .cursor=${40_000}></rc-timeline>`);
    assert(nodes(box) < 900, `${nodes(box)} nodes for the whole`);
    the(box, 'rc-timeline').view = { start: 40_000, end: 40_300 };
    await settled(box);
    assert(nodes(box) < 900, `${nodes(box)} nodes for a part`);
    assert(inside(the(box, 'rc-timeline'), '.seg').length > 20, 'labels of a part');
  });

  it('draws the state of every lane where it is', async () => {
    const box = await show();
    const canvas = one(the(box, 'rc-timeline'), 'canvas') as HTMLCanvasElement;
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const colours = new Set<string>();
    for (let i = 0; i < data.length; i += 4) colours.add([data[i], data[i + 1], data[i + 2]].join());
    for (const [name, rgb] of Object.entries({
      run: '47,107,208',
      ready: '223,233,249',
      gil: '192,138,0',
      lock: '184,62,18',
    })) {
      assert(colours.has(rgb), `${name} is drawn`);
    }
  });
});

describe('timeline geometry', () => {
  it('finds segments by halves', () => {
    const segments = long(5_000).lanes[1]?.segments ?? [];
    for (const t of [0, 3.9, 4, 2_001, 3_999.5]) equal(segmentAt(segments, t), Math.floor(t / 4));
    equal(segmentAt(segments, 4_000), -1);
    equal(firstAfter(segments, 4_000), 1_000);
  });
  it('zooms about a time and stays inside of the run', () => {
    const whole = fitView(long(5_000), 900);
    const near = zoom(whole, 1_000, 0.5, whole);
    assert(
      Math.abs((1_000 - near.start) / (near.end - near.start) - (1_000 - whole.start) / (whole.end - whole.start)) <
        1e-9,
      'about',
    );
    const far = zoom(near, 0, 100, whole);
    equal([far.start, far.end], [whole.start, whole.end]);
  });
});

describe('rc-overview', () => {
  it('is a native slider that says the step in words', async () => {
    const s = deadlock();
    const box = await mount(
      html`<rc-overview .timeline=${s.story.timeline} .cursor=${9} said="T1 blocks on b.lock"></rc-overview>`,
    );
    const range = one(the(box, 'rc-overview'), 'input') as HTMLInputElement;
    equal(range.type, 'range');
    equal(range.getAttribute('aria-valuetext'), 'Step 9 of 13. T1 blocks on b.lock');
    range.value = '4';
    equal(await heard(box, 'rc-seek', () => void range.dispatchEvent(new Event('input'))), [{ cursor: 4 }]);
  });
});

describe('rc-trace-table', () => {
  it('is a table with a row per step and one for now', async () => {
    const s = counter('1212');
    const box = await mount(
      html`<rc-trace-table .timeline=${s.story.timeline} .entries=${s.story.log} .cursor=${2}></rc-trace-table>`,
    );
    const table = the(box, 'rc-trace-table');
    equal(inside(table, 'tbody tr').length, 5);
    equal(one(table, 'tbody tr').querySelectorAll('.gil').length, 1);
    assert(one(table, '[aria-current="step"]').textContent?.includes('reads count'), 'the row of the last step');
    const button = inside(table, 'tbody button')[3];
    equal(await heard(box, 'rc-seek', () => button?.click()), [{ cursor: 4 }]);
  });
  it('keeps few rows of a long run in the document, and tells how many there are', async () => {
    const box = await mount(html`<rc-trace-table .timeline=${long(100_000)} .cursor=${40_000}></rc-trace-table>`);
    const table = the(box, 'rc-trace-table');
    assert(inside(table, 'tr').length < 150, `${inside(table, 'tr').length} rows`);
    equal(one(table, 'table').getAttribute('aria-rowcount'), '80001');
    equal(one(table, '[aria-current]').getAttribute('aria-rowindex'), '40001');
  });
});

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { button, focused, startSite, tabTo } from './site.mjs';

let site;
before(async () => {
  site = await startSite();
});
after(() => site.close());

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds, one line each. */
async function faults(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ path: axePath });
  const { violations } = await page.evaluate(() => /** @type {any} */ (window).axe.run(document));
  return violations.flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.target} ${node.failureSummary}`));
}

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
const bar = (page, name) => page.getByRole('button', { name: new RegExp(`^${name} \\d.* simulated`) });
const timeline = (page) => page.getByRole('group', { name: /^Execution timeline/ });
const slider = (page, name) => page.getByRole('slider', { name });
const heading = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();

/** Sets the cores and waits until the last bar of the first chart says something else than before. */
async function setCores(page, cores) {
  await bar(page, '8 processes').first().waitFor();
  const label = () => bar(page, '8 processes').first().getAttribute('aria-label');
  const before = (await label()) ?? '';
  await slider(page, /^Cores/).fill(cores);
  await page.waitForFunction((old) => {
    const app = document.querySelector('rc-app')?.shadowRoot;
    const chart = app?.querySelector('rc-benchmarks-page')?.shadowRoot?.querySelector('rc-bar-chart');
    const last = [...(chart?.shadowRoot?.querySelectorAll('.bar') ?? [])].at(-1);
    return last !== undefined && last.getAttribute('aria-label') !== old;
  }, before);
}

/** Each page, what it is called, and what shows that it has computed. */
const pages = [
  { id: 'compare', label: 'Compare', title: 'One workload, several machines', runs: 3 },
  { id: 'benchmarks', label: 'Benchmarks', title: 'Threads or processes?', runs: 1 },
  { id: 'advisor', label: 'Advisor', title: 'Which tool for which stage?', runs: 1 },
];
const ready = async (page, { title, runs }) => {
  await heading(page, title);
  await timeline(page)
    .nth(runs - 1)
    .waitFor();
};

describe('the navigation', () => {
  test('leads from a lesson to each page, from each to the next, and back to the lesson', async () => {
    const { page, said } = await site.open();
    const nav = page.getByRole('navigation', { name: 'Main' });
    for (const one of pages) {
      await nav.getByRole('link', { name: one.label }).click();
      await ready(page, one);
      assert.equal(await nav.getByRole('link', { name: one.label }).getAttribute('aria-current'), 'page');
      assert.match(await page.title(), new RegExp(`^${one.title.replace('?', '\\?')}`));
    }
    await page.goBack();
    await heading(page, 'Threads or processes?');
    await nav.getByRole('link', { name: 'Lessons' }).click();
    await page.getByRole('region', { name: 'Lesson', exact: true }).waitFor();
    assert.deepEqual(said, []);
  });

  test('is there on a phone of 320 pixels', async () => {
    const { page } = await site.open('', { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });
    assert.equal(await overflow(page), 0);
    await page.getByRole('link', { name: 'Advisor' }).tap();
    await heading(page, 'Which tool for which stage?');
  });
});

describe('the benchmarks', () => {
  test('show the article’s figures, the simulator’s and measured ones', async () => {
    const { page, said } = await site.open('#/benchmarks');
    const name = await bar(page, '4 processes').first().getAttribute('aria-label');
    assert.match(name ?? '', /^4 processes 1\.\d\d× 1\.\d\d s simulated; measured 2\.91×\. Open its timeline$/);
    assert.match((await bar(page, '10 threads').getAttribute('aria-label')) ?? '', /the article 9\.84 s/);
    assert.match((await bar(page, '4 jobs').getAttribute('aria-label')) ?? '', /the article 14\.58 s/);
    await page.getByRole('heading', { name: 'Threads cannot use more than one core.' }).waitFor();
    assert.deepEqual(said, []);
  });

  test('open each bar as a timeline, with what held it up in words', async () => {
    const { page, said } = await site.open('#/benchmarks');
    await page.getByText(/^T[12] waited \d\d% of the time for the GIL\.$/).waitFor();
    const bars = page.getByRole('button', { name: /Open its timeline$/ });
    await bars.nth(19).waitFor();
    assert.equal(await bars.count(), 20);
    for (let index = 0; index < 20; index++) {
      await bars.nth(index).click();
      const label = ((await bars.nth(index).getAttribute('aria-label')) ?? '').split(/ [\d.]+(?:×| s)/)[0];
      await page.getByRole('region', { name: new RegExp(`: ${label}$`) }).waitFor();
      await timeline(page).waitFor();
    }
    assert.match(await page.evaluate(() => location.hash), /open=forest\.simulated\.4/);
    assert.deepEqual(said, []);
  });

  test('are computed anew when a slider moves, and kept in the address', async () => {
    const { page, said } = await site.open('#/benchmarks');
    const figure = () => bar(page, '8 processes').first().getAttribute('aria-label');
    await bar(page, '8 processes').first().waitFor();
    await setCores(page, '16');
    await page.waitForFunction(() => location.hash.includes('cores=16'));
    await slider(page, /^Workers/).fill('12');
    await bar(page, '12 threads').first().waitFor();
    await slider(page, /^Second chart computes/).fill('100');
    await page.getByText('each worker computes 100 % of its second').nth(1).waitFor();
    const after = await figure();
    await page.reload();
    await bar(page, '12 threads').first().waitFor();
    assert.equal(await figure(), after);
    await page.getByRole('link', { name: 'Benchmarks' }).click(); // the page as it is at first
    await bar(page, '12 threads').first().waitFor({ state: 'detached' });
    assert.equal(await slider(page, /^Cores/).inputValue(), '4');
    assert.deepEqual(said, []);
  });

  test('say how long they took: at best less than 300 ms, whatever else the computer does', async () => {
    const { page } = await site.open('#/benchmarks');
    const took = page.getByText(/^computed in \d+ ms$/);
    await took.waitFor();
    const times = [];
    for (const cores of ['3', '5', '2', '6', '3', '4']) {
      await setCores(page, cores);
      times.push(Number(/\d+/.exec((await took.textContent()) ?? '')?.[0]));
    }
    assert.ok(Math.min(...times) < 300, `${times.join(', ')} ms`);
  });

  test('can be used by keyboard alone: a bar, the timeline, the moment, the GIL', async () => {
    const { page, said } = await site.open('#/benchmarks');
    await timeline(page).waitFor();
    await tabTo(page, /^1 thread 1\.00×/);
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown');
    assert.match(await focused(page), /^4 threads \d/);
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: /: 4 threads$/ }).waitFor();
    await tabTo(page, /^GIL, /);
    await page.keyboard.press('ArrowDown');
    assert.match(await focused(page), /^T1, /);
    await tabTo(page, /^\s*$/); // the slider has its name from a label
    const moment = slider(page, 'moment');
    const at = () => moment.getAttribute('aria-valuetext');
    const before = await at();
    await page.keyboard.press('ArrowLeft');
    assert.notEqual(await at(), before);
    await page.getByText(/^held by$/).waitFor();
    assert.deepEqual(said, []);
  });

  test('have a table for each chart, whose rows open runs as well', async () => {
    const { page, said } = await site.open('#/benchmarks');
    await button(page, 'as table').first().click();
    const table = page.getByRole('table', { name: 'A task that computes' });
    assert.equal(await table.getByRole('row').count(), 9);
    await table.getByRole('button', { name: '8 processes' }).click();
    await page.getByRole('region', { name: 'A task that computes: 8 processes' }).waitFor();
    assert.deepEqual(said, []);
  });
});

describe('the comparison', () => {
  test('puts runs under each other and names the difference', async () => {
    const { page, said } = await site.open('#/compare');
    await page
      .getByText(/^The run with the GIL takes 2\.\d times as long as the run without a GIL/)
      .first()
      .waitFor();
    assert.equal(await timeline(page).count(), 3);
    await page.getByRole('checkbox', { name: /^Threads, Python of 2019/ }).check();
    await timeline(page).nth(3).waitFor();
    await page.getByRole('combobox', { name: 'Workload' }).selectOption('convoy');
    await page
      .getByText(/^waiter waited \d\d% of the time for the GIL\.$/)
      .first()
      .waitFor();
    await page
      .getByText(/% of the time away, threads had what they waited for/)
      .first()
      .waitFor();
    assert.match(await page.evaluate(() => location.hash), /work=convoy.*with=gil\.free\.processes\.old/);
    assert.deepEqual(said, []);
  });
});

describe('a program of the reader', () => {
  const write = async (page, source) => {
    await page.locator('.cm-content').click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(source);
    await page.keyboard.press('ControlOrMeta+Enter');
  };

  test('runs under each interpreter, and prints', async () => {
    const { page, said } = await site.open('#/compare?work=program');
    await page.getByText('crunched 100000').first().waitFor();
    assert.equal(await timeline(page).count(), 3);
    await write(page, 'print("hello", 6 * 7)\n');
    await page.getByText('hello 42').nth(2).waitFor();
    assert.match(await page.evaluate(() => decodeURIComponent(location.hash)), /source=print\("hello",/);
    assert.deepEqual(said, []);
  });

  test('that cannot be read is told at its line; one that never ends can be stopped', async () => {
    const { page, said } = await site.open('#/compare?work=program');
    await page.locator('.cm-content').waitFor();
    await write(page, 'x = = 1\n');
    await page.getByRole('list', { name: 'Problems' }).getByRole('listitem').first().waitFor();
    await write(page, 'while True:\n    pass\n');
    await button(page, 'Stop').click();
    await button(page, 'Run').waitFor();
    await write(page, 'print("again")\n');
    await page.getByText('again', { exact: true }).nth(2).waitFor();
    assert.deepEqual(said, []);
  });
});

describe('the advisor', () => {
  test('recommends a tool for each stage, and another one when the stage changes', async () => {
    const { page, said } = await site.open('#/advisor');
    const compute = page.getByRole('region', { name: 'compute', exact: true });
    await compute.getByText('4 processes', { exact: true }).first().waitFor();
    await page.getByRole('group', { name: 'Stage 2, compute' }).getByRole('checkbox').check();
    await compute.locator('.tool', { hasText: /threads/ }).waitFor();
    await page.getByRole('button', { name: 'Remove read' }).click();
    await page.getByRole('region', { name: 'read', exact: true }).waitFor({ state: 'detached' });
    await compute.getByRole('button', { name: /^one by one \d/ }).click();
    await page.getByRole('region', { name: 'compute: one by one' }).waitFor();
    assert.match(await page.evaluate(() => decodeURIComponent(location.hash)), /stages=compute,30,0,100,c;store/);
    assert.deepEqual(said, []);
  });
});

describe('every page', () => {
  for (const colorScheme of ['light', 'dark']) {
    test(`has nothing that axe finds, ${colorScheme}`, async () => {
      for (const one of pages) {
        const { page, said, context } = await site.open(`#/${one.id}`, { colorScheme, bypassCSP: true });
        await ready(page, one);
        assert.deepEqual(await faults(page), [], one.id);
        if (one.id === 'benchmarks') {
          await button(page, 'as table').first().click();
          assert.deepEqual(await faults(page), [], 'table');
        }
        assert.deepEqual(said, []);
        await context.close();
      }
    });
  }

  test('fits every width, and a phone with nothing that axe finds', async () => {
    for (const one of pages) {
      const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true, bypassCSP: true };
      const { page, said, context } = await site.open(`#/${one.id}`, phone);
      await ready(page, one);
      assert.deepEqual(await faults(page), [], one.id);
      await context.close();
      const wide = await site.open(`#/${one.id}`);
      await ready(wide.page, one);
      for (const width of [320, 390, 620, 621, 860, 861, 1080, 1180, 1181, 1440, 1920]) {
        await wide.page.setViewportSize({ width, height: 900 });
        assert.equal(await overflow(wide.page), 0, `${one.id}, ${width} pixels`);
      }
      assert.deepEqual([...said, ...wide.said], []);
      await wide.context.close();
    }
  });
});

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { button, lessonFile, predict, runSchedule, startSite, toFix, writeProgram } from './site.mjs';

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

/** Pixels that the page is wider than its window. */
const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

async function throughAllSteps(page, look) {
  await look('predict');
  await predict(page);
  await runSchedule(page, '1 2*6 1');
  await look('break');
  await page.getByRole('button', { name: /^Predict/ }).click();
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await toFix(page);
  await look('fix');
  await page.getByRole('button', { name: /^Explain/ }).click();
  await look('explain');
  await page.getByRole('button', { name: /^Fix/ }).click();
  await writeProgram(page, lessonFile('fix.py'));
  await page.getByRole('button', { name: /^Check/ }).click();
  await page.getByRole('button', { name: 'Next: confirm' }).click();
  await button(page, 'Run on this machine').click();
  await button(page, 'Run again').waitFor();
  await look('confirm');
}

describe('the page', () => {
  for (const colorScheme of ['light', 'dark']) {
    test(`has nothing that axe finds, in any step, ${colorScheme}`, async () => {
      const { page, said } = await site.open('', { colorScheme, bypassCSP: true });
      await throughAllSteps(page, async (step) => assert.deepEqual(await faults(page), [], step));
      assert.deepEqual(said, []);
    });
  }

  test('fits a phone of 320 pixels in every step, with nothing that axe finds', async () => {
    const options = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true, bypassCSP: true };
    const { page, said } = await site.open('', options);
    await throughAllSteps(page, async (step) => {
      assert.equal(await overflow(page), 0, step);
      assert.deepEqual(await faults(page), [], step);
    });
    assert.deepEqual(said, []);
  });

  test('is never wider than its window, whatever that is', async () => {
    const { page, said } = await site.open();
    await predict(page);
    await runSchedule(page, '1 2*6 1');
    for (const width of [320, 390, 860, 861, 1180, 1181, 1360, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      assert.equal(await overflow(page), 0, `${width} pixels`);
    }
    assert.deepEqual(said, []);
  });

  test('has buttons to step at the foot of a phone, and tabs to its parts', async () => {
    const { page, said } = await site.open('', {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await predict(page);
    const box = await page.getByRole('button', { name: /^Step T1/ }).boundingBox();
    assert.ok(box && box.height >= 44 && box.y > 700 && box.y + box.height <= 844, JSON.stringify(box));
    await page.getByRole('button', { name: /^Step T1/ }).tap();
    await button(page, 'Timeline').tap();
    await page.getByRole('table', { name: 'Trace, one row per step' }).waitFor();
    assert.equal(await button(page, 'Timeline').getAttribute('aria-current'), 'true');
    assert.deepEqual(said, []);
  });

  test('keeps the theme that was chosen', async () => {
    const { page, said } = await site.open('', { colorScheme: 'light' });
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(await background(), 'rgb(246, 245, 241)');
    await button(page, 'Dark').click();
    assert.equal(await background(), 'rgb(16, 19, 24)');
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await background(), 'rgb(16, 19, 24)');
    assert.deepEqual(said, []);
  });

  test('works where nothing can be stored', async () => {
    const { context, page, said } = await site.open();
    await context.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    await page.reload();
    await predict(page);
    await page.keyboard.press('1');
    await page.getByRole('region', { name: 'State at step 1', exact: true }).waitFor();
    assert.deepEqual(said, []);
  });

  test('forbids scripts that are not its own, and loads the editor, the search and the lab when they are needed', async () => {
    const { page } = await site.open();
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    assert.match(policy ?? '', /default-src 'none'; script-src 'self';/);
    assert.doesNotMatch(policy ?? '', /unsafe-eval|script-src[^;]*unsafe-inline/);
    const loaded = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map((entry) => entry.name)
          .join('\n'),
      );
    assert.doesNotMatch(await loaded(), /codemirror|experiment|counter/);
    await toFix(page);
    assert.match(await loaded(), /codemirror/);
    assert.doesNotMatch(await loaded(), /experiment|counter/);
  });
});

// The built site in a real browser: one server and one browser for a test file, a fresh context for each test.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { preview } from 'vite';
import { chromeFlags } from '../../scripts/chrome-flags.mjs';
import { ensureBrowser } from '../../scripts/find-browser.mjs';

export const GOLDEN = '1 2*18 12 1*18 2';
export const lessonFile = (name) => readFileSync(`lessons/03-lost-update/${name}`, 'utf8');

/** Serves `dist` and starts a browser. `close` ends both. */
export async function startSite() {
  const server = await preview({ preview: { port: 0 }, logLevel: 'warn' });
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: chromeFlags });
  const url = server.resolvedUrls?.local[0] ?? '';
  return {
    url,
    /**
     * A page in a context of its own. `said` holds everything that the console or an error said: it must stay empty.
     * Nothing but the site is reachable.
     */
    async open(fragment = '', options = {}) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
      await context.route(
        (target) => !target.href.startsWith(url),
        (route) => route.abort(),
      );
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      const said = [];
      page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => said.push(String(error)));
      await page.goto(url + fragment);
      await page.getByRole('heading', { level: 1 }).waitFor();
      return { context, page, said };
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const schedule = (page) => page.getByRole('textbox', { name: 'Schedule' });

export async function predict(page, answer = '10: one thread can lose all its updates') {
  await page.getByText(answer).click();
  await button(page, 'Lock in').click();
  await page.getByRole('group', { name: 'Break', exact: true }).waitFor();
}

export async function runSchedule(page, text) {
  await schedule(page).fill(text);
  await schedule(page).press('Enter');
}

/** Brings a fresh page to the Fix step. */
export async function toFix(page) {
  await predict(page);
  await runSchedule(page, GOLDEN);
  await page.getByRole('button', { name: 'Next: explain' }).click();
  await page
    .getByRole('textbox', { name: /twenty updates/ })
    .fill('A thread reads, a switch comes, and it overwrites.');
  await page.getByRole('button', { name: 'Next: fix it' }).click();
  await page.locator('.cm-content').waitFor();
}

/** Puts a program into the editor, as a paste does. */
export async function writeProgram(page, source) {
  await page.locator('.cm-content').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(source);
}

/** Name of what has the focus, through every shadow root. */
export const focused = (page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return `${at?.getAttribute('aria-label') ?? ''} ${at?.textContent ?? ''}`.replace(/\s+/g, ' ').trim();
  });

/** Presses Tab until the focus is on something whose name matches. */
export async function tabTo(page, name, most = 80) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    if (name.test(await focused(page))) return;
  }
  throw new Error(`Tab never came to ${name}; it is at "${await focused(page)}".`);
}

/** What the page holds of a run: the moment, every step, the program, the memory, every lane. As text, to compare. */
export const picture = (page) =>
  page.evaluate(() => {
    const { runs } = /** @type {any} */ (document.querySelector('rc-app')).renderRoot.querySelector('rc-lesson-page');
    const { trace, cursor } = runs.run;
    return JSON.stringify([cursor, trace.steps, trace.program.source, runs.moment.memory, runs.story.timeline.lanes]);
  });

/** The schedule of the run on the page, whatever the field shows. */
export const scheduleText = (page) =>
  page.evaluate(
    () =>
      /** @type {any} */ (document.querySelector('rc-app')).renderRoot.querySelector('rc-lesson-page').runs
        .scheduleText,
  );

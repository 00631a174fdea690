import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  button,
  GOLDEN,
  lessonFile,
  predict,
  runSchedule,
  schedule,
  startSite,
  tabTo,
  toFix,
  writeProgram,
} from './site.mjs';

let site;
before(async () => {
  site = await startSite();
});
after(() => site.close());

const memory = (page) => page.getByRole('row', { name: /^count/ });

describe('the lesson', () => {
  test('can be done by mouse, from the prediction to real workers', async () => {
    const { page, said } = await site.open();
    // Nothing runs before the prediction is locked in.
    const step = (mark) => page.getByRole('button', { name: new RegExp(`^Step ${mark}`) });
    assert.equal(await step('T1').getAttribute('aria-disabled'), 'true');
    assert.match((await step('T1').textContent()) ?? '', /Lock in a prediction first/);
    await predict(page);

    // By hand: T1 reads 0, T2 counts to 3, T1 writes 1.
    await step('T1').click();
    for (let i = 0; i < 6; i++) await step('T2').click();
    await step('T1').click();
    await page.getByText('3 updates of count lost at step 7').first().waitFor();
    assert.match((await memory(page).textContent()) ?? '', /T1, step 7/);
    await button(page, 'Undo my step').click();
    assert.equal(await schedule(page).inputValue(), '1 2*6');

    await runSchedule(page, GOLDEN);
    await page.getByText('Lost 18 of 20 updates').first().waitFor();
    await page.getByText('4, and no schedule needs fewer').waitFor();
    await page.getByText('8 of 137,846,528,820 schedules end so').waitFor();
    await page.getByText('(0.00013 %)').waitFor();
    await page.getByText('For that to be true').waitFor();

    await page.getByRole('button', { name: 'Next: explain' }).click();
    assert.equal(await page.getByRole('button', { name: /^Next: fix it/ }).getAttribute('aria-disabled'), 'true');
    await page.getByRole('textbox', { name: /twenty updates/ }).fill('It reads into a copy; then a switch.');
    assert.equal(await page.getByText(', used').count(), 3);
    await page.getByRole('button', { name: 'Next: fix it' }).click();

    // A wrong fix, its counterexample, and what would have to be true.
    await writeProgram(page, lessonFile('wrong/one-line.py'));
    await page.getByRole('button', { name: /^Check/ }).click();
    await page.getByText('broken', { exact: true }).waitFor();
    await page.getByText('would have to be one step').waitFor();
    await button(page, 'Open it in the timeline').click();
    await page
      .getByText(/updates? of count lost at step/)
      .first()
      .waitFor();
    await button(page, 'Edit').click();
    await writeProgram(page, lessonFile('fix.py'));
    await page.getByRole('button', { name: /^Check/ }).click();
    await page.getByText('no schedule breaks it', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Next: confirm' }).click();

    await button(page, 'Run on this machine').click();
    await button(page, 'Run again').waitFor();
    await page.getByRole('img', { name: /^load, add, store: / }).waitFor();
    await page.getByRole('img', { name: /^Atomics\.add: No update of 2,000,000 was lost/ }).waitFor();
    assert.deepEqual(said, []);
  });

  test('can be done by keyboard alone', async () => {
    const { page, said } = await site.open();
    const { keyboard } = page;
    await tabTo(page, /Lesson text/);
    await keyboard.press('Tab'); // the answers
    await keyboard.press('Space');
    await keyboard.press('ArrowDown');
    await tabTo(page, /^Lock in/);
    await keyboard.press('Enter');
    await page.getByRole('group', { name: 'Break', exact: true }).waitFor();
    await keyboard.type(`1${'2'.repeat(18)}12${'1'.repeat(18)}2`);
    await page.getByText('Lost 18 of 20 updates').first().waitFor();

    // Look around: back, forward, first, last, five at once, the table, the keys, the search.
    const at = (n) => page.getByRole('region', { name: `State at step ${n}`, exact: true }).waitFor();
    await at(40);
    await keyboard.press('ArrowLeft');
    await at(39);
    await keyboard.press('Shift+ArrowLeft');
    await at(34);
    await keyboard.press('Home');
    await at(0);
    await keyboard.press('End');
    await at(40);
    await keyboard.press('Backspace');
    await at(39);
    await keyboard.press('2');
    await at(40);
    await keyboard.press('ArrowLeft');
    await keyboard.press('e');
    await page.getByText('writes count', { exact: true }).first().waitFor();
    await keyboard.press('t');
    await page.getByRole('table', { name: 'Trace, one row per step' }).waitFor();
    await keyboard.press('t');
    await keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await keyboard.press('/');
    await keyboard.type('overwrites');
    await page.getByText('overwrites T1’s 10 with 2: 9 updates lost').waitFor();
    await keyboard.press('Escape');

    await tabTo(page, /^Next: explain/, 200);
    await keyboard.press('Enter');
    await page.getByRole('group', { name: 'Explain', exact: true }).waitFor();
    await keyboard.press('Tab');
    await keyboard.type('A copy of 0 is kept over a switch.');
    await tabTo(page, /^Next: fix it/);
    await keyboard.press('Enter');
    const editor = page.locator('.cm-content');
    await editor.waitFor(); // it is loaded when this step is reached, and takes the focus of nothing
    await tabTo(page, /^Program to fix/);
    await keyboard.press('ControlOrMeta+A');
    await keyboard.insertText(lessonFile('fix.py'));
    await editor.filter({ hasText: 'with lock' }).waitFor();
    await keyboard.press('ControlOrMeta+Enter');
    await page.getByText('no schedule breaks it', { exact: true }).waitFor();
    await keyboard.press('Escape');
    await keyboard.press('Shift+Tab'); // out of the editor, back to the lesson's buttons
    for (let i = 0; i < 20 && !(await page.getByRole('group', { name: 'Confirm', exact: true }).isVisible()); i++) {
      if (await page.evaluate(atNext)) await keyboard.press('Enter');
      else await keyboard.press('Shift+Tab');
    }
    await page.getByRole('group', { name: 'Confirm', exact: true }).waitFor();
    await tabTo(page, /^Run on this machine/);
    await keyboard.press('Enter');
    await button(page, 'Run again').waitFor();
    assert.deepEqual(said, []);
  });

  test('is kept over a reload: progress, prediction and run', async () => {
    const { page, said } = await site.open();
    await toFix(page);
    await page.waitForFunction(() => location.hash.includes('&c='));
    await page.reload();
    await page.getByRole('group', { name: 'Fix', exact: true }).waitFor();
    assert.equal(await schedule(page).inputValue(), GOLDEN);
    await page.getByRole('button', { name: /^Predict/ }).click();
    await page.getByText('you chose this').waitFor();
    assert.deepEqual(said, []);
  });

  test('says why there are no real workers where the page is not isolated, and is done all the same', async () => {
    const { context, page, said } = await site.open();
    await context.addInitScript(() => Object.defineProperty(window, 'crossOriginIsolated', { value: false }));
    await page.reload();
    await toFix(page);
    await writeProgram(page, lessonFile('fix.py'));
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByRole('button', { name: 'Next: confirm' }).click();
    await button(page, 'Run on this machine').click();
    await page.getByText('This page is not cross-origin isolated').waitFor();
    await page.getByText('proves little').waitFor();
    assert.deepEqual(said, []);
  });

  test('plays, pauses and goes on; without motion it jumps to the end', async () => {
    const { page, said } = await site.open('', { reducedMotion: 'reduce' });
    await predict(page);
    await page.keyboard.press('Space');
    await page.getByText('Finished after 40 steps').first().waitFor();
    assert.equal(await schedule(page).inputValue(), '1*20 2*20');
    const moving = await site.open();
    await predict(moving.page);
    await moving.page.keyboard.press('Space');
    await moving.page.getByRole('button', { name: /^Pause/ }).waitFor();
    await moving.page.getByRole('region', { name: /^State at step [1-9]/ }).waitFor(); // whichever it has come to
    await moving.page.keyboard.press('Space');
    await moving.page.getByRole('button', { name: /^Play/ }).waitFor();
    assert.deepEqual([...said, ...moving.said], []);
  });
});

/** In the page: the focus is on the button that leads on. */
function atNext() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at?.textContent?.trim().startsWith('Next: confirm') ?? false;
}

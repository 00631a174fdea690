import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  button,
  GOLDEN,
  lessonFile,
  picture,
  predict,
  runSchedule,
  schedule,
  scheduleText,
  startSite,
  toFix,
  writeProgram,
} from './site.mjs';

let site;
before(async () => {
  site = await startSite();
});
after(() => site.close());

const lesson = '#/lesson/03-lost-update';
const shared = (page) =>
  page.evaluate(() => navigator.clipboard.readText().catch(() => '')).then((text) => text.slice(text.indexOf('#')));
const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };

describe('a link', () => {
  test('opens exactly the shared run, at the same moment, in another browser', async () => {
    const { page, said } = await site.open('', clipboard);
    await predict(page);
    await runSchedule(page, '0xC0FFEE');
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('Shift+ArrowLeft');
    const before = await picture(page);
    await button(page, 'Share').click();
    await page.getByText('Link copied.').waitFor();
    const friend = await site.open(await shared(page));
    await friend.page.getByText('You opened a run of 40 steps').waitFor();
    assert.equal(await picture(friend.page), before);
    // The friend can look, and predicts before running the program.
    await friend.page.keyboard.press('ArrowLeft');
    await friend.page.getByRole('region', { name: 'State at step 34', exact: true }).waitFor();
    await friend.page.keyboard.press('1');
    await friend.page.getByRole('region', { name: 'State at step 34', exact: true }).waitFor();
    assert.deepEqual([...said, ...friend.said], []);
  });

  test('takes a changed program along', async () => {
    const { page, said } = await site.open('', clipboard);
    await toFix(page);
    await writeProgram(page, lessonFile('wrong/own-lock.py'));
    await page.getByRole('button', { name: /^Check/ }).click();
    await button(page, 'Open it in the timeline').click();
    await page
      .getByText(/updates? of count lost at step/)
      .first()
      .waitFor();
    const before = await picture(page);
    await button(page, 'Share').click();
    await page.getByText('Link copied.').waitFor();
    const friend = await site.open(await shared(page));
    await friend.page.getByText('This run is of a changed program.').waitFor();
    assert.equal(await picture(friend.page), before);
    await button(friend.page, 'Back to the lesson’s program').click();
    await friend.page.getByText('This run is of a changed program.').waitFor({ state: 'hidden' });
    assert.deepEqual([...said, ...friend.said], []);
  });

  test('is shown to be copied by hand where the clipboard is refused', async () => {
    const { page, said } = await site.open();
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
    });
    await predict(page);
    await runSchedule(page, '12');
    await button(page, 'Share').click();
    const shown = await page.getByRole('textbox', { name: 'Link to this run' }).inputValue();
    assert.match(shown, /#\/lesson\/03-lost-update\?s=12&at=2&c=[0-9a-f]{8}$/);
    assert.deepEqual(said, []);
  });

  for (const [name, fragment, sentence, text] of [
    ['cut off', `${lesson}?s=12*6_1`, 'cut off or changed', '1 2*6 1'],
    [
      'with an impossible step',
      `${lesson}?s=1*21`,
      'T1 had finished before step 20. The 20 steps before it were kept.',
      '1*20',
    ],
    ['with a stray character', `${lesson}?s=12Q2`, 'Its first 2 steps were kept.', '12'],
    ['from a newer version', `${lesson}?v=9&s=1212`, 'This link has form 9', ''],
    ['of another lesson', '#/lesson/99-moon', 'There is no lesson “99-moon”', ''],
    ['to another place', '#/wherever?x=1', 'does not lead to a lesson', ''],
    ['that is too long', `${lesson}?s=${'12'.repeat(20_000)}`, 'This link is too long', ''],
    ['with a program that cannot be read', `${lesson}?p=00000000AAAA&s=12`, 'its program cannot be read', ''],
  ]) {
    test(`${name} says so in a sentence and keeps what can be read`, async () => {
      const { page, said } = await site.open(fragment);
      await page.getByRole('status').filter({ hasText: sentence }).first().waitFor();
      assert.equal(await schedule(page).inputValue(), text);
      assert.deepEqual(said, []);
    });
  }

  test('that is damaged loses nothing of what was on the page', async () => {
    const { page, said } = await site.open();
    await predict(page);
    await runSchedule(page, GOLDEN);
    await page.evaluate(() => {
      location.hash = '#/lesson/03-lost-update?v=9&s=11';
    });
    await page.getByText('Nothing on this page has changed.').waitFor();
    assert.equal(await schedule(page).inputValue(), GOLDEN);
    await page.evaluate(() => {
      location.hash = '#/lesson/03-lost-update?s=1122';
    });
    await page.getByText('Its first 4 steps were kept.').waitFor();
    assert.equal(await schedule(page).inputValue(), '1122');
    await button(page, 'Undo my step').click();
    assert.equal(await scheduleText(page), GOLDEN);
    assert.deepEqual(said, []);
  });

  test('never runs what is in it', async () => {
    const { page, said } = await site.open(`${lesson}?s=<img src=x onerror=alert(1)>&at=javascript:alert(1)`);
    await page.getByText('Nothing').first().waitFor();
    assert.equal(await page.locator('img[src="x"]').count(), 0);
    assert.deepEqual(said, []);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { button, predict, runSchedule, schedule, scheduleText, startSite, toFix, writeProgram } from './site.mjs';

let site;
before(async () => {
  site = await startSite();
});
after(() => site.close());

const program = (body) => `from threading import Thread

count = 0

def work():
    global count
${body}

first = Thread(target=work)
second = Thread(target=work)
first.start()
second.start()
first.join()
second.join()
print(count)
`;
const loop = (statement) => program(`    while True:\n        ${statement}`);
const check = (page) => page.getByRole('button', { name: /^Check/ }).click();
/** The page answers at once: a turn of its event loop takes far less than a search does. */
const alive = (page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(true))));

describe('a program without an end', () => {
  test('is checked until Stop, and the verdict is "not finished"', async () => {
    const { page, said } = await site.open();
    await toFix(page);
    await writeProgram(page, loop('count = count + 1'));
    await check(page);
    await page.getByText(/Checking every schedule: [1-9][\d,]* states so far/).waitFor();
    assert.equal(await alive(page), true);
    await button(page, 'Stop').click();
    await page
      .getByText(/Stopped: no failure in [\d,]+ states, not finished\./)
      .first()
      .waitFor();
    // And the page goes on.
    await button(page, 'Follow a run').click();
    await page.getByRole('button', { name: /^Step T2/ }).click();
    assert.equal(await schedule(page).inputValue(), '2');
    assert.deepEqual(said, []);
  });

  test('is run to the step budget, and the run says so', async () => {
    const { page, said } = await site.open();
    await toFix(page);
    await writeProgram(page, loop('count = 1 - count'));
    await page.getByText('lines').first().waitFor({ state: 'hidden' }); // the run of the new program is empty
    await page.keyboard.press('Escape');
    await button(page, 'New random seed').click();
    await page.getByText('The run was stopped after 20,000 steps').first().waitFor();
    assert.equal(await alive(page), true);
    assert.deepEqual(said, []);
  });

  test('can be stopped while it runs, and keeps the steps so far', async () => {
    const { page, said } = await site.open();
    await toFix(page);
    await writeProgram(page, loop('pass'));
    await page.getByText('lines').first().waitFor({ state: 'hidden' });
    await button(page, 'New random seed').click();
    await page.getByText(/Running: [\d,]+ steps so far/).waitFor();
    assert.equal(await alive(page), true);
    await button(page, 'Stop').click();
    await page.getByText('The run was stopped by you').first().waitFor();
    assert.deepEqual(said, []);
  });

  test('before its first thread starts can be stepped as far as it goes, and the check proves that it never finishes', async () => {
    const { page, said } = await site.open();
    await toFix(page);
    await writeProgram(page, `while True:\n    pass\n${loop('pass')}`);
    await page.getByRole('button', { name: /^Step main/ }).click();
    assert.equal(await alive(page), true);
    await check(page);
    await page.getByText('After this schedule the run can never finish.').first().waitFor();
    assert.deepEqual(said, []);
  });
});

describe('what is wrong', () => {
  test('with a program is told at its line, with what to write instead', async () => {
    const { page, said } = await site.open();
    await toFix(page);
    await writeProgram(page, program('    count = count +\n    yield count'));
    await page.getByRole('list', { name: 'Problems' }).getByRole('listitem').first().waitFor();
    await check(page);
    await page.getByText('The program cannot be read yet').first().waitFor();
    assert.deepEqual(said, []);
  });

  test('with less work than was asked for is told, although the number is right', async () => {
    const { page, said } = await site.open();
    await toFix(page);
    await writeProgram(page, program('    pass').replace('print(count)', 'count = 20\nprint(count)'));
    await check(page);
    await page.getByText('work is missing', { exact: true }).waitFor();
    await page.getByText('T1 writes count never; it has to be 10 times.').first().waitFor();
    assert.deepEqual(said, []);
  });

  for (const [text, sentence, kept] of [
    ['1*20 1', 'T1 had finished before step 20. The 20 steps before it were kept.', '1*20'],
    ['12X', 'Character 3: "X" is not a thread', '12'],
    ['0x123456789', 'A seed has at most 8 hexadecimal digits', ''],
  ]) {
    test(`with the schedule "${text}" is told beside it`, async () => {
      const { page, said } = await site.open();
      await predict(page);
      await runSchedule(page, text);
      await page.getByText(sentence).first().waitFor();
      assert.equal(await scheduleText(page), kept);
      assert.equal(await schedule(page).inputValue(), text);
      assert.deepEqual(said, []);
    });
  }
});

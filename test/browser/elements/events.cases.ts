import { html } from 'lit';
import { blockedOn, thread } from '../../../src/elements/gallery/sample-trace.ts';
import { counter, deadlock } from '../../../src/elements/gallery/samples.ts';
import { assert, equal } from '../assert.ts';
import { focused, heard, inside, mount, one, press, settled, the } from './mount.ts';

const two = [thread(1, 'work()', 8), thread(2, 'work()', 8, blockedOn('lock', 1))];

describe('rc-transport', () => {
  const show = (more = {}) => {
    const p = { cursor: 3, length: 5, playing: false, canUndo: true, locked: '', ...more };
    return mount(html`<rc-transport
      .threads=${two}
      .cursor=${p.cursor}
      .length=${p.length}
      .playing=${p.playing}
      .canUndo=${p.canUndo}
      .locked=${p.locked}
    ></rc-transport>`);
  };
  const click = (box: HTMLElement, find: string) => () => one(the(box, 'rc-transport'), find).click();

  it('asks for a step of a thread that can step', async () => {
    const box = await show();
    const buttons = inside(the(box, 'rc-transport'), '.step');
    equal(await heard(box, 'rc-step', () => buttons[0]?.click()), [{ thread: 1 }]);
  });

  it('does not ask for a step of a blocked thread, says why, and lets it have the focus', async () => {
    const box = await show();
    const button = inside(the(box, 'rc-transport'), '.step')[1];
    assert(button, 'no second button');
    equal(await heard(box, 'rc-step', () => button.click()), []);
    equal(button.getAttribute('aria-disabled'), 'true');
    assert(button.textContent?.includes('needs lock'), button.textContent ?? '');
    button.focus();
    assert(focused() === button, 'a disabled step button takes the focus');
  });

  it('sends undo, play, pause, back and forward', async () => {
    let box = await show();
    equal((await heard(box, 'rc-undo', click(box, '[aria-label^="Undo"]'))).length, 1);
    equal((await heard(box, 'rc-play', click(box, '.play'))).length, 1);
    equal(await heard(box, 'rc-seek', click(box, '[aria-label^="Back"]')), [{ cursor: 2 }]);
    equal(await heard(box, 'rc-seek', click(box, '[aria-label^="Forward"]')), [{ cursor: 4 }]);
    box = await show({ playing: true });
    equal((await heard(box, 'rc-pause', click(box, '.play'))).length, 1);
  });

  it('runs nothing before a prediction is locked in, and says that', async () => {
    const box = await show({ locked: 'Lock in a prediction first', canUndo: false });
    const element = the(box, 'rc-transport');
    for (const button of inside(element, '.step, .play')) {
      equal(button.getAttribute('aria-disabled'), 'true');
      const name = button.getAttribute('aria-label') ?? button.textContent ?? '';
      assert(name.includes('Lock in a prediction first'), name);
    }
    equal(await heard(box, 'rc-play', click(box, '.play')), []);
  });

  it('is one tab stop, moved by the arrow keys', async () => {
    const box = await show();
    const buttons = inside(the(box, 'rc-transport'), 'button');
    equal(buttons.filter((b) => b.tabIndex === 0).length, 1);
    buttons[0]?.focus();
    press(buttons[0] as Element, 'ArrowRight');
    assert(focused() === buttons[1], 'ArrowRight moves to the next button');
    press(buttons[1] as Element, 'End');
    assert(focused() === buttons.at(-1), 'End moves to the last button');
    press(buttons.at(-1) as Element, 'ArrowRight');
    assert(focused() === buttons[0], 'ArrowRight goes round');
    equal(buttons.map((b) => b.tabIndex).indexOf(0), 0);
  });
});

describe('rc-seed-field', () => {
  it('sends what was typed, and shows an error beside it', async () => {
    const box = await mount(html`<rc-seed-field text="12" error="T2 was blocked at step 8."></rc-seed-field>`);
    const input = one(the(box, 'rc-seed-field'), 'input') as HTMLInputElement;
    equal(input.getAttribute('aria-invalid'), 'true');
    input.value = ' 0x5EED ';
    equal(await heard(box, 'rc-schedule', () => void input.dispatchEvent(new Event('change'))), [{ text: '0x5EED' }]);
    const [dice, share] = inside(the(box, 'rc-seed-field'), 'button');
    equal((await heard(box, 'rc-dice', () => dice?.click())).length, 1);
    equal((await heard(box, 'rc-share', () => share?.click())).length, 1);
  });
});

describe('rc-predict', () => {
  const options = ['20', '10', '2'].map((id) => ({ id, text: id }));
  it('sends a choice, then the locked-in prediction', async () => {
    const box = await mount(html`<rc-predict question="Smallest?" .options=${options}></rc-predict>`);
    const element = the(box, 'rc-predict');
    equal(await heard(box, 'rc-choose', () => inside(element, 'input')[2]?.click()), [{ choice: '2' }]);
    equal(await heard(box, 'rc-predict', () => one(element, 'button').click()), []);
    element.choice = '2';
    await settled(box);
    equal(await heard(box, 'rc-predict', () => one(element, 'button').click()), [{ choice: '2' }]);
  });
  it('keeps the prediction once it is locked in', async () => {
    const box = await mount(html`<rc-predict .options=${options} choice="10" truth="2" locked></rc-predict>`);
    equal(inside(the(box, 'rc-predict'), 'input').length, 0);
    assert(one(the(box, 'rc-predict'), '.mine').textContent?.includes('you chose this'), 'the own choice is marked');
    assert(one(the(box, 'rc-predict'), '.truth').textContent?.includes('✓'), 'the truth has a glyph');
  });
});

describe('rc-lesson-steps', () => {
  it('goes to an open step only', async () => {
    const steps = [
      { id: 'predict', label: 'Predict', done: true, open: true },
      { id: 'break', label: 'Break', done: false, open: false },
    ];
    const box = await mount(html`<rc-lesson-steps .steps=${steps} current="predict"></rc-lesson-steps>`);
    const [first, second] = inside(the(box, 'rc-lesson-steps'), 'button');
    equal(await heard(box, 'rc-goto', () => first?.click()), [{ step: 'predict' }]);
    equal(await heard(box, 'rc-goto', () => second?.click()), []);
  });
});

describe('rc-code', () => {
  it('marks where each thread stands, and expands a line into its real steps', async () => {
    const s = counter('121');
    const box = await mount(html`<rc-code .trace=${s.trace} .cursor=${s.cursor} .moment=${s.moment}></rc-code>`);
    const code = the(box, 'rc-code');
    equal(
      inside(code, '.here svg').map((mark) => mark.getAttribute('aria-label')),
      ['T1 is here', 'T2 is here'],
    );
    code.toggleLine(9);
    await settled(box);
    const texts = inside(code, '.real .does').map((row) => row.textContent);
    equal(texts, ['part of the step before', 'writes count']);
    assert(inside(code, '.real')[1]?.querySelector('[aria-label="T2 is here"]'), 'T2 stands before its write');
  });
  it('says at the line why a thread cannot go on', async () => {
    const s = deadlock();
    const box = await mount(html`<rc-code .trace=${s.trace} .cursor=${s.cursor} .moment=${s.moment}></rc-code>`);
    const line = one(the(box, 'rc-code'), '[data-line="10"]');
    assert(/needs b\.lock[\s\S]*needs a\.lock/.test(line.textContent ?? ''), line.textContent ?? '');
  });
});

describe('rc-event-log', () => {
  it('marks the entry of the last step and goes to any other', async () => {
    const s = counter('1212');
    const box = await mount(html`<rc-event-log .entries=${s.story.log} .cursor=${2}></rc-event-log>`);
    const log = the(box, 'rc-event-log');
    assert(one(log, '[aria-current="step"]').textContent?.includes('reads count'), 'the entry of step 1 is current');
    const first = inside(log, 'li button')[0];
    equal(await heard(box, 'rc-seek', () => first?.click()), [{ cursor: 1 }]);
  });
  it('finds entries', async () => {
    const s = counter('1212');
    const box = await mount(html`<rc-event-log .entries=${s.story.log} .cursor=${4}></rc-event-log>`);
    const log = the(box, 'rc-event-log');
    await log.openSearch();
    const input = focused() as HTMLInputElement;
    input.value = 'writes count';
    input.dispatchEvent(new Event('input'));
    await settled(box);
    equal(inside(log, 'li button').length, 2);
  });
});

describe('rc-shortcuts', () => {
  it('is a dialog that can switch single keys off, and that Escape closes', async () => {
    const box = await mount(html`<rc-shortcuts open></rc-shortcuts>`);
    const element = the(box, 'rc-shortcuts');
    const dialog = one(element, 'dialog') as HTMLDialogElement;
    assert(dialog.open, 'the dialog is open');
    equal(await heard(box, 'rc-keys', () => one(element, 'input').click()), [{ enabled: false }]);
    equal((await heard(box, 'rc-close', () => dialog.close())).length, 1);
  });
});

describe('rc-live', () => {
  it('says at most one message a second while playing, and the latest wins', async () => {
    const box = await mount(html`<rc-live message="one" playing></rc-live>`);
    const live = the(box, 'rc-live');
    equal(one(live, '[role="status"]').textContent, 'one');
    live.message = 'two';
    await settled(box);
    equal(one(live, '[role="status"]').textContent, 'one');
    live.playing = false;
    live.message = 'three';
    await settled(box);
    equal(one(live, '[role="status"]').textContent, 'three');
  });
});

describe('rc-theme', () => {
  it('sets color-scheme and nothing else', async () => {
    const box = await mount(html`<rc-theme theme="dark"></rc-theme>`);
    equal(document.documentElement.getAttribute('style'), 'color-scheme: dark;');
    const light = inside(the(box, 'rc-theme'), 'button')[0];
    equal(await heard(box, 'rc-theme', () => light?.click()), [{ theme: 'light' }]);
    document.documentElement.removeAttribute('style');
  });
});

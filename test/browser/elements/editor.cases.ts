import { html } from 'lit';
import { assert, equal } from '../assert.ts';
import { heard, inside, mount, one, settled, the } from './mount.ts';

async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise((done) => requestAnimationFrame(done));
}

describe('rc-editor', () => {
  it('loads CodeMirror, sends changes, marks mistakes, and says how Tab leaves', async () => {
    const mistake = {
      severity: 'error' as const,
      line: 1,
      column: 5,
      endLine: 1,
      endColumn: 10,
      message: 'This subset has no `yield`.',
      suggestion: '',
    };
    const box = await mount(html`<rc-editor text="x = yield 3" .diagnostics=${[mistake]}></rc-editor>`);
    const editor = the(box, 'rc-editor');
    await until(() => inside(editor, '.cm-content').length > 0);
    await settled(box);
    const content = one(editor, '.cm-content');
    assert(content.getAttribute('aria-description')?.includes('Escape'), 'the way out is described');
    equal(one(editor, '.cm-lintRange-error').textContent, 'yield');
    assert(one(editor, 'ul').textContent?.includes('1:5'), 'the list names the place');
    const sent = await heard(box, 'rc-change', async () => {
      content.focus();
      document.execCommand('insertText', false, 'y');
      await settled(box);
    });
    equal(sent.at(-1)?.text.length, 12);
  }).timeout(10_000);
});

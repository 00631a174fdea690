import axe from 'axe-core';
import { html } from 'lit';
import { states } from '../../../src/elements/gallery/states.ts';
import { assert } from '../assert.ts';
import { mount, settled } from './mount.ts';

/** What axe finds in every state of an element, as lines. */
async function findings(tag: string, theme: 'light' | 'dark', width: number): Promise<string[]> {
  document.documentElement.style.colorScheme = theme;
  const cards = Object.entries(states[tag] ?? {});
  const box = await mount(
    html`${cards.map(([name, show]) => html`<section aria-label=${name} class="panel">${show()}</section>`)}`,
    width,
  );
  await settled(box);
  const { violations } = await axe.run(box, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { region: { enabled: false }, 'heading-order': { enabled: false } },
  });
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id} at ${n.target.flat().join(' ')}: ${n.failureSummary}`));
}

describe('axe finds nothing in', () => {
  for (const tag of Object.keys(states)) {
    for (const theme of ['light', 'dark'] as const) {
      it(`${tag}, ${theme}`, async () => {
        const found = await findings(tag, theme, 900);
        assert(found.length === 0, found.slice(0, 6).join('\n'));
      }).timeout(20_000);
    }
    it(`${tag} in 320 pixels, which it does not overflow`, async () => {
      const found = await findings(tag, 'light', 320);
      assert(found.length === 0, found.slice(0, 6).join('\n'));
      const width = document.querySelector('main')?.scrollWidth ?? 0;
      assert(width <= 321, `${tag} is ${width} pixels wide`);
    }).timeout(20_000);
  }
  after(() => document.documentElement.style.removeProperty('color-scheme'));
});

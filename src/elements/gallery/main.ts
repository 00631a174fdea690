import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import { html, render, type TemplateResult } from 'lit';
import '../define.ts';
import { adoptPageStyles } from '../tokens.ts';
import { galleryStyles } from './gallery-styles.ts';
import { states } from './states.ts';

adoptPageStyles();
const sheet = galleryStyles.styleSheet;
if (sheet) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

// `gallery.html?only=rc-code&theme=dark` shows one element in one theme: for looking at, and for pictures.
const wanted = new URLSearchParams(location.search);
const theme = wanted.get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.style.colorScheme = theme;

const section = (tag: string, cards: Record<string, () => TemplateResult>) => html`<section id=${tag}>
  <h2><code>${tag}</code></h2>
  ${Object.entries(cards).map(
    ([name, show]) => html`<figure>
      <figcaption>${name}</figcaption>
      <div class="panel">${show()}</div>
    </figure>`,
  )}
</section>`;

const shown = Object.entries(states).filter(([tag]) => !wanted.has('only') || wanted.get('only') === tag);
render(
  html`<main>
    <header><h1>Every element in every state</h1><rc-theme></rc-theme></header>
    ${shown.map(([tag, cards]) => section(tag, cards))}
  </main>`,
  document.body,
);

document.body.addEventListener('rc-theme', (event) => {
  const element = event.target as HTMLElement & { theme: string };
  element.theme = event.detail.theme;
});

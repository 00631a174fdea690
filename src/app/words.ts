import MarkdownIt from 'markdown-it';
import type { Section } from './lesson.ts';

/** Markdown without HTML: what looks like a tag is text, and a link that would run script is refused. */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/**
 * Cuts lesson.md at its second-level headings and renders each section. Runs when the site is built (the plugin in
 * vite.config.ts), so that no reader has to load a Markdown parser.
 */
export const sectionsOf = (text: string): Section[] =>
  text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return { name: part.slice(0, end).trim(), html: markdown.render(part.slice(end).trim()) };
    });

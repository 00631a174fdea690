import { html, LitElement, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { base, buttons } from '../elements/shared-styles.ts';
import { type DecodedLink, decodeLink } from '../trace/link.ts';
import { appStyles } from './app-styles.ts';
import type { Lesson } from './lesson.ts';
import { COURSE, lessonOf, lessons } from './lessons.ts';
import { type Page, pageOf, pages } from './pages.ts';
import { loadSettings, type Settings, saveSettings } from './progress.ts';

/**
 * `<rc-app>`: the header, the theme, the list of keys, and the page that the address asks for.
 */
export class RcApp extends LitElement {
  static override properties = {
    lesson: { state: true },
    link: { state: true },
    settings: { state: true },
    help: { state: true },
    page: { type: String, reflect: true },
    query: { state: true },
    problem: { state: true },
  };
  static override styles = [base, buttons, appStyles];
  declare protected lesson: Lesson | undefined;
  declare protected link: DecodedLink | undefined;
  declare protected settings: Settings;
  declare protected help: boolean;
  /** The page beside the lessons that shows; undefined: a lesson does. */
  declare protected page: Page['id'] | undefined;
  declare protected query: string;
  declare protected problem: string;
  #title = document.title;

  constructor() {
    super();
    this.settings = loadSettings();
    this.help = false;
    this.query = '';
    this.problem = '';
    this.lesson = lessons[0];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#follow);
    void this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#follow);
  }

  /** Opens what the address says. What it does not understand is told, and what is on the page stays. */
  #follow = async (): Promise<void> => {
    const fragment = location.hash.replace(/^#/, '');
    const asked = pageOf(fragment);
    if (asked !== undefined) return this.#turnTo(asked.page, asked.query);
    if (fragment === '/' || fragment.startsWith('/lesson/')) this.#turnBack();
    if (fragment === '' || fragment === '/') return;
    const decoded = await decodeLink(fragment);
    const slug = decoded.link?.lesson;
    if (decoded.link !== null && slug === undefined) {
      this.link = {
        link: null,
        error: 'This link holds a program for the playground, which this version of Racecourse does not have yet.',
      };
      return;
    }
    if (slug !== undefined && lessonOf(slug) === undefined) {
      this.link = { link: null, error: `There is no lesson “${slug}” in this version of Racecourse.` };
      return;
    }
    if (slug !== undefined) this.lesson = lessonOf(slug);
    this.link = decoded;
  };

  override willUpdate(): void {
    if (this.lesson && !this.page) document.title = `${this.lesson.data.question} · Racecourse`;
  }

  async #turnTo(page: Page, query: string): Promise<void> {
    try {
      await page.load();
    } catch {
      this.problem = `The page “${page.label}” could not be loaded. Reload to try again.`;
      return;
    }
    if (pageOf(location.hash.slice(1))?.page !== page) return; // the reader has gone elsewhere meanwhile
    [this.page, this.query, this.problem] = [page.id, query, ''];
    document.title = `${page.title} · Racecourse`;
  }

  #turnBack(): void {
    this.page = undefined;
    document.title = this.#title;
  }

  #set(settings: Partial<Settings>): void {
    this.settings = { ...this.settings, ...settings };
    saveSettings(this.settings);
  }

  #skip(event: Event): void {
    event.preventDefault();
    const other = this.page && this.renderRoot.querySelector(`rc-${this.page}-page`);
    if (other) {
      other.shadowRoot?.querySelector<HTMLElement>('a[href], button, input, select')?.focus();
      return;
    }
    const page = this.renderRoot.querySelector('rc-lesson-page');
    page?.renderRoot.querySelector('rc-transport')?.renderRoot.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  override render() {
    const { lesson } = this;
    return html`<header class="top">
        <a class="skip" href="#/" @click=${this.#skip}>Skip to the simulator</a>
        <span class="brand">${mark}Racecourse</span>
        <nav class="tabs" aria-label="Main">
          <a href="#/" aria-current=${this.page ? nothing : 'page'} @click=${(e: Event) => this.page || e.preventDefault()}>Lessons</a>
          ${pages.map(({ id, label }) => html`<a href=${`#/${id}`} aria-current=${this.page === id ? 'page' : nothing}>${label}</a>`)}
        </nav>
        <span class="grow"></span>
        ${lesson && !this.page ? crumbs(lesson) : nothing}
        <rc-theme
          .theme=${this.settings.theme}
          @rc-theme=${(e: HTMLElementEventMap['rc-theme']) => this.#set({ theme: e.detail.theme })}
        ></rc-theme>
        <button
          type="button"
          class="btn ghost icon-only help"
          aria-label="Keyboard shortcuts"
          title="Keyboard shortcuts (?)"
          @click=${() => {
            this.help = true;
          }}
        >
          <kbd aria-hidden="true">?</kbd>
        </button>
      </header>
      ${this.problem ? html`<p role="alert" class="problem">${this.problem}</p>` : nothing}
      ${
        this.page
          ? pageElement(this.page, this.query)
          : lesson
            ? keyed(
                lesson.slug,
                html`<rc-lesson-page
                .lesson=${lesson}
                .link=${this.link}
                .singleKeys=${this.settings.singleKeys}
                @rc-help=${() => {
                  this.help = true;
                }}
              ></rc-lesson-page>`,
              )
            : nothing
      }
      <rc-shortcuts
        .open=${this.help}
        .singleKeys=${this.settings.singleKeys}
        @rc-close=${() => {
          this.help = false;
        }}
        @rc-keys=${(e: HTMLElementEventMap['rc-keys']) => this.#set({ singleKeys: e.detail.enabled })}
      ></rc-shortcuts>`;
  }
}

const mark = html`<svg width="20" height="18" viewBox="0 0 20 18" aria-hidden="true"><rect y="1" width="9" height="4" rx="2" fill="currentColor"/><rect x="7" y="7" width="9" height="4" rx="2" fill="currentColor" opacity=".55"/><rect x="11" y="13" width="9" height="4" rx="2" fill="currentColor"/></svg>`;

/** Where in the course this lesson is. Lessons that do not exist yet are pale. */
const crumbs = ({ data }: Lesson) => html`<div class="crumbs" title="The other lessons are still to come.">
  <span>${data.number} of ${COURSE}</span>
  <span class="dots" aria-hidden="true"
    >${Array.from({ length: COURSE }, (_, i) => html`<i class=${i + 1 === data.number ? 'c' : ''}></i>`)}</span
  >
</div>`;

const pageElement = (page: Page['id'], query: string) =>
  page === 'benchmarks'
    ? html`<rc-benchmarks-page .query=${query}></rc-benchmarks-page>`
    : page === 'compare'
      ? html`<rc-compare-page .query=${query}></rc-compare-page>`
      : html`<rc-advisor-page .query=${query}></rc-advisor-page>`;

import { html, LitElement, nothing } from 'lit';
import { base, buttons } from '../elements/shared-styles.ts';
import { type DecodedLink, decodeLink } from '../trace/link.ts';
import { appStyles } from './app-styles.ts';
import type { Lesson } from './lesson.ts';
import { COURSE, lessonOf, lessons } from './lessons.ts';
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
  };
  static override styles = [base, buttons, appStyles];
  declare protected lesson: Lesson | undefined;
  declare protected link: DecodedLink | undefined;
  declare protected settings: Settings;
  declare protected help: boolean;

  constructor() {
    super();
    this.settings = loadSettings();
    this.help = false;
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
    this.link = decoded;
  };

  #set(settings: Partial<Settings>): void {
    this.settings = { ...this.settings, ...settings };
    saveSettings(this.settings);
  }

  #skip(event: Event): void {
    event.preventDefault();
    const page = this.renderRoot.querySelector('rc-lesson-page');
    page?.renderRoot.querySelector('rc-transport')?.renderRoot.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  override render() {
    const { lesson } = this;
    return html`<header class="top">
        <a class="skip" href="#/" @click=${this.#skip}>Skip to the simulator</a>
        <span class="brand">${mark}Racecourse</span>
        <nav class="tabs" aria-label="Main">
          <a href="#/" aria-current="page" @click=${(e: Event) => e.preventDefault()}>Lessons</a>
        </nav>
        <span class="grow"></span>
        ${lesson ? crumbs(lesson) : nothing}
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
      ${
        lesson
          ? html`<rc-lesson-page
            .lesson=${lesson}
            .link=${this.link}
            .singleKeys=${this.settings.singleKeys}
            @rc-help=${() => {
              this.help = true;
            }}
          ></rc-lesson-page>`
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

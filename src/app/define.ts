import '../elements/define.ts';
import { RcApp } from './app.ts';
import { RcLessonPage } from './lesson-page.ts';

/** The page's own tags; the elements' are registered with theirs. */
customElements.define('rc-lesson-page', RcLessonPage);
customElements.define('rc-app', RcApp);

declare global {
  interface HTMLElementTagNameMap {
    'rc-app': RcApp;
    'rc-lesson-page': RcLessonPage;
  }
}

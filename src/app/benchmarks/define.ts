import { RcBenchmarksPage } from './page.ts';
import { RcRun } from './run-view.ts';

if (!customElements.get('rc-run')) customElements.define('rc-run', RcRun);
customElements.define('rc-benchmarks-page', RcBenchmarksPage);

declare global {
  interface HTMLElementTagNameMap {
    'rc-benchmarks-page': RcBenchmarksPage;
    'rc-run': RcRun;
  }
}

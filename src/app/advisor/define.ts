import { RcRun } from '../benchmarks/run-view.ts';
import { RcAdvisorPage } from './page.ts';

if (!customElements.get('rc-run')) customElements.define('rc-run', RcRun);
customElements.define('rc-advisor-page', RcAdvisorPage);

declare global {
  interface HTMLElementTagNameMap {
    'rc-advisor-page': RcAdvisorPage;
  }
}

import { RcComparePage } from './page.ts';

customElements.define('rc-compare-page', RcComparePage);

declare global {
  interface HTMLElementTagNameMap {
    'rc-compare-page': RcComparePage;
  }
}

import { css } from 'lit';
import { RcTimeline } from '../timeline/timeline.ts';

/**
 * `<rc-virtual-timeline>`: `<rc-timeline>` for a run in virtual time, all of which is known: what comes after the
 * cursor is as clear as what was before, and the cursor's label has room for a time. All else is `<rc-timeline>`'s.
 */
export class RcVirtualTimeline extends RcTimeline {
  static override styles = [
    ...RcTimeline.styles,
    css`
      .later {
        display: none;
      }
      .axis .step {
        width: auto;
        white-space: nowrap;
      }
      .seg.later-seg.running {
        color: var(--on-run);
      }
      .seg.later-seg.ready {
        color: var(--ink-2);
      }
      .seg.later-seg .plate {
        background: var(--surface);
      }
      .seg.later-seg.lock .plate {
        color: var(--lock);
      }
      .seg.later-seg.io .plate {
        color: var(--io);
      }
    `,
  ];
}

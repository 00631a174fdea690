import { html, nothing, type TemplateResult } from 'lit';
import { inline } from '../elements/text.ts';
import type { VerdictKind } from '../elements/verdict.ts';
import type { FixResult } from './check-fix.ts';
import { openCounterexample } from './commands.ts';
import { prose } from './lesson-column.ts';
import type { RcLessonPage } from './lesson-page.ts';

const verdicts: Readonly<Record<FixResult['kind'], readonly [kind: VerdictKind, word: string]>> = {
  holds: ['ok', 'no schedule breaks it'],
  broken: ['bad', 'broken'],
  work: ['bad', 'work is missing'],
  open: ['open', 'not finished'],
};

/** What is demanded of the fix, and what the last check found. */
export function checkCard(page: RcLessonPage): TemplateResult {
  const { fix, lesson } = page;
  const { result, checking, problem } = fix;
  const { counter, fix: demand } = lesson.data;
  const writes = Object.entries(counter.writes);
  const rows = [
    { term: 'Always', text: `\`${demand.always}\` at the end, in every schedule` },
    {
      term: 'Work',
      text: `${writes.map(([id]) => `T${id}`).join(' and ')} write \`${counter.name}\` ${writes[0]?.[1]} times each, nobody else does`,
    },
  ];
  const stale = result && fix.checked !== page.attempt;
  return html`<rc-goal heading="What your program must do" .rows=${rows} .word=${''}></rc-goal>
    <section class="card check" aria-label="Check">
      ${checking === undefined ? nothing : html`<p>Checking every schedule: ${checking.toLocaleString('en')} states so far.</p>`}
      ${problem ? html`<p>${problem}</p>` : nothing}
      ${result ? found(page, result) : nothing}
      ${stale ? html`<p class="small">You have changed the program since.</p>` : nothing}
      ${
        checking === undefined && !problem && !result
          ? html`<p class="small">${page.flow.progress.fixed ? 'You have found a fix. Check again whenever you like.' : 'Not checked yet.'}</p>`
          : nothing
      }
    </section>`;
}

function found(page: RcLessonPage, result: FixResult): TemplateResult {
  const [kind, word] = verdicts[result.kind];
  return html`<rc-verdict .kind=${kind} .word=${word}></rc-verdict>
    ${result.kind === 'holds' ? html`${prose(page, 'proof')} ${prose(page, 'guard')}` : html`<p>${inline(result.what)}</p>`}
    ${result.why ? html`<p>${inline(result.why)}</p>` : nothing}
    ${
      result.schedule
        ? html`<button type="button" class="btn" @click=${() => openCounterexample(page)}>Open it in the timeline</button>`
        : nothing
    }`;
}

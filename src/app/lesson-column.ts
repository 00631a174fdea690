import { html, nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { inline } from '../elements/text.ts';
import { checkCard } from './check-card.ts';
import { SAMPLE } from './check-fix.ts';
import type { StepName } from './flow.ts';
import { allSections, sectionOf } from './lesson.ts';
import { footer } from './lesson-footer.ts';
import type { RcLessonPage } from './lesson-page.ts';
import { digits, fill, type Quoted, quotedOf } from './quoted.ts';

/** The lesson's column: question, what to do in this step, and the buttons at its foot. */
export function lessonColumn(page: RcLessonPage): TemplateResult {
  const { data } = page.lesson;
  const steps = { predict, break: breakIt, explain, fix, confirm };
  return html`<div class="lbody" tabindex="0" role="group" aria-label="Lesson text">
      <div>
        <div class="kicker">Lesson ${data.number} · ${data.part}</div>
        <h1>${data.question}</h1>
      </div>
      <div class="step" tabindex="-1" role="group" aria-label=${titleOf(page.at)}><h2 class="vh">${titleOf(page.at)}</h2>${steps[page.at](page)}</div>
    </div>
    ${footer(page)}`;
}

/** `Explain`. */
export const titleOf = (step: StepName): string => step.charAt(0).toUpperCase() + step.slice(1);

/** Every number that the words may quote, as far as it is known by now. */
export function quoted(page: RcLessonPage): Quoted {
  const { result } = page.fix;
  return {
    ...quotedOf(page.lesson.data, page.facts.facts),
    sample: digits(SAMPLE),
    ...(result && { 'check-states': digits(result.states) }),
  };
}

export const prose = (page: RcLessonPage, section: string): TemplateResult => {
  const text = sectionOf(page.lesson.words, section);
  return html`<div class="prose">${unsafeHTML(fill(text, quoted(page)))}</div>`; // markdown-it without HTML, of our own words
};

function hints(page: RcLessonPage, section: string, count: number): TemplateResult | typeof nothing {
  const shown = allSections(page.lesson.words, section).slice(0, count);
  if (shown.length === 0) return nothing;
  return html`<div class="hints" role="status">
    ${shown.map((text) => html`<div class="prose hint">${unsafeHTML(fill(text, quoted(page)))}</div>`)}
  </div>`;
}

function prediction(page: RcLessonPage): TemplateResult {
  const { choice, locked, switches } = page.flow.progress;
  const { predict } = page.lesson.data;
  const known = switches >= 0;
  const options = predict.options.map(({ id, text, wrong }) =>
    known && wrong !== undefined && id === choice ? { id, text, note: wrong } : { id, text },
  );
  return html`<rc-predict
    bare
    .question=${predict.question}
    .options=${options}
    .choice=${choice}
    .locked=${locked}
    .truth=${known ? predict.truth : ''}
    .truthNote=${'what you have reached'}
  ></rc-predict>`;
}

const predict = (page: RcLessonPage): TemplateResult => html`${prose(page, 'predict')} ${prediction(page)}`;

function goal(page: RcLessonPage): TemplateResult {
  const { data } = page.lesson;
  const { switches } = page.flow.progress;
  const { facts, states, problem } = page.facts;
  const par = facts?.par ?? data.par;
  const need = `no schedule needs fewer than ${par}`;
  const done = switches >= 0;
  const reached = switches === par ? `${switches}, and ${need.replace(` than ${par}`, '')}` : `${switches}; ${need}`;
  const odds =
    facts === undefined
      ? problem || `counting every schedule: ${digits(states)} states so far`
      : `${digits(facts.reached)} of ${digits(facts.schedules)} schedules end so`;
  const { story, run } = page.runs;
  const own = run.trace.program.source === page.lesson.source && run.trace.steps.length > 0;
  const now = story.result
    ? `ended at \`${data.counter.name} = ${story.result.value}\``
    : `${digits(run.trace.steps.length)} of ${digits(facts?.steps ?? 0)} steps`;
  const rows = [
    { term: 'Switches', text: done ? reached : `${par} are enough; ${need}` },
    { term: 'Odds', text: odds },
    ...(own && !(done && story.reached) && facts
      ? [
          {
            term: 'This run',
            text: `${now}, ${digits(story.switches)} ${story.switches === 1 ? 'switch' : 'switches'}`,
          },
        ]
      : []),
  ];
  return html`<rc-goal .heading=${data.goal.heading} .rows=${rows} .kind=${'ok'} .word=${done ? 'done' : ''}></rc-goal>`;
}

function breakIt(page: RcLessonPage): TemplateResult {
  const { switches, hints: count } = page.flow.progress;
  return html`${prose(page, switches >= 0 ? 'done' : 'break')} ${prediction(page)} ${goal(page)}
  ${switches >= 0 ? nothing : hints(page, 'break-hint', count)}`;
}

function explain(page: RcLessonPage): TemplateResult {
  const { explain: ask } = page.lesson.data;
  const { explanation } = page.flow.progress;
  return html`${prose(page, 'explain')}
    <rc-explain
      .question=${ask.question}
      .words=${ask.words}
      .text=${explanation}
      .answer=${explanation.trim() ? ask.answer : ''}
    ></rc-explain>
    ${prediction(page)} ${goal(page)} ${article(page)}`;
}

function fix(page: RcLessonPage): TemplateResult {
  return html`${prose(page, 'fix')} ${checkCard(page)} ${hints(page, 'fix-hint', page.fixHints)}`;
}

function article(page: RcLessonPage): TemplateResult {
  const { article: about } = page.lesson.data;
  return html`<details class="art">
    <summary>The article says: “${about.quote}”</summary>
    ${prose(page, 'article')}
    <p class="source">${about.author}, <cite>${about.title}</cite>, ${about.section}</p>
  </details>`;
}

function confirm(page: RcLessonPage): TemplateResult {
  const { view, problem } = page.lab;
  const { read } = page.lesson.data;
  return html`${prose(page, 'confirm')}
    <rc-lab-chart
      .series=${view?.series.filter((s) => s.lost.length > 0 || view.busy) ?? []}
      .total=${view?.total ?? 0}
      .running=${view?.round ?? 0}
      .error=${view?.problem || problem}
    ></rc-lab-chart>
    ${view && view.cores > 0 && view.results.length > 0 ? html`<p class="small">This machine runs ${view.cores} threads at once.</p>` : nothing}
    ${page.flow.progress.confirmed ? prose(page, 'passed') : nothing} ${article(page)}
    <details class="art">
      <summary>Further reading</summary>
      <ul class="read">
        ${read.map(({ text, href }) => html`<li>${href ? html`<a href=${href} rel="noreferrer">${text}</a>` : inline(text)}</li>`)}
      </ul>
    </details>`;
}

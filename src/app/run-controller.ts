import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Program } from '../language/program.ts';
import { formatSeed, parseScheduleOrSeed } from '../schedule/seed.ts';
import { formatSchedule, type Schedule } from '../schedule/text.ts';
import type { Chooser } from '../trace/log.ts';
import { momentAt } from '../trace/moment.ts';
import { scheduleOf, truncate } from '../trace/record.ts';
import type { Moment, Trace } from '../trace/types.ts';
import type { Machine } from '../vm/machine.ts';
import { bySchedule, bySeed, type Driver, onAndOn, slice } from './drive-run.ts';
import type { LessonData } from './lesson.ts';
import * as change from './run.ts';
import { type Story, storyOf } from './story.ts';

/** Milliseconds a step stands while playing. */
const BEAT = 160;

/** Holds the run of a page: who asks changes it through the functions of run.ts, and the page is drawn anew. */
export class RunController implements ReactiveController {
  run: change.Run;
  playing = false;
  /** Steps so far of a run that takes long; undefined while none is under way. */
  busy: number | undefined;
  /** What is wrong with what was typed as a schedule, and that text: it stays in the field to be mended. */
  error = '';
  typed = '';
  /** Called when the run has changed, not only the cursor. */
  changed = (): void => {};
  #host: ReactiveControllerHost;
  #lesson: LessonData;
  #timer = 0;
  #stop = (): void => {};
  #story: { readonly trace: Trace; readonly chooser: Chooser; readonly story: Story } | undefined;
  #moment: { readonly trace: Trace; readonly moment: Moment } | undefined;

  constructor(host: ReactiveControllerHost, lesson: LessonData, program: Program) {
    this.#host = host;
    this.#lesson = lesson;
    this.run = change.beginRun(program, lesson.machine);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.pause();
    this.#stop();
  }

  get story(): Story {
    const { trace, chooser } = this.run;
    if (this.#story?.trace !== trace || this.#story.chooser !== chooser)
      this.#story = { trace, chooser, story: storyOf(trace, chooser, this.#lesson) };
    return this.#story.story;
  }

  get moment(): Moment {
    const { trace, cursor } = this.run;
    if (this.#moment?.trace !== trace || this.#moment.moment.cursor !== cursor)
      this.#moment = { trace, moment: momentAt(trace, cursor) };
    return this.#moment.moment;
  }

  /** The choices of the whole trace, as text. */
  get scheduleText(): string {
    return formatSchedule(scheduleOf(this.run.trace));
  }

  /** A deadlock at the cursor, to be said at once; else empty. */
  get alarm(): string {
    const note = this.story.timeline.notes.find((n) => n.tone === 'lock' && n.at === this.run.cursor);
    return note === undefined ? '' : `${note.title}. ${note.text}`;
  }

  get canUndo(): boolean {
    return this.run.past.length > 0;
  }

  /** The thread that a schedule would go on with: the last one while it can, else the first that can. */
  #next(): number | undefined {
    const { trace, cursor } = this.run;
    const planned = trace.steps[cursor]?.thread;
    if (planned !== undefined) return planned;
    const views = trace.states[cursor] ?? [];
    const last = trace.steps[cursor - 1]?.thread;
    return (views.find((view) => view.id === last && view.enabled) ?? views.find((view) => view.enabled))?.id;
  }

  #set(run: change.Run): void {
    const before = this.run;
    this.run = run;
    this.error = '';
    this.typed = '';
    if (before.trace !== run.trace) this.changed();
    this.#host.requestUpdate();
  }

  step(thread: number): void {
    const view = this.run.trace.states[this.run.cursor]?.[thread];
    if (!view?.enabled || this.busy !== undefined) return;
    this.pause();
    this.#set(change.step(this.run, thread));
  }

  seek(cursor: number): void {
    this.pause();
    this.#set(change.seek(this.run, cursor));
  }

  undo(): void {
    this.pause();
    this.#set(change.undo(this.run));
  }

  reset(): void {
    this.pause();
    this.#stop();
    this.#set(change.reset(this.run));
  }

  /** Plays what is recorded, then goes on with one thread as long as it can. Without motion: to the end at once. */
  play(): void {
    if (this.playing || this.busy !== undefined || this.#next() === undefined) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      if (this.run.cursor < this.run.trace.steps.length) this.seek(this.run.trace.steps.length);
      else void this.#drive(this.run.trace, onAndOn, 'you');
      return;
    }
    this.playing = true;
    this.#beat();
  }

  pause(): void {
    clearTimeout(this.#timer);
    if (!this.playing) return;
    this.playing = false;
    this.#host.requestUpdate();
  }

  #beat = (): void => {
    const thread = this.#next();
    if (thread === undefined) {
      this.pause();
      return;
    }
    const { trace, cursor } = this.run;
    this.#set(cursor < trace.steps.length ? change.seek(this.run, cursor + 1) : change.step(this.run, thread));
    this.#timer = window.setTimeout(this.#beat, BEAT);
  };

  /** A schedule or a seed, as typed. What cannot be read or done is said, and what came before it is kept. */
  async schedule(text: string): Promise<void> {
    this.pause();
    const parsed = parseScheduleOrSeed(text);
    const start = truncate(this.run.trace, 0);
    if (parsed.kind === 'seed') {
      await this.#drive(start, bySeed(parsed.seed), 'the seed', formatSeed(parsed.seed));
      return;
    }
    await this.#drive(start, bySchedule(parsed.steps), 'the schedule', '', parsed.error?.message ?? '');
    if (this.error === '') return;
    this.typed = text;
    this.#host.requestUpdate();
  }

  /** A new random seed. */
  dice(): void {
    const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
    void this.schedule(formatSeed(seed));
  }

  /** Another program's run: from its start, or along a schedule. Resolves with a sentence about what went wrong, or ''. */
  async open(
    program: Program,
    machine: Machine,
    schedule: Schedule = [],
    cursor?: number,
    chooser: Chooser = 'the schedule',
  ): Promise<string> {
    this.pause();
    const known = this.run.trace.program === program && sameMachine(this.run.trace.machine, machine);
    if (!known) this.#set(change.beginRun(program, machine));
    if (schedule.length === 0) {
      if (known) this.reset();
      return '';
    }
    await this.#drive(truncate(this.run.trace, 0), bySchedule(schedule), chooser, '', '', cursor);
    const { error } = this;
    this.error = '';
    return error;
  }

  /** Ends a run that takes long, and keeps what it has so far. */
  stop(): void {
    this.#stop();
  }

  /** Runs a driver to its end, slice by slice, so that the page stays alive; the first slice at once. */
  #drive(start: Trace, driver: Driver, chooser: Chooser, seed = '', problem = '', cursor?: number): Promise<void> {
    this.#stop();
    return new Promise((resolve) => {
      let trace = start;
      let timer = 0;
      const finish = (result: Trace): void => {
        clearTimeout(timer);
        this.#stop = () => {};
        this.busy = undefined;
        this.#set(change.replace(this.run, result, chooser, seed, cursor ?? result.steps.length));
        this.error = driver.fault() || problem;
        resolve();
      };
      const turn = (): void => {
        const next = slice(trace, driver);
        trace = next.trace;
        if (next.done) {
          finish(trace);
          return;
        }
        this.busy = trace.steps.length;
        this.#host.requestUpdate();
        timer = window.setTimeout(turn);
      };
      this.#stop = () => finish({ ...trace, ending: { kind: 'stopped', reason: 'stopped by you' } });
      turn();
    });
  }
}

const sameMachine = (a: Machine, b: Machine): boolean => a.switchPoints === b.switchPoints && a.gil === b.gil;

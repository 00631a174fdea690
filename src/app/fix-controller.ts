import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Diagnostic, Program } from '../language/program.ts';
import type { Machine } from '../vm/machine.ts';
import type { FixResult } from './check-fix.ts';
import type { Lesson } from './lesson.ts';
import { createChannel, Stopped } from './search-client.ts';

/** Milliseconds after the last letter before the text is compiled. */
const QUIET = 300;
/** A program whose set-up takes longer than this (milliseconds, in the worker) is not run on the page. */
const MOST_SETUP = 200;
/** What is ended even without Stop: compiling and setting up are bounded, so this is for a machine that is very busy. */
const MOST_LOAD = 10_000;

/** The reader's own program: compiled as it is written, checked when asked, both in workers. */
export class FixController implements ReactiveController {
  diagnostics: readonly Diagnostic[] = [];
  /** States so far of a check under way; undefined while none is. */
  checking: number | undefined;
  /** Of the last check, and the source that it was about. */
  result: FixResult | undefined;
  checked = '';
  /** Why there is no result, or no run. */
  problem = '';
  /** Called with a program that compiled, once its set-up is known to be short. */
  loaded = (_program: Program): void => {};
  #host: ReactiveControllerHost;
  #lesson: Lesson;
  #compiler = createChannel();
  #search = createChannel();
  #timer = 0;

  constructor(host: ReactiveControllerHost, lesson: Lesson) {
    this.#host = host;
    this.#lesson = lesson;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#compiler.stop();
    this.#search.stop();
  }

  /** The text has changed. */
  edited(source: string): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(async () => {
      const program = await this.load(source, this.#lesson.data.machine);
      if (program !== undefined) this.loaded(program);
    }, QUIET);
  }

  /** Compiles a program and runs its set-up, in the worker. Undefined when that fails; then `diagnostics` or `problem` say why. */
  async load(source: string, machine: Machine, file = this.#lesson.data.program): Promise<Program | undefined> {
    this.problem = '';
    let late = false;
    const limit = window.setTimeout(() => {
      late = true;
      this.#compiler.stop();
    }, MOST_LOAD);
    try {
      const answer = await this.#compiler.ask({ kind: 'load', source, file, machine });
      this.diagnostics = answer.diagnostics;
      if (!answer.ok) return undefined;
      if (answer.setup <= MOST_SETUP) return answer.program;
      this.problem =
        'Before its first thread starts, this program computes for too long to follow it here. Check can still go through it.';
    } catch (error) {
      if (late) this.problem = `The program was not ready after ${MOST_LOAD / 1000} seconds, so it was stopped.`;
      else if (!(error instanceof Stopped)) this.problem = sentence(error);
    } finally {
      clearTimeout(limit);
      this.#host.requestUpdate();
    }
    return undefined;
  }

  async check(source: string): Promise<FixResult | undefined> {
    this.checking = 0;
    this.result = undefined;
    this.problem = '';
    this.#host.requestUpdate();
    try {
      const answer = await this.#search.ask({ kind: 'check', source, lesson: this.#lesson.data }, (states) => {
        this.checking = states;
        this.#host.requestUpdate();
      });
      this.diagnostics = answer.diagnostics;
      this.checked = source;
      if (answer.ok) this.result = answer.result;
      else this.problem = 'The program cannot be read yet: see the marked lines.';
      return this.result;
    } catch (error) {
      this.problem =
        error instanceof Stopped
          ? `Stopped: no failure in ${(this.checking ?? 0).toLocaleString('en')} states, not finished.`
          : sentence(error);
      return undefined;
    } finally {
      this.checking = undefined;
      this.#host.requestUpdate();
    }
  }

  stop(): void {
    this.#search.stop();
  }
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

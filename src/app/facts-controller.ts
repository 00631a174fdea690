import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Facts } from './facts.ts';
import type { Lesson } from './lesson.ts';
import { createChannel, Stopped } from './search-client.ts';

/** Counts a lesson's schedules in a worker. */
export class FactsController implements ReactiveController {
  facts: Facts | undefined;
  /** States so far, and why there are no facts when that is so. */
  states = 0;
  problem = '';
  #host: ReactiveControllerHost;
  #lesson: Lesson;
  #channel = createChannel();
  #asked = false;

  constructor(host: ReactiveControllerHost, lesson: Lesson) {
    this.#host = host;
    this.#lesson = lesson;
    host.addController(this);
  }

  /** Counts, once. The page asks when its reader begins to think, and the answer is there when it is needed. */
  start(): void {
    if (this.#asked) return;
    this.#asked = true;
    void this.#ask();
  }

  hostDisconnected(): void {
    this.#channel.stop();
  }

  async #ask(): Promise<void> {
    const { source, data } = this.#lesson;
    try {
      const result = await this.#channel.ask({ kind: 'facts', source, lesson: data }, (states) => {
        this.states = states;
        this.#host.requestUpdate();
      });
      if (result.ok) this.facts = result.facts;
      else this.problem = result.message;
    } catch (error) {
      if (error instanceof Stopped) return;
      this.problem = error instanceof Error ? error.message : String(error);
    }
    this.#host.requestUpdate();
  }
}

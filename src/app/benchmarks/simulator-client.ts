import type { ReactiveController } from 'lit';
import type { Answers, Asked, Kind, Question, Said } from './simulator-protocol.ts';

export interface Answered<K extends Kind> {
  readonly answer: Answers[K];
  readonly ms: number;
}

interface Waiting {
  readonly question: Question;
  readonly resolve: (said: { answer: Answers[Kind]; ms: number } | undefined) => void;
  readonly reject: (error: Error) => void;
}

// Written exactly so: the pattern by which Vite finds the worker and bundles it.
const createWorker = (): Worker => new Worker(new URL('./simulator.worker.ts', import.meta.url), { type: 'module' });

/**
 * The simulator of a page. One question is under way at a time; of each kind, only the newest waits behind it: a slider
 * that is dragged asks for each place it comes by, and only the last is worth an answer. Its worker lives as long as the
 * page's element.
 */
export class Simulator implements ReactiveController {
  #worker: Worker | undefined;
  #id = 0;
  #current: Waiting | undefined;
  #next = new Map<Kind, Waiting>();
  readonly #create: () => Worker;

  constructor(host: { addController(controller: ReactiveController): void }, create = createWorker) {
    this.#create = create;
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    this.stop();
  }

  /** Ends what is under way: a simulation does not listen while it computes, so its worker ends with it. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const one of [this.#current, ...this.#next.values()]) one?.resolve(undefined);
    this.#current = undefined;
    this.#next.clear();
  }

  /** Resolves with undefined when a newer question of the same kind has taken its place; rejects with a sentence. */
  ask<K extends Kind>(question: Extract<Question, { kind: K }>): Promise<Answered<K> | undefined> {
    return new Promise((resolve, reject) => {
      this.#next.get(question.kind)?.resolve(undefined);
      this.#next.delete(question.kind); // behind what other kinds asked before
      this.#next.set(question.kind, {
        question,
        resolve: resolve as Waiting['resolve'], // the worker answers a question of kind K with an answer of kind K
        reject,
      });
      this.#go();
    });
  }

  #go(): void {
    const [first] = this.#next;
    if (this.#current !== undefined || first === undefined) return;
    this.#next.delete(first[0]);
    this.#current = first[1];
    try {
      this.#worker ??= this.#listen(this.#create());
      this.#worker.postMessage({ id: ++this.#id, question: first[1].question } satisfies Asked);
    } catch (error) {
      this.#end((one) => one.reject(new Error(`The browser refused a worker: ${String(error)}`)));
    }
  }

  #listen(worker: Worker): Worker {
    worker.onmessage = ({ data }: MessageEvent<Said>) => {
      if (data.id !== this.#id) return;
      this.#end((one) =>
        data.ok ? one.resolve(data) : one.reject(new Error(`The simulation failed: ${data.message}.`)),
      );
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#worker?.terminate();
      this.#worker = undefined;
      this.#end((one) => one.reject(new Error(`The simulator stopped: ${event.message || 'it could not be loaded'}.`)));
    };
    return worker;
  }

  #end(settle: (one: Waiting) => void): void {
    const one = this.#current;
    this.#current = undefined;
    if (one) settle(one);
    this.#go();
  }
}

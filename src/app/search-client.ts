import type { Answers, Asked, Question, Said } from './search-protocol.ts';

/** Stopped by the reader, or replaced by a newer question. */
export class Stopped extends Error {}

/** One worker, one question at a time. A new question, or `stop`, ends the one before. */
export interface Channel {
  /** Rejects with Stopped, or with an Error whose message is a sentence. `progress` is told states so far. */
  ask<K extends Question['kind']>(
    question: Extract<Question, { kind: K }>,
    progress?: (states: number) => void,
  ): Promise<Answers[K]>;
  stop(): void;
}

// Written exactly so: the pattern by which Vite finds the worker and bundles it.
const createWorker = (): Worker => new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' });

export function createChannel(create: () => Worker = createWorker): Channel {
  let worker: Worker | undefined;
  let id = 0;
  let refuse: ((error: Error) => void) | undefined;

  const kill = (): void => {
    worker?.terminate();
    worker = undefined;
  };
  const stop = (): void => {
    if (refuse === undefined) return;
    kill(); // a search does not listen while it computes: ending its worker is the one way that always works
    refuse(new Stopped('Stopped.'));
  };

  return {
    stop,
    ask<K extends Question['kind']>(question: Extract<Question, { kind: K }>, progress = (_states: number) => {}) {
      stop();
      const mine = ++id;
      return new Promise<Answers[K]>((resolve, reject) => {
        const end = (): void => {
          refuse = undefined;
        };
        refuse = (error) => {
          end();
          reject(error);
        };
        try {
          worker ??= create();
        } catch (error) {
          refuse(new Error(`The browser refused a worker: ${String(error)}`));
          return;
        }
        worker.onerror = (event) => {
          event.preventDefault();
          kill();
          refuse?.(new Error(`The search stopped: ${event.message || 'its worker could not be loaded'}.`));
        };
        worker.onmessage = ({ data }: MessageEvent<Said>) => {
          if (data.id !== mine) return;
          if (data.kind === 'progress') progress(data.states);
          else if (data.kind === 'failed') refuse?.(new Error(`The search failed: ${data.message}.`));
          else {
            end();
            resolve(data.answer as Answers[K]); // the worker answers a question of kind K with an answer of kind K
          }
        };
        worker.postMessage({ id: mine, question } satisfies Asked);
      });
    },
  };
}

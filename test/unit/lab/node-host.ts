/** Workers of Node for tests: real threads over real shared memory, running the source of the very functions in src/lab. */
import os from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FromWorker } from '../../../src/lab/counter.worker.ts';
import { countAtomically, countPlainly, meet, obey } from '../../../src/lab/counting.ts';
import type { Host } from '../../../src/lab/host.ts';

/** What counter.worker.ts does, for a Node thread: Node 20 loads no TypeScript, so it gets the functions as text. */
export const counter = `
  const { parentPort } = require('node:worker_threads');
  ${[countPlainly, countAtomically, meet, obey].join('\n')}
  parentPort.on('message', (order) => parentPort.postMessage({ kind: 'counted', ...obey(order) }));
  parentPort.postMessage({ kind: 'ready' });`;

/** Ready, and then `body` is what it does with an order. */
export const misbehaving = (body: string): string => `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', (order) => { ${body} });
  parentPort.postMessage({ kind: 'ready' });`;

export interface NodeHost extends Host {
  readonly started: number;
  /** Resolves when every worker that was started has ended. */
  allGone(): Promise<void>;
}

/** @param script what worker number `n` (from 0) runs */
export function nodeHost(script: (n: number) => string = () => counter): NodeHost {
  const gone: Promise<void>[] = [];
  return {
    obstacle: () => '',
    cores: os.availableParallelism(),
    start(hearing) {
      const worker = new Worker(script(gone.length), { eval: true });
      gone.push(new Promise((resolve) => worker.once('exit', () => resolve())));
      worker.on('message', (message: FromWorker) => hearing.message(message));
      worker.on('error', (error) => hearing.failed(String(error)));
      return { post: (order) => worker.postMessage(order), kill: () => void worker.terminate() };
    },
    get started() {
      return gone.length;
    },
    allGone: async () => void (await Promise.all(gone)),
  };
}

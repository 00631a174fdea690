import { type Activity, compute, io } from '../activity.ts';
import type { Program, Self } from '../world.ts';
import { processPool, type Ticket, threadPool } from './pool.ts';
import { exchange, type LocalServer, serve } from './server.ts';
import type { Executor } from './workers.ts';

export interface MailWorkload {
  readonly executor: Executor;
  readonly workers: number;
  readonly mails: number;
  /** Virtual nanoseconds that the server waits before it accepts a log-in, and before each mail. */
  readonly login: number;
  readonly latency: number;
  /** Processor time of a mail in the client, and in a server on the same computer; null for one elsewhere. */
  readonly clientTime: number;
  readonly server: { readonly service: number; readonly calls: number } | null;
  /** Beside the log-in: connecting, choosing the mailbox, closing. */
  readonly session: number;
  /** What listing the mails takes the server. */
  readonly list: number;
}

/** The article's scenario: log in and list the mails, then fetch them, alone or in a pool with a log-in each. */
export function mailWorkload(workload: MailWorkload): Program {
  const { executor, workers, mails, login, latency, clientTime, server, session, list } = workload;
  return function* (self) {
    const local = server === null ? null : yield* serve(self, latency, server.service);
    const begin = self.now();
    const fetch = (me: Self): Generator<Activity, void, unknown> => one(me, local);
    function* one(me: Self, at: LocalServer | null): Generator<Activity, void, unknown> {
      if (at !== null && server !== null) yield* exchange(me, at, clientTime, server.calls);
      else {
        yield io(latency);
        yield compute(clientTime);
      }
    }
    const download = (count: number) =>
      function* (me: Self): Generator<Activity, void, unknown> {
        yield io(login + session);
        for (let mail = 0; mail < count; mail++) yield* fetch(me);
      };
    yield io(login + session + list);
    if (executor === 'seq') {
      yield* download(mails)(self);
      self.measure('seconds', (self.now() - begin) / 1e9);
      return;
    }
    const pool = executor === 'thread' ? threadPool(self, workers) : processPool(self, workers, executor);
    const tickets: Ticket[] = [];
    for (let index = 0; index < workers; index++) {
      const count = Math.floor((mails * (index + 1)) / workers) - Math.floor((mails * index) / workers);
      tickets.push(yield* pool.submit(download(count)));
    }
    for (const ticket of tickets) yield* ticket();
    self.measure('seconds', (self.now() - begin) / 1e9);
    yield* pool.shutdown();
  };
}

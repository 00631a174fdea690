import { type Activity, compute, native, receive, send, sleep, start } from '../activity.ts';
import type { Pipe } from '../objects.ts';
import type { Program, Self } from '../world.ts';

/** A server on the same computer, in a process of its own, written in Python: one thread for each connection. */
export interface LocalServer {
  readonly inbox: Pipe;
  readonly latency: number;
  readonly service: number;
}

interface Letter {
  readonly reply: Pipe;
}

/**
 * Runs a server that waits `latency` before each answer and needs `service` processor time for it, half before and
 * half after. When its clients are confined to some cores it has the others.
 */
export function* serve(self: Self, latency: number, service: number): Generator<Activity, LocalServer, unknown> {
  const server: LocalServer = { inbox: self.pipe('server'), latency, service };
  const accept: Program = function* (serverSelf) {
    for (let count = 1; ; count++) {
      const { reply } = (yield receive(server.inbox)) as Letter;
      yield start(serverSelf.thread(`handler ${count}`, () => answer(server, reply), { daemon: true }));
    }
  };
  yield start(self.process('server', accept, { running: true, daemon: true, cores: coresOf(self) }));
  return server;
}

function coresOf({ machine, cores }: Self): readonly number[] {
  const all = Array.from({ length: machine.cores }, (_, id) => id);
  const others = all.filter((id) => !cores.includes(id));
  return others.length > 0 ? others : all;
}

function* answer({ latency, service }: LocalServer, reply: Pipe): Generator<Activity, void, unknown> {
  yield compute(service / 2);
  yield sleep(latency);
  yield compute(service / 2);
  yield send(reply, 'answer');
}

/**
 * What a client does for one answer: `cpu` processor time in all, in pieces between system calls that each let go of
 * the GIL: resolve, connect, send, receive, and so on.
 */
export function* exchange(
  self: Self,
  server: LocalServer,
  cpu: number,
  calls: number,
): Generator<Activity, void, unknown> {
  const reply = self.pipe('socket');
  const piece = cpu / calls;
  for (let call = 0; call < calls; call++) {
    yield compute(piece * 0.95);
    if (call === calls >> 1) {
      yield send(server.inbox, { reply } satisfies Letter);
      yield receive(reply);
    } else yield native(piece * 0.05, true);
  }
}

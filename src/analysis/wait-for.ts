import type { Moment } from '../trace/types.ts';
import type { LockView, ThreadView } from '../vm/types.ts';

/** A thread, or what it can wait for. */
export interface WaitNode {
  /** `T1` for a thread, `lock:b.lock` for a lock. */
  readonly id: string;
  readonly kind: 'thread' | 'lock';
  readonly label: string;
  /** Thread id; −1 for a lock. */
  readonly thread: number;
  readonly inCycle: boolean;
}

/** `waits`: from a thread to a lock, or to the thread it joins. `held`: from a lock to the thread that acquired it. */
export interface WaitEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: 'waits' | 'held';
  readonly inCycle: boolean;
}

export interface WaitGraph {
  readonly nodes: readonly WaitNode[];
  readonly edges: readonly WaitEdge[];
  /** Ids of the threads of a cycle, each waiting for the next and the last for the first; empty when there is none. */
  readonly cycle: readonly number[];
}

/** Who waits for whom: the threads that wait or hold something, and every lock that is held or wanted. */
export function waitGraphOf(moment: Pick<Moment, 'threads' | 'locks'>): WaitGraph {
  const { threads, locks } = moment;
  const cycle = cycleOf(threads);
  const members = new Set(cycle);
  const nodes = new Map<string, WaitNode>();
  const edges: WaitEdge[] = [];
  const thread = (id: number): string => {
    const label = threads[id]?.mark ?? `T${id}`;
    nodes.set(label, { id: label, kind: 'thread', label, thread: id, inCycle: members.has(id) });
    return label;
  };
  const lock = (name: string, inCycle: boolean): string => {
    const id = `lock:${name}`;
    const known = nodes.get(id)?.inCycle ?? false;
    nodes.set(id, { id, kind: 'lock', label: name, thread: -1, inCycle: known || inCycle });
    return id;
  };
  for (const view of threads) {
    const wait = view.waitsFor;
    if (wait === null) continue;
    const inCycle = members.has(view.id) && members.has(wait.holder);
    const target = isJoin(view) ? thread(wait.holder) : lock(wait.name, inCycle);
    edges.push({ from: thread(view.id), to: target, kind: 'waits', inCycle });
    if (!isJoin(view) && wait.holder >= 0 && !locks.some((l) => l.name === wait.name && l.holder === wait.holder)) {
      held(wait.name, wait.holder, inCycle);
    }
  }
  function held(name: string, holder: number, inCycle: boolean): void {
    edges.push({ from: lock(name, inCycle), to: thread(holder), kind: 'held', inCycle });
  }
  for (const { name, holder } of locks)
    if (holder >= 0) held(name, holder, wantedInCycle(name, holder, threads, members));
  return { nodes: [...nodes.values()], edges, cycle };
}

/** Threads of a cycle in the wait-for relation, from its smallest id; empty when there is none. Every thread waits for at most one. */
export function cycleOf(threads: readonly ThreadView[]): number[] {
  for (const { id } of threads) {
    const path: number[] = [];
    let at = id;
    while (at >= 0 && !path.includes(at)) {
      path.push(at);
      at = threads[at]?.waitsFor?.holder ?? -1;
    }
    if (at === id) return path;
  }
  return [];
}

/** The thread waits in a join: for a thread, not for a lock. */
export const isJoin = (view: ThreadView): boolean => view.waitsFor !== null && /^waits for /.test(view.reason);

const wantedInCycle = (
  name: string,
  holder: number,
  threads: readonly ThreadView[],
  members: ReadonlySet<number>,
): boolean =>
  members.has(holder) &&
  threads.some((t) => members.has(t.id) && !isJoin(t) && t.waitsFor?.name === name && t.waitsFor.holder === holder);

/** Names of the locks that a thread has. */
export const locksOf = (locks: readonly LockView[], thread: number): string[] =>
  locks.filter((lock) => lock.holder === thread).map((lock) => lock.name);

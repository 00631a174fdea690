import type { Program } from '../language/program.ts';
import type { Schedule } from '../schedule/text.ts';
import type { Machine } from '../vm/machine.ts';
import type { Vm } from '../vm/types.ts';
import { createVm } from '../vm/vm.ts';
import type { SearchStats } from './budget.ts';
import { createStateSet } from './state-set.ts';

/**
 * The graph of a program's states, computed as far as somebody asks: a state is a packed memory image, an edge is a
 * step of one thread. Every search strategy walks this one graph. State 0 is the start (the set-up has run).
 */
export interface Graph extends SearchStats {
  /** Words of 32 bits that the states take. */
  readonly words: number;
  /** Computes the edges of a state, once. Afterwards they are edges [first(s), end(s)); none: the state is terminal. */
  expand(state: number): void;
  isExpanded(state: number): boolean;
  first(state: number): number;
  end(state: number): number;
  /** The state an edge leads to, and the thread that steps on it. Edges of a state are in order of thread id. */
  target(edge: number): number;
  thread(edge: number): number;
  /** A machine in that state: read it before the next call of anything here, and do not step it. */
  visit(state: number): Vm;
  /** The choices that first led to the state. */
  scheduleTo(state: number): Schedule;
}

export function createGraph(program: Program, machine: Machine): Graph {
  const vm = createVm(program, machine);
  vm.record(false);
  const set = createStateSet();
  /** Holds any packed image: none is longer than the image itself. */
  const row = new Int32Array(vm.image.length);
  const choices = new Int32Array(vm.limits.threads);
  /** By state: its edges, and the edge by which it was found. */
  let firsts = new Int32Array(1 << 10).fill(-1);
  let ends = new Int32Array(1 << 10);
  let parents = new Int32Array(1 << 10);
  /** By edge. A thread id fits one byte. */
  let targets = new Int32Array(1 << 11);
  let sources = new Int32Array(1 << 11);
  let threads = new Uint8Array(1 << 11);
  let edges = 0;
  /** The state that `vm` is in, −1 when it is in none of them. */
  let at = -1;

  const room = (): void => {
    if (set.size >= firsts.length) {
      const size = firsts.length * 2;
      const more = new Int32Array(size).fill(-1);
      more.set(firsts);
      firsts = more;
      ends = larger(ends, size);
      parents = larger(parents, size);
    }
    if (edges + choices.length > targets.length) {
      const size = (targets.length + choices.length) * 2;
      targets = larger(targets, size);
      sources = larger(sources, size);
      const more = new Uint8Array(size);
      more.set(threads);
      threads = more;
    }
  };

  const go = (state: number): void => {
    if (at === state) return;
    vm.restore(row, set.copy(state, row));
    at = state;
  };

  set.add(row, vm.pack(row));
  parents[0] = -1;

  return {
    get states() {
      return set.size;
    },
    get transitions() {
      return edges;
    },
    get words() {
      return set.words;
    },
    isExpanded: (state) => (firsts[state] as number) >= 0,
    first: (state) => firsts[state] as number,
    end: (state) => ends[state] as number,
    target: (edge) => targets[edge] as number,
    thread: (edge) => threads[edge] as number,
    expand(state) {
      if ((firsts[state] as number) >= 0) return;
      go(state);
      const count = vm.choices(choices);
      room();
      firsts[state] = edges;
      for (let i = 0; i < count; i++) {
        const thread = choices[i] as number;
        go(state);
        vm.step(thread);
        at = -1; // in that situation, but with garbage on the heap: it is restored before it goes on
        const known = set.size;
        const target = set.add(row, vm.pack(row));
        if (target === known) {
          room();
          parents[target] = edges;
        }
        targets[edges] = target;
        sources[edges] = state;
        threads[edges] = thread;
        edges++;
      }
      ends[state] = edges;
    },
    visit(state) {
      go(state);
      return vm;
    },
    scheduleTo(state) {
      const schedule: number[] = [];
      for (let edge = parents[state] as number; edge >= 0; edge = parents[sources[edge] as number] as number) {
        schedule.push(threads[edge] as number);
      }
      return schedule.reverse();
    },
  };
}

const larger = (from: Int32Array, size: number): Int32Array<ArrayBuffer> => {
  const to = new Int32Array(size);
  to.set(from);
  return to;
};

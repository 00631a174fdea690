import { raise } from './errors.ts';
import type { Heap } from './heap.ts';
import { ERROR, INSTANCE, THREAD } from './layout.ts';

/**
 * How builtins call back into the program: `key=` of sorted, `__repr__` in print, `__eq__` in a comparison. What they
 * call runs at once, inside the step of the builtin: no other thread runs in between, and it must not have to wait.
 */
export interface Nested {
  /** Calls a value with positional arguments and returns its result. */
  call(callee: number, args: readonly number[]): number;
  /** The method that a user class defines for the object, or 0. */
  method(self: number, name: string): number;
}

/** The two ends are tied together in vm.ts: builtins are made before the interpreter that runs them. */
export function createNested(heap: Heap): Nested & { connect(to: Nested): void } {
  let real: Nested | undefined;
  return {
    connect(to) {
      real = to;
    },
    call(callee, args) {
      if (!real) throw raise('RuntimeError', 'not running yet');
      return real.call(callee, args);
    },
    method(self, name) {
      const type = heap.typeOf(self);
      if (!real || (type !== INSTANCE && type !== THREAD && type !== ERROR)) return 0;
      return real.method(self, name);
    },
  };
}

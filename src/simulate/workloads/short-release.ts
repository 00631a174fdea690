import { compute, join, native, start } from '../activity.ts';
import type { Program } from '../world.ts';

/**
 * One thread makes tiny system calls back to back, each of which lets go of the GIL; one runs bytecode. Measures how
 * many calls and how many nanoseconds of bytecode were done in `ns`.
 */
export function shortReleaseWorkload(ns: number, call: number): Program {
  return function* (self) {
    const end = self.now() + ns;
    const caller: Program = function* (me) {
      let calls = 0;
      for (; me.now() < end; calls++) {
        yield compute(call / 2);
        yield native(call / 2, true);
      }
      me.measure('calls', calls);
    };
    const cruncher: Program = function* (me) {
      let done = 0;
      for (; me.now() < end; done += 50_000) yield compute(50_000);
      me.measure('bytecode', done);
    };
    const threads = [self.thread('caller', caller), self.thread('cruncher', cruncher)];
    for (const thread of threads) yield start(thread);
    for (const thread of threads) yield join(thread);
  };
}

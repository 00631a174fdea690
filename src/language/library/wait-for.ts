import type { LibraryModule } from './module.ts';

/** `Condition.wait_for`: the condition itself is the virtual machine's, its loop is Python. */
export const waitFor: LibraryModule = {
  module: 'threading',
  names: ['_wait_for'],
  source: `
import threading
import time


def _wait_for(condition, predicate, timeout=None):
    if not isinstance(condition, threading.Condition):
        return condition.wait_for(predicate, timeout)
    end = None
    result = predicate()
    while not result:
        if timeout is None:
            condition.wait()
        else:
            if end is None:
                end = time.monotonic() + timeout
            left = end - time.monotonic()
            if left <= 0 or not condition.wait(left):
                return predicate()
        result = predicate()
    return result
`,
};

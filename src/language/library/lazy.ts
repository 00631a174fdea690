import type { LibraryModule } from './module.ts';

/**
 * Iterators that wait for their next value: `as_completed`, `Executor.map`, `Pool.imap`. CPython writes them as
 * generators. A builtin such as `list` runs in one step and cannot wait, so the compiler drains such an iterator before
 * it hands it to one, and walks it with `_more` and `_take` in a loop (python/code/lazy.ts).
 */
export const lazy: LibraryModule = {
  module: 'builtins',
  names: ['_Lazy', '_steps', '_drain', '_next'],
  source: `
class _Lazy:
    def __iter__(self):
        return self

    def __next__(self):
        if self._more():
            return self._value
        raise StopIteration

    def _take(self):
        return self._value


class _Steps(_Lazy):
    def __init__(self, iterator):
        self._iterator = iterator

    def _more(self):
        try:
            self._value = next(self._iterator)
        except StopIteration:
            return False
        return True


def _steps(values):
    if isinstance(values, _Lazy):
        return values
    return _Steps(iter(values))


def _drain(values):
    if not isinstance(values, _Lazy):
        return values
    items = []
    while values._more():
        items.append(values._value)
    return items


def _next(values, *default):
    if not isinstance(values, _Lazy):
        return next(values, *default)
    if values._more():
        return values._value
    if default:
        return default[0]
    raise StopIteration
`,
};

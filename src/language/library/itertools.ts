import type { LibraryModule } from './module.ts';

/** Iterators of `itertools`. Those that end are made at once; the endless ones step by step. */
export const itertools: LibraryModule = {
  module: 'itertools',
  names: ['chain', 'islice', 'count', 'cycle', 'repeat', 'accumulate', 'product', 'combinations', 'permutations'],
  source: `
from builtins import _drain


def chain(*iterables):
    return iter([item for values in iterables for item in _drain(values)])


def islice(iterable, *limits):
    start, stop, step = 0, None, 1
    if len(limits) == 1:
        stop = limits[0]
    elif len(limits) == 2:
        start, stop = limits
    else:
        start, stop, step = limits
    items = []
    iterator = iter(iterable)
    at = 0
    while stop is None or at < stop:
        try:
            item = next(iterator)
        except StopIteration:
            break
        if at >= start and (at - start) % step == 0:
            items.append(item)
        at += 1
    return iter(items)


class count:
    def __init__(self, start=0, step=1):
        self._next = start
        self._step = step

    def __iter__(self):
        return self

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        return f'count({self._next})'


class cycle:
    def __init__(self, iterable):
        self._items = list(iterable)
        self._at = 0

    def __iter__(self):
        return self

    def __next__(self):
        if not self._items:
            raise StopIteration
        at = self._at
        self._at = (at + 1) % len(self._items)
        return self._items[at]


class repeat:
    def __init__(self, object, times=None):
        self._object = object
        self._left = times

    def __iter__(self):
        return self

    def __next__(self):
        if self._left is not None:
            if self._left <= 0:
                raise StopIteration
            self._left -= 1
        return self._object


def accumulate(iterable, func=None):
    sums = []
    for value in iterable:
        if not sums:
            sums.append(value)
        else:
            sums.append(sums[-1] + value if func is None else func(sums[-1], value))
    return iter(sums)


def product(*iterables, **options):
    rows = [()]
    for values in [list(values) for values in iterables] * options.get('repeat', 1):
        rows = [row + (value,) for row in rows for value in values]
    return iter(rows)


def combinations(iterable, r):
    rows = [((), 0)]
    items = list(iterable)
    for _ in range(r):
        rows = [(row + (items[i],), i + 1) for row, start in rows for i in range(start, len(items))]
    return iter([row for row, _ in rows])


def permutations(iterable, r=None):
    items = list(iterable)
    rows = [((), list(range(len(items))))]
    for _ in range(len(items) if r is None else r):
        rows = [(row + (items[i],), [k for k in rest if k != i]) for row, rest in rows for i in rest]
    return iter([row for row, _ in rows])
`,
};

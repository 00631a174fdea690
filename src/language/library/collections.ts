import type { LibraryModule } from './module.ts';

/** Containers of `collections`. Each operation of theirs is one piece, as in CPython, where they are C code. */
export const deque: LibraryModule = {
  module: 'collections',
  names: ['deque'],
  source: `
class deque:
    def __init__(self, iterable=(), maxlen=None):
        self.maxlen = maxlen
        self._items = []
        self.extend(iterable)

    def append(self, x):
        self._items.append(x)
        if self.maxlen is not None and len(self._items) > self.maxlen:
            self._items.pop(0)

    def appendleft(self, x):
        self._items.insert(0, x)
        if self.maxlen is not None and len(self._items) > self.maxlen:
            self._items.pop()

    def extend(self, iterable):
        for x in iterable:
            self.append(x)

    def extendleft(self, iterable):
        for x in iterable:
            self.appendleft(x)

    def pop(self):
        if not self._items:
            raise IndexError('pop from an empty deque')
        return self._items.pop()

    def popleft(self):
        if not self._items:
            raise IndexError('pop from an empty deque')
        return self._items.pop(0)

    def remove(self, value):
        if value not in self._items:
            raise ValueError('deque.remove(x): x not in deque')
        self._items.remove(value)

    def rotate(self, n=1):
        size = len(self._items)
        if size > 0:
            at = -n % size
            self._items = self._items[at:] + self._items[:at]

    def clear(self):
        self._items = []

    def copy(self):
        return deque(self._items, self.maxlen)

    def count(self, x):
        return self._items.count(x)

    def index(self, x):
        return self._items.index(x)

    def reverse(self):
        self._items.reverse()

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __contains__(self, x):
        return x in self._items

    def __getitem__(self, index):
        if index >= len(self._items) or index < -len(self._items):
            raise IndexError('deque index out of range')
        return self._items[index]

    def __setitem__(self, index, value):
        if index >= len(self._items) or index < -len(self._items):
            raise IndexError('deque index out of range')
        self._items[index] = value

    def __eq__(self, other):
        return isinstance(other, deque) and self._items == other._items

    def __repr__(self):
        bound = '' if self.maxlen is None else f', maxlen={self.maxlen}'
        return f'deque({self._items!r}{bound})'
`,
};

/** What `defaultdict` and `Counter` share: a dict inside, because no class here can derive from a builtin one. */
export const mapping: LibraryModule = {
  module: 'collections',
  names: ['_Mapping'],
  source: `
class _Mapping:
    def keys(self):
        return self._dict.keys()

    def values(self):
        return self._dict.values()

    def items(self):
        return self._dict.items()

    def get(self, key, default=None):
        return self._dict.get(key, default)

    def pop(self, key, *default):
        return self._dict.pop(key, *default)

    def setdefault(self, key, default=None):
        return self._dict.setdefault(key, default)

    def clear(self):
        self._dict.clear()

    def __getitem__(self, key):
        if key not in self._dict:
            return self.__missing__(key)
        return self._dict[key]

    def __setitem__(self, key, value):
        self._dict[key] = value

    def __contains__(self, key):
        return key in self._dict

    def __len__(self):
        return len(self._dict)

    def __iter__(self):
        return iter(self._dict)

    def __eq__(self, other):
        return self._dict == (other._dict if isinstance(other, _Mapping) else other)
`,
};

export const defaultdict: LibraryModule = {
  module: 'collections',
  names: ['defaultdict'],
  source: `
from collections import _Mapping


class defaultdict(_Mapping):
    def __init__(self, default_factory=None, *others, **items):
        if default_factory is not None and not callable(default_factory):
            raise TypeError('first argument must be callable or None')
        self.default_factory = default_factory
        self._dict = dict(*others, **items)

    def update(self, *others, **items):
        self._dict.update(*others, **items)

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self.default_factory()
        self._dict[key] = value
        return value

    def __repr__(self):
        return f'defaultdict({self.default_factory!r}, {self._dict!r})'
`,
};

export const counter: LibraryModule = {
  module: 'collections',
  names: ['Counter'],
  source: `
from collections import _Mapping


class Counter(_Mapping):
    def __init__(self, iterable=(), **items):
        self._dict = {}
        self.update(iterable, **items)

    def update(self, iterable=(), **items):
        if isinstance(iterable, dict) or isinstance(iterable, Counter):
            for key, count in iterable.items():
                self._dict[key] = self[key] + count
        else:
            for key in iterable:
                self._dict[key] = self[key] + 1
        for key, count in items.items():
            self._dict[key] = self[key] + count

    def most_common(self, n=None):
        rows = sorted(self._dict.items(), key=lambda row: row[1], reverse=True)
        return rows if n is None else rows[:n]

    def elements(self):
        return iter([key for key, count in self._dict.items() for _ in range(count)])

    def total(self):
        return sum(self._dict.values())

    def __add__(self, other):
        both = Counter(self)
        both.update(other)
        return both

    def __missing__(self, key):
        return 0

    def __repr__(self):
        if not self._dict:
            return 'Counter()'
        rows = ', '.join([f'{key!r}: {count!r}' for key, count in self.most_common()])
        return 'Counter({' + rows + '})'
`,
};

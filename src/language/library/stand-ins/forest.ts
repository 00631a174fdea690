import type { LibraryModule } from '../module.ts';

/** Data sets that carry their shape only: ten thousand rows would fill the memory of the machine and say nothing. */
export const datasets: LibraryModule = {
  module: 'sklearn.datasets',
  names: ['make_classification'],
  source: `
import racecourse

# NumPy draws a number in some 20 ns, and holds the GIL.
NUMBER = 20e-9


class ndarray:
    def __init__(self, *shape):
        self.shape = shape

    def __len__(self):
        return self.shape[0]

    def __repr__(self):
        return f'<array of shape {self.shape}>'


def make_classification(n_samples=100, n_features=20, **options):
    racecourse.native(n_samples * n_features * NUMBER, False)
    return ndarray(n_samples, n_features), ndarray(n_samples)
`,
};

/** A classifier that only takes time: scikit-learn grows its trees in threads, in C code that releases the GIL. */
export const forest: LibraryModule = {
  module: 'sklearn.ensemble',
  names: ['RandomForestClassifier', 'RandomForestRegressor'],
  source: `
import os
import racecourse
from threading import Thread

# The article: 500 trees of 10,000 rows and 50 columns in 34.18 s, with four jobs in 14.58 s. With four cores that are
# 1.1 times slower when all are busy (the laptop in simulate/presets.ts), Amdahl's law makes 20.9 % of it serial: 7.14 s,
# and 54 ms a tree. (With cores that stay as quick it would be 24 %.)
SERIAL = 7.141
TREE = 0.05407
TREES = 500
NUMBERS = 500000
# To predict takes a hundredth of growing.
PREDICT = 0.01


class RandomForestClassifier:
    def __init__(self, n_estimators=100, n_jobs=None, **options):
        self.n_estimators = n_estimators
        self.n_jobs = n_jobs
        self._grown = 0
        self._size = 0

    def fit(self, X, y):
        self._size = _numbers(X) / NUMBERS
        racecourse.native(SERIAL * self._size * self.n_estimators / TREES, True)
        self._run(TREE * self._size)
        return self

    def predict(self, X):
        if self._size == 0:
            raise ValueError(f'This {type(self).__name__} instance is not fitted yet.')
        self._run(TREE * PREDICT * _numbers(X) / NUMBERS)
        return [0] * len(X)

    def score(self, X, y):
        self.predict(X)
        return 0.9

    def _run(self, seconds):
        self._grown = 0
        jobs = _jobs(self.n_jobs)
        if jobs == 1:
            _grow(self, seconds)
            return
        threads = [Thread(target=_grow, args=(self, seconds)) for _ in range(min(jobs, self.n_estimators))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


class RandomForestRegressor(RandomForestClassifier):
    pass


def _jobs(n_jobs):
    if n_jobs is None:
        return 1
    if n_jobs == 0:
        raise ValueError('n_jobs == 0 in Parallel has no meaning')
    return n_jobs if n_jobs > 0 else max(1, os.cpu_count() + 1 + n_jobs)


def _numbers(X):
    columns = len(X[0]) if isinstance(X, list) else X.shape[1]
    return len(X) * columns


def _grow(forest, seconds):
    while forest._grown < forest.n_estimators:
        forest._grown += 1
        racecourse.native(seconds, True)
`,
};

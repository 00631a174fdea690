import type { LibraryModule } from '../module.ts';

/**
 * `Pool` and `ThreadPool`: workers that take chunks of calls from a queue, and a thread of the parent that hands results
 * to whom they belong. (CPython has two more threads: one fills the queue, one replaces workers that have ended.)
 */
export const pool: LibraryModule = {
  module: 'multiprocessing.pool',
  names: ['Pool', 'ThreadPool', 'AsyncResult', 'MapResult', 'ApplyResult'],
  source: `
import multiprocessing
import os
import queue
import threading
from builtins import _Lazy, _drain
from multiprocessing import TimeoutError


class ApplyResult:
    def __init__(self, pool, callback, error_callback):
        self._number = pool._count
        pool._count += 1
        pool._jobs[self._number] = self
        self._event = threading.Event()
        self._callback = callback
        self._error_callback = error_callback
        self._good = True
        self._value = None

    def ready(self):
        return self._event.is_set()

    def successful(self):
        if not self.ready():
            raise ValueError(f'{self!r} not ready')
        return self._good

    def wait(self, timeout=None):
        self._event.wait(timeout)

    def get(self, timeout=None):
        if not self._event.wait(timeout):
            raise TimeoutError
        if self._good:
            return self._value
        raise self._value

    # A part of the result; True when nothing is missing.
    def _put(self, part, good, value):
        self._good = good
        self._value = value
        self._finish()
        return True

    def _finish(self):
        if self._good and self._callback is not None:
            self._callback(self._value)
        if not self._good and self._error_callback is not None:
            self._error_callback(self._value)
        self._event.set()


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    def __init__(self, pool, callback, error_callback, chunks):
        super().__init__(pool, callback, error_callback)
        self._parts = [None] * chunks
        self._missing = chunks
        if chunks == 0:
            pool._jobs.pop(self._number)
            self._value = []
            self._event.set()

    def _put(self, part, good, value):
        if good:
            self._parts[part] = value
        elif self._good:
            self._good = False
            self._value = value
        self._missing -= 1
        if self._missing > 0:
            return False
        if self._good:
            self._value = [item for chunk in self._parts for item in chunk]
        self._finish()
        return True


class IMapIterator(_Lazy):
    def __init__(self, pool, chunks, ordered):
        self._number = pool._count
        pool._count += 1
        pool._jobs[self._number] = self
        self._left = chunks
        self._missing = chunks
        self._ordered = ordered
        self._part = 0
        self._early = {}
        self._arrived = queue.SimpleQueue()
        self._items = []

    def _put(self, part, good, value):
        self._arrived.put((part, good, value))
        self._left -= 1
        return self._left == 0

    def _more(self):
        return self._advance(None)

    def _advance(self, timeout):
        while not self._items:
            if self._missing == 0:
                return False
            while not self._ordered or self._part not in self._early:
                part, good, value = self._arrived.get(timeout=timeout)
                if not self._ordered:
                    part = self._part
                self._early[part] = (good, value)
                if not self._ordered:
                    break
            good, value = self._early.pop(self._part)
            self._part += 1
            self._missing -= 1
            if not good:
                raise value
            self._items = value
        self._value = self._items.pop(0)
        return True

    def next(self, timeout=None):
        try:
            more = self._advance(timeout)
        except queue.Empty:
            raise TimeoutError
        if not more:
            raise StopIteration
        return self._value


class Pool:
    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        if processes is None:
            processes = os.cpu_count() or 1
        if processes < 1:
            raise ValueError('Number of processes must be at least 1')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._processes = processes
        self._state = 'RUN'
        self._count = 0
        self._jobs = {}
        self._tasks, self._results = self._queues()
        self._pool = []
        for _ in range(processes):
            worker = self._worker(args=(self._tasks, self._results, initializer, initargs))
            worker.daemon = True
            self._pool.append(worker)
            worker.start()
        self._handler = threading.Thread(target=_handle_results, args=(self,), daemon=True)
        self._handler.start()

    def _queues(self):
        return multiprocessing.SimpleQueue(), multiprocessing.SimpleQueue()

    def _worker(self, args):
        return multiprocessing.Process(target=_pool_worker, args=args)

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self.terminate()

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        self._check()
        result = ApplyResult(self, callback, error_callback)
        self._send(result, 0, func, args, kwds)
        return result

    def map(self, func, iterable, chunksize=None):
        return self.map_async(func, iterable, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map(_map_chunk, func, iterable, chunksize, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        return self.starmap_async(func, iterable, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map(_starmap_chunk, func, iterable, chunksize, callback, error_callback)

    def imap(self, func, iterable, chunksize=1):
        return self._imap(func, iterable, chunksize, True)

    def imap_unordered(self, func, iterable, chunksize=1):
        return self._imap(func, iterable, chunksize, False)

    def close(self):
        if self._state == 'RUN':
            self._state = 'CLOSE'
            for _ in self._pool:
                self._tasks.put(None)

    def terminate(self):
        if self._state == 'TERMINATE':
            return
        self._state = 'TERMINATE'
        self._stop()
        self._results.put(None)
        self._handler.join()

    def _stop(self):
        for worker in self._pool:
            worker.terminate()
        for worker in self._pool:
            worker.join()

    def join(self):
        if self._state == 'RUN':
            raise ValueError('Pool is still running')
        for worker in self._pool:
            worker.join()
        if self._state == 'CLOSE':
            self._results.put(None)
            self._handler.join()

    def _check(self):
        if self._state != 'RUN':
            raise ValueError('Pool not running')

    def _map(self, mapper, func, iterable, chunksize, callback, error_callback):
        self._check()
        values = list(_drain(iterable))
        if chunksize is None:
            chunksize, extra = divmod(len(values), self._processes * 4)
            if extra:
                chunksize += 1
        chunks = _split(values, chunksize)
        result = MapResult(self, callback, error_callback, len(chunks))
        for part, chunk in enumerate(chunks):
            self._send(result, part, mapper, (func, chunk), {})
        return result

    def _imap(self, func, iterable, chunksize, ordered):
        self._check()
        if chunksize < 1:
            raise ValueError(f'Chunksize must be 1+, not {chunksize}')
        chunks = _split(list(_drain(iterable)), chunksize)
        result = IMapIterator(self, len(chunks), ordered)
        for part, chunk in enumerate(chunks):
            self._send(result, part, _map_chunk, (func, chunk), {})
        return result

    def _send(self, result, part, func, args, kwds):
        try:
            self._tasks.put((result._number, part, func, args, kwds))
        except Exception as error:
            self._receive(result._number, part, False, error)

    def _receive(self, number, part, good, value):
        result = self._jobs.get(number)
        if result is not None and result._put(part, good, value):
            self._jobs.pop(number)


class ThreadPool(Pool):
    def _queues(self):
        return queue.SimpleQueue(), queue.SimpleQueue()

    def _worker(self, args):
        return threading.Thread(target=_pool_worker, args=args)

    def _stop(self):
        while True:
            try:
                self._tasks.get_nowait()
            except queue.Empty:
                break
        for _ in self._pool:
            self._tasks.put(None)
        for worker in self._pool:
            worker.join()


def _split(values, size):
    return [values[i:i + size] for i in range(0, len(values), max(1, size))]


def _map_chunk(func, values):
    return [func(value) for value in values]


def _starmap_chunk(func, values):
    return [func(*value) for value in values]


def _pool_worker(tasks, results, initializer, initargs):
    if initializer is not None:
        initializer(*initargs)
    while True:
        task = tasks.get()
        if task is None:
            return
        number, part, func, args, kwds = task
        try:
            result = (number, part, True, func(*args, **kwds))
        except Exception as error:
            result = (number, part, False, error)
        try:
            results.put(result)
        except Exception as error:
            results.put((number, part, False, error))


def _handle_results(pool):
    while True:
        result = pool._results.get()
        if result is None:
            return
        pool._receive(*result)
`,
};

/** `multiprocessing.Pool`, which is a method of the context in CPython. */
export const poolOfMultiprocessing: LibraryModule = {
  module: 'multiprocessing',
  names: ['Pool'],
  source: 'from multiprocessing.pool import Pool\n',
};

import type { LibraryModule } from '../module.ts';

/**
 * `ProcessPoolExecutor`: calls and results go through two queues of multiprocessing, and a thread of the parent hands
 * results to their futures. As in CPython, no more calls than workers plus one are handed on: the others can still be
 * cancelled. The workers start with the first call (CPython ≥ 3.11 with fork).
 */
export const processes: LibraryModule = {
  module: 'concurrent.futures',
  names: ['ProcessPoolExecutor'],
  source: `
import multiprocessing
import os
import threading
from builtins import _Lazy, _drain
from concurrent.futures import Executor, Future, _Results
from concurrent.futures.process import BrokenProcessPool
from threading import _register_exit

_pools = []
_leaving = False


class ProcessPoolExecutor(Executor):
    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=()):
        if max_workers is None:
            max_workers = os.cpu_count() or 1
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._max_workers = max_workers
        self._initializer = initializer
        self._initargs = initargs
        self._calls = multiprocessing.SimpleQueue()
        self._results = multiprocessing.SimpleQueue()
        self._pending = []
        self._running = {}
        self._count = 0
        self._processes = {}
        self._manager = None
        self._broken = ''
        self._shutdown = False

    def submit(self, fn, *args, **kwargs):
        if self._broken:
            raise BrokenProcessPool(self._broken)
        if self._shutdown:
            raise RuntimeError('cannot schedule new futures after shutdown')
        if _leaving:
            raise RuntimeError('cannot schedule new futures after interpreter shutdown')
        future = Future()
        self._pending.append((future, fn, args, kwargs))
        if self._manager is None:
            self._launch()
        self._hand_on()
        return future

    def map(self, fn, *iterables, **options):
        size = options.get('chunksize', 1)
        if size < 1:
            raise ValueError('chunksize must be >= 1.')
        calls = list(zip(*[_drain(values) for values in iterables]))
        chunks = [calls[i:i + size] for i in range(0, len(calls), size)]
        futures = [self.submit(_process_chunk, fn, chunk) for chunk in chunks]
        return _Chained(_Results(futures, options.get('timeout')))

    def shutdown(self, wait=True, cancel_futures=False):
        self._shutdown = True
        if cancel_futures:
            while self._pending:
                self._pending.pop(0)[0].cancel()
        if self._manager is not None:
            self._results.put(None)
            if wait:
                self._manager.join()
                if self in _pools:
                    _pools.remove(self)

    def _launch(self):
        _pools.append(self)
        self._manager = threading.Thread(target=_manage, args=(self,))
        for _ in range(self._max_workers):
            process = _Worker(self._calls, self._results, self._initializer, self._initargs)
            process.start()
            self._processes[process.pid] = process
        self._manager.start()

    def _hand_on(self):
        while len(self._running) <= self._max_workers:
            try:
                future, fn, args, kwargs = self._pending.pop(0)
            except IndexError:
                return
            if not future.set_running_or_notify_cancel():
                continue
            number = self._count
            self._count = number + 1
            self._running[number] = future
            try:
                self._calls.put((number, fn, args, kwargs))
            except Exception as error:
                self._running.pop(number)
                future.set_exception(error)

    def _break(self, why):
        self._broken = why
        error = 'A process in the process pool was terminated abruptly while the future was running or pending.'
        for process in self._processes.values():
            process.stop()
        for future in list(self._running.values()):
            future.set_exception(BrokenProcessPool(error))
        while self._pending:
            future = self._pending.pop(0)[0]
            if future.set_running_or_notify_cancel():
                future.set_exception(BrokenProcessPool(error))


class _Worker(multiprocessing.Process):
    def __init__(self, calls, results, initializer, initargs):
        super().__init__(target=_process_worker, args=(calls, results, initializer, initargs))
        self._results = results

    # CPython's manager watches the processes; here whoever ends one says so.
    def terminate(self):
        super().terminate()
        self._results.put((-1, False, None))

    def kill(self):
        super().kill()
        self._results.put((-1, False, None))

    def stop(self):
        super().terminate()


class _Chained(_Lazy):
    def __init__(self, chunks):
        self._chunks = chunks
        self._items = []

    def _more(self):
        while not self._items:
            if not self._chunks._more():
                return False
            self._items = self._chunks._value
        self._value = self._items.pop(0)
        return True


def _process_chunk(fn, chunk):
    return [fn(*args) for args in chunk]


def _process_worker(calls, results, initializer, initargs):
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            results.put((-2, False, None))
            return
    while True:
        call = calls.get()
        if call is None:
            return
        number, fn, args, kwargs = call
        try:
            result = (number, True, fn(*args, **kwargs))
        except BaseException as error:
            result = (number, False, error)
        try:
            results.put(result)
        except Exception as error:
            results.put((number, False, error))


def _manage(executor):
    while True:
        message = executor._results.get()
        if message is not None:
            number, good, value = message
            if number == -1:
                executor._break('A child process terminated abruptly, the process pool is not usable anymore')
                return
            if number == -2:
                executor._break('A process initializer failed, the process pool is not usable anymore')
                return
            future = executor._running.pop(number)
            if good:
                future.set_result(value)
            else:
                future.set_exception(value)
            executor._hand_on()
        if executor._shutdown and not executor._running and not executor._pending:
            for process in executor._processes.values():
                executor._calls.put(None)
            for process in executor._processes.values():
                process.join()
            return


def _finish_pools():
    global _leaving
    _leaving = True
    for pool in _pools:
        pool._shutdown = True
        pool._results.put(None)
    for pool in _pools:
        pool._manager.join()


_register_exit(_finish_pools)
`,
};

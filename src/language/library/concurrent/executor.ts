import type { LibraryModule } from '../module.ts';

/**
 * `ThreadPoolExecutor`: a queue of calls, and threads that take from it. A call that is submitted starts a thread while
 * none is idle and there may be more.
 */
export const executor: LibraryModule = {
  module: 'concurrent.futures',
  names: ['ThreadPoolExecutor'],
  source: `
import os
import queue
import threading
from concurrent.futures import Executor, Future
from concurrent.futures.thread import BrokenThreadPool
from threading import _register_exit

_open = []
_count = 0
_exiting = False


class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        global _count
        if max_workers is None:
            max_workers = min(32, (os.cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._max_workers = max_workers
        self._initializer = initializer
        self._initargs = initargs
        self._queue = queue.SimpleQueue()
        self._threads = []
        self._started = 0
        self._idle = 0
        self._broken = False
        self._shutdown = False
        if not thread_name_prefix:
            thread_name_prefix = f'ThreadPoolExecutor-{_count}'
            _count += 1
        self._prefix = thread_name_prefix

    def submit(self, fn, *args, **kwargs):
        if self._broken:
            raise BrokenThreadPool(self._broken)
        if self._shutdown:
            raise RuntimeError('cannot schedule new futures after shutdown')
        if _exiting:
            raise RuntimeError('cannot schedule new futures after interpreter shutdown')
        future = Future()
        self._queue.put((future, fn, args, kwargs))
        self._adjust()
        return future

    def _adjust(self):
        if self._idle > 0:
            self._idle -= 1
            return
        number = self._started
        if number < self._max_workers:
            self._started = number + 1
            if number == 0:
                _open.append(self)
            thread = threading.Thread(target=_work, args=(self,), name=f'{self._prefix}_{number}')
            self._threads.append(thread)
            thread.start()

    def shutdown(self, wait=True, cancel_futures=False):
        self._shutdown = True
        if cancel_futures:
            self._drop(None)
        self._queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
            if self in _open:
                _open.remove(self)

    # Takes back the calls that nobody has begun: cancelled, or failed with an error.
    def _drop(self, error):
        while True:
            try:
                call = self._queue.get_nowait()
            except queue.Empty:
                return
            if call is not None and error is None:
                call[0].cancel()
            elif call is not None:
                call[0].set_exception(error)


def _work(executor):
    if executor._initializer is not None:
        try:
            executor._initializer(*executor._initargs)
        except BaseException:
            executor._broken = 'A thread initializer failed, the thread pool is not usable anymore'
            executor._drop(BrokenThreadPool(executor._broken))
            return
    while True:
        call = executor._queue.get()
        if call is None:
            executor._queue.put(None)  # for the next of them
            return
        future, fn, args, kwargs = call
        if future.set_running_or_notify_cancel():
            try:
                result = fn(*args, **kwargs)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)
        call = future = fn = args = kwargs = result = error = None
        executor._idle += 1


def _finish_all():
    global _exiting
    _exiting = True
    for executor in _open:
        executor._queue.put(None)
    for executor in _open:
        for thread in executor._threads:
            thread.join()


_register_exit(_finish_all)
`,
};

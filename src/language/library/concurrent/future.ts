import type { LibraryModule } from '../module.ts';

/**
 * Futures, and waiting for several of them. What a thread does between two operations that others wait for is one
 * piece in the virtual machine, so a future's state needs no lock: its event is all that others look at. It is set
 * last, and whoever asks about a future asks the event first.
 */
export const future: LibraryModule = {
  module: 'concurrent.futures',
  names: [
    'Future',
    'Executor',
    'wait',
    'as_completed',
    'FIRST_COMPLETED',
    'FIRST_EXCEPTION',
    'ALL_COMPLETED',
    '_Results',
  ],
  source: `
import queue
import threading
import time
from builtins import _Lazy, _drain
from concurrent.futures import CancelledError, InvalidStateError

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'


class Future:
    def __init__(self):
        self._state = 'PENDING'
        self._result = None
        self._exception = None
        self._callbacks = []
        self._waiters = []
        self._finished = threading.Event()

    def __repr__(self):
        at = '<Future state='
        if self._state != 'FINISHED':
            return at + ('cancelled>' if self._state.startswith('CANCELLED') else self._state.lower() + '>')
        if self._exception is not None:
            return at + f'finished raised {type(self._exception).__name__}>'
        return at + f'finished returned {type(self._result).__name__}>'

    def cancelled(self):
        return self._finished.is_set() and self._state.startswith('CANCELLED')

    def running(self):
        return not self._finished.is_set() and (self._state == 'RUNNING' or self._state == 'FINISHED')

    def done(self):
        return self._finished.is_set()

    def cancel(self):
        if self._finished.is_set():
            return self._state != 'FINISHED'
        if self._state != 'PENDING':
            return False
        self._state = 'CANCELLED'
        self._finished.set()
        self._call_back()
        return True

    def result(self, timeout=None):
        self._await(timeout)
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        self._await(timeout)
        return self._exception

    def add_done_callback(self, fn):
        self._callbacks.append(fn)
        # A thread that has just finished it may have taken the function already.
        if self._finished.is_set() and fn in self._callbacks:
            self._callbacks.remove(fn)
            self._call(fn)

    def set_running_or_notify_cancel(self):
        if self._state == 'CANCELLED':
            self._state = 'CANCELLED_AND_NOTIFIED'
            self._tell()
            return False
        self._state = 'RUNNING'
        return True

    def set_result(self, result):
        self._check()
        self._result = result
        self._finish()

    def set_exception(self, exception):
        self._check()
        self._exception = exception
        self._finish()

    def _check(self):
        if self._state == 'FINISHED' or self._state.startswith('CANCELLED'):
            raise InvalidStateError(f'{self._state}: {self!r}')

    def _await(self, timeout):
        if not self._finished.wait(timeout):
            raise TimeoutError()
        if self._state.startswith('CANCELLED'):
            raise CancelledError()

    def _finish(self):
        self._state = 'FINISHED'
        self._finished.set()
        self._tell()
        self._call_back()

    # As 'done', except that a cancelled future counts once a worker has come across it.
    def _is_over(self):
        return self._finished.is_set() and self._state != 'CANCELLED'

    def _tell(self):
        for waiter in self._waiters:
            waiter.put(self)

    def _call_back(self):
        while self._callbacks:
            self._call(self._callbacks.pop(0))

    def _call(self, fn):
        try:
            fn(self)
        except Exception:
            pass  # CPython logs it


class Executor:
    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self.shutdown(wait=True)
        return False

    def map(self, fn, *iterables, **options):
        columns = [_drain(values) for values in iterables]
        futures = [self.submit(fn, *args) for args in zip(*columns)]
        return _Results(futures, options.get('timeout'))


class _Results(_Lazy):
    def __init__(self, futures, timeout):
        self._futures = futures
        self._end = None if timeout is None else time.monotonic() + timeout

    def _more(self):
        if not self._futures:
            return False
        try:
            limit = None if self._end is None else max(0, self._end - time.monotonic())
            self._value = self._futures.pop(0).result(limit)
        except BaseException:
            while self._futures:
                self._futures.pop(0).cancel()
            raise
        return True


class _Waiting:
    def __init__(self, fs):
        self.over = []
        self.open = []
        self.queue = queue.SimpleQueue()
        for future in fs:
            if future in self.over or future in self.open:
                continue
            future._waiters.append(self.queue)
            if future._is_over():
                self.over.append(future)
            else:
                self.open.append(future)

    # Waits for one more and returns it; None when the time is over.
    def next(self, end):
        while True:
            try:
                if end is None:
                    future = self.queue.get()
                else:
                    future = self.queue.get(timeout=max(0, end - time.monotonic()))
            except queue.Empty:
                return None
            if future in self.open:
                self.open.remove(future)
                self.over.append(future)
                return future


class _Completed(_Lazy):
    def __init__(self, fs, timeout):
        self._end = None if timeout is None else time.monotonic() + timeout
        self._waiting = _Waiting(fs)
        self._ready = list(self._waiting.over)

    def _more(self):
        if self._ready:
            self._value = self._ready.pop(0)
            return True
        waiting = self._waiting
        if not waiting.open:
            return False
        self._value = waiting.next(self._end)
        if self._value is None:
            total = len(waiting.open) + len(waiting.over)
            raise TimeoutError(f'{len(waiting.open)} (of {total}) futures unfinished')
        return True


def as_completed(fs, timeout=None):
    return _Completed(fs, timeout)


class DoneAndNotDoneFutures:
    def __init__(self, done, not_done):
        self.done = done
        self.not_done = not_done

    def __len__(self):
        return 2

    def __iter__(self):
        return iter((self.done, self.not_done))

    def __getitem__(self, index):
        return (self.done, self.not_done)[index]

    def __repr__(self):
        return f'DoneAndNotDoneFutures(done={self.done!r}, not_done={self.not_done!r})'


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    end = None if timeout is None else time.monotonic() + timeout
    waiting = _Waiting(fs)
    if not waiting.open:
        enough = True
    elif return_when == FIRST_COMPLETED:
        enough = bool(waiting.over)
    elif return_when == FIRST_EXCEPTION:
        enough = any(not f.cancelled() and f.exception() is not None for f in waiting.over)
    elif return_when == ALL_COMPLETED:
        enough = False
    else:
        raise ValueError(f'Invalid return condition: {return_when!r}')
    while waiting.open and not enough:
        future = waiting.next(end)
        if future is None or return_when == FIRST_COMPLETED:
            break
        if return_when == FIRST_EXCEPTION and not future.cancelled() and future.exception() is not None:
            break
    return DoneAndNotDoneFutures(set(waiting.over), set(waiting.open))
`,
};

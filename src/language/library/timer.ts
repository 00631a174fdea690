import type { LibraryModule } from './module.ts';

/** `threading.Timer`: a thread that waits for its time or for being cancelled. */
export const timer: LibraryModule = {
  module: 'threading',
  names: ['Timer'],
  source: `
from threading import Event, Thread


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()
`,
};

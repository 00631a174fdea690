import type { LibraryModule } from '../module.ts';

/**
 * `open`, over files that live in a dict: each process has its own. Reading costs when a file is opened, writing when
 * it is flushed or closed; a folder that a program names is there.
 */
export const files: LibraryModule = {
  module: 'builtins',
  names: ['open', '_contents'],
  source: `
import racecourse

# Small files in the page cache of Linux: system calls of some microseconds, and a gigabyte a second.
OPEN = 20e-6
BYTE = 1e-9

_contents = {}


class TextIOWrapper:
    def __init__(self, name, mode):
        action = ''.join([c for c in mode if c not in 'bt+'])
        if action not in ['r', 'w', 'a', 'x']:
            raise ValueError(f'invalid mode: {mode!r}')
        self.name = name
        self.mode = mode
        self.closed = False
        self._binary = 'b' in mode
        self._empty = b'' if self._binary else ''
        self._readable = action == 'r' or '+' in mode
        self._writable = action != 'r' or '+' in mode
        if action == 'r' and name not in _contents:
            error = FileNotFoundError(f'[Errno 2] No such file or directory: {name!r}')
            error.errno = 2
            error.filename = name
            raise error
        if action == 'x' and name in _contents:
            raise FileExistsError(f'[Errno 17] File exists: {name!r}')
        if action == 'w' or name not in _contents:
            _contents[name] = self._empty
        self._data = self._load()
        self._at = len(self._data) if action == 'a' else 0
        self._changed = False
        racecourse.io(OPEN + (len(self._data) * BYTE if self._readable else 0), name)

    def _load(self):
        data = _contents[self.name]
        if self._binary and isinstance(data, str):
            return data.encode()
        if not self._binary and not isinstance(data, str):
            return data.decode()
        return data

    def _check(self, allowed, what):
        if self.closed and self._binary and what:
            raise ValueError('read of closed file' if what == 'not readable' else 'write to closed file')
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        if not allowed:
            raise OSError(what)

    def readable(self):
        return self._readable

    def writable(self):
        return self._writable

    def read(self, size=-1):
        self._check(self._readable, 'not readable')
        end = len(self._data) if size is None or size < 0 else self._at + size
        part = self._data[self._at:end]
        self._at += len(part)
        return part

    def readline(self):
        self._check(self._readable, 'not readable')
        newline = 10 if self._binary else chr(10)
        end = self._at
        while end < len(self._data) and self._data[end] != newline:
            end += 1
        part = self._data[self._at:end + 1]
        self._at += len(part)
        return part

    def readlines(self):
        lines = []
        while self._at < len(self._data):
            lines.append(self.readline())
        return lines

    def write(self, data):
        self._check(self._writable, 'not writable')
        if self._binary and isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        if not self._binary and not isinstance(data, str):
            what = type(data).__name__
            raise TypeError(f'write() argument must be str, not {"bytes" if what == "object" else what}')
        self._data = self._data[:self._at] + data + self._data[self._at + len(data):]
        self._at += len(data)
        self._changed = True
        return len(data)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def seek(self, offset, whence=0):
        self._check(True, '')
        base = self._at if whence == 1 else len(self._data) if whence == 2 else 0
        self._at = base + offset
        return self._at

    def tell(self):
        return self._at

    def flush(self):
        self._check(True, '')
        if self._changed:
            self._changed = False
            _contents[self.name] = self._data
            racecourse.io(OPEN + len(self._data) * BYTE, self.name)

    def close(self):
        if not self.closed:
            self.flush()
            self.closed = True

    def __enter__(self):
        self._check(True, '')
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self.close()
        return False

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __repr__(self):
        return f'<_io.TextIOWrapper name={self.name!r} mode={self.mode!r}>'


def open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
    return TextIOWrapper(file, mode)
`,
};

/** What programs do with folders and files by name. */
export const folders: LibraryModule = {
  module: 'os',
  names: ['makedirs', 'mkdir', 'remove'],
  source: `
from builtins import _contents


def makedirs(name, mode=511, exist_ok=False):
    pass


def mkdir(path, mode=511):
    pass


def remove(path):
    if path not in _contents:
        raise FileNotFoundError(f'[Errno 2] No such file or directory: {path!r}')
    _contents.pop(path)
`,
};

export const paths: LibraryModule = {
  module: 'os.path',
  names: ['exists', 'join', 'basename'],
  source: `
from builtins import _contents


def exists(path):
    return path in _contents or any([name.startswith(path + '/') for name in _contents])


def join(first, *others):
    path = first
    for part in others:
        if part.startswith('/'):
            path = part
        elif path == '' or path.endswith('/'):
            path += part
        else:
            path += '/' + part
    return path


def basename(path):
    return path.split('/')[-1]
`,
};

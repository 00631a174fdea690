import type { LibraryModule } from '../module.ts';

/** Web pages: any address answers with the same small page. */
export const page: LibraryModule = {
  module: 'urllib.request',
  names: ['urlopen', '_load', '_PAGE'],
  source: `
import racecourse

# A page takes 150 ms to arrive, and 3 ms of Python that holds the GIL (the benchmarks page's I/O chart).
ARRIVES = 0.150
PYTHON = 0.003

_PAGE = '<!doctype html><html><head><title>A page</title></head><body><h1>A page</h1></body></html>'


def _load(url):
    racecourse.native(PYTHON, False)
    racecourse.io(ARRIVES, url)


class HTTPResponse:
    def __init__(self, url):
        self.url = url
        self.status = 200
        self.code = 200
        self.reason = 'OK'
        self.headers = {'Content-Type': 'text/html; charset=UTF-8'}
        self._body = _PAGE.encode()

    def read(self, amt=None):
        end = len(self._body) if amt is None else amt
        part = self._body[:end]
        self._body = self._body[end:]
        return part

    def getcode(self):
        return self.status

    def geturl(self):
        return self.url

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return False


def urlopen(url, data=None, timeout=None):
    _load(url)
    return HTTPResponse(url)
`,
};

export const requests: LibraryModule = {
  module: 'requests',
  names: ['get', 'post', 'head', 'Session', 'Response', 'RequestException', 'HTTPError', 'ConnectionError', 'Timeout'],
  source: `
from urllib.request import _PAGE, _load


class RequestException(OSError):
    pass


class HTTPError(RequestException):
    pass


class ConnectionError(RequestException):
    pass


class Timeout(RequestException):
    pass


class Response:
    def __init__(self, url, text):
        self.url = url
        self.status_code = 200
        self.ok = True
        self.reason = 'OK'
        self.encoding = 'UTF-8'
        self.headers = {'Content-Type': 'text/html; charset=UTF-8'}
        self.text = text
        self.content = text.encode()

    def json(self):
        return {'url': self.url}

    def raise_for_status(self):
        pass

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return False

    def __repr__(self):
        return f'<Response [{self.status_code}]>'


def get(url, params=None, **options):
    _load(url)
    return Response(url, _PAGE)


def post(url, data=None, json=None, **options):
    _load(url)
    return Response(url, _PAGE)


def head(url, **options):
    _load(url)
    return Response(url, '')


class Session:
    def __init__(self):
        self.headers = {}

    def get(self, url, **options):
        return get(url, **options)

    def post(self, url, **options):
        return post(url, **options)

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return False
`,
};

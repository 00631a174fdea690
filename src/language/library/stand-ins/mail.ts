import type { LibraryModule } from '../module.ts';

/** A mail server with a hundred messages. */
export const mail: LibraryModule = {
  module: 'imaplib',
  names: ['IMAP4', 'IMAP4_SSL'],
  source: `
import racecourse

# The article: 100 mails in 35.65 s, with ten threads in 9.84 s. Both are 6.97 s of fixed cost, which is two connections
# one after the other, and 0.287 s a mail: 35.65 = 6.97 + 100 * 0.287, 9.84 = 6.97 + 10 * 0.287.
CONNECT = 0.9
LOGIN = 1.9
SELECT = 0.45
SEARCH = 0.27
CLOSE = 0.1
FETCH = 0.2868
# What parsing an answer takes of Python, which holds the GIL; it is part of FETCH.
PYTHON = 0.001
# The server refuses more at a time, as Gmail does.
MAX_CONNECTIONS = 15
MESSAGES = 100

_connections = 0


class _Error(Exception):
    pass


class IMAP4:
    error = _Error

    def __init__(self, host='', port=143, timeout=None):
        self.host = host
        self.state = 'NONAUTH'
        self._counted = False
        racecourse.io(CONNECT, 'imaplib')

    def login(self, user, password):
        global _connections
        racecourse.io(LOGIN, 'imaplib')
        if _connections >= MAX_CONNECTIONS:
            raise _Error('[ALERT] Too many simultaneous connections. (Failure)')
        _connections += 1
        self._counted = True
        self.state = 'AUTH'
        return 'OK', [b'authenticated (Success)']

    def select(self, mailbox='INBOX', readonly=False):
        self._need(['AUTH', 'SELECTED'], 'SELECT')
        racecourse.io(SELECT, 'imaplib')
        self.state = 'SELECTED'
        return 'OK', [str(MESSAGES).encode()]

    def search(self, charset, *criteria):
        self._need(['SELECTED'], 'SEARCH')
        racecourse.io(SEARCH, 'imaplib')
        return 'OK', [' '.join([str(i + 1) for i in range(MESSAGES)]).encode()]

    def fetch(self, message_set, message_parts):
        self._need(['SELECTED'], 'FETCH')
        racecourse.io(FETCH - PYTHON, 'imaplib')
        racecourse.native(PYTHON, False)
        number = message_set if isinstance(message_set, str) else message_set.decode()
        if not number.isdigit() or int(number) < 1 or int(number) > MESSAGES:
            return 'OK', [None]
        lines = ['From: someone@example.com', f'Subject: Message {number}', '', f'This is message {number}.', '']
        body = (chr(13) + chr(10)).join(lines).encode()
        head = f'{number} {message_parts[:-1]} ' + '{' + str(len(body)) + '}'
        return 'OK', [(head.encode(), body), b')']

    # CPython ends the connection when nobody uses the client any more; who has closed the mailbox counts as gone.
    def close(self):
        self._need(['SELECTED'], 'CLOSE')
        racecourse.io(CLOSE, 'imaplib')
        self.state = 'AUTH'
        self._leave()
        return 'OK', [b'Returned to authenticated state. (Success)']

    def logout(self):
        self._leave()
        self.state = 'LOGOUT'
        return 'BYE', [b'LOGOUT Requested']

    def _leave(self):
        global _connections
        if self._counted:
            self._counted = False
            _connections -= 1

    def _need(self, states, command):
        if self.state not in states:
            allowed = ', '.join(states)
            raise _Error(f'command {command} illegal in state {self.state}, only allowed in states {allowed}')

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self.logout()
        return False


class IMAP4_SSL(IMAP4):
    pass
`,
};

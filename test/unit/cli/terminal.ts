/** A terminal of strings: files, stdin and what was printed, for calling `main` without a process. */
import type { Io } from '../../../src/cli/io.ts';
import { main } from '../../../src/cli/main.ts';

export interface Said {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export interface Terminal {
  readonly files: Map<string, string | Uint8Array>;
  /** Runs one command, given as its arguments. */
  call(...argv: string[]): Promise<Said>;
}

/** `errIsTerminal`: as if somebody read stderr as it comes. */
export function terminal(files: Readonly<Record<string, string | Uint8Array>> = {}, errIsTerminal = false): Terminal {
  const disk = new Map(Object.entries(files));
  return {
    files: disk,
    async call(...argv) {
      let out = '';
      let err = '';
      const io: Io = {
        out: (text) => {
          out += text;
        },
        err: (text) => {
          err += text;
        },
        errIsTerminal,
        async read(file) {
          const content = disk.get(file);
          if (content === undefined) throw Object.assign(new Error(`ENOENT ${file}`), { code: 'ENOENT' });
          return typeof content === 'string' ? new TextEncoder().encode(content) : content;
        },
        async write(file, text) {
          if (file.startsWith('nowhere/')) throw Object.assign(new Error(`ENOENT ${file}`), { code: 'ENOENT' });
          disk.set(file, text);
        },
        lessonFolders: ['lessons'],
        seed: () => 0x5eed,
      };
      const status = await main(argv, io);
      return { status, out, err };
    },
  };
}

/** Lesson 3: 40 steps, 20 of each thread. */
export const counter = `from threading import Thread
count = 0
def work():
    global count
    for _ in range(10):
        tmp = count
        count = tmp + 1
first = Thread(target=work)
second = Thread(target=work)
first.start()
second.start()
first.join()
second.join()
print(count)
`;

/** Its shortest way to 2. */
export const toTwo = '1 2*18 12 1*18 2';

export const deadlock = `import threading
a = threading.Lock()
b = threading.Lock()
def move(first, second):
    with first:
        with second:
            pass
one = threading.Thread(target=move, args=(a, b))
two = threading.Thread(target=move, args=(b, a))
one.start()
two.start()
one.join()
two.join()
print("moved")
`;

export const tickets = `import threading
seats = ["14C"]
def buy(name):
    if seats:
        seat = seats.pop()
        print(name, "got", seat)
ann = threading.Thread(target=buy, args=("Ann",))
bob = threading.Thread(target=buy, args=("Bob",))
ann.start()
bob.start()
ann.join()
bob.join()
`;

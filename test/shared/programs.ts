import type { Program } from '../../src/language/program.ts';
import { compilePython } from '../../src/language/python/compile.ts';

/** Compiles a program that is meant to be right; throws with its diagnostics when it is not. */
export function programOf(source: string, file = 'program.py'): Program {
  const result = compilePython(source, file);
  if (!result.ok) throw new Error(result.diagnostics.map((d) => `${d.line}: ${d.message}`).join('\n'));
  return result.program;
}

/** Two threads, started and joined. */
const twoThreads = (first: string, second = first): string => `
t1 = threading.Thread(target=${first})
t2 = threading.Thread(target=${second})
t1.start()
t2.start()
t1.join()
t2.join()
`;

/** Lesson 3: each of two threads adds 1 to \`count\`, \`times\` times: 2 × times steps a thread. */
export const counterSource = (times = 10): string => `import threading

count = 0

def work():
    global count
    for _ in range(${times}):
        tmp = count
        count = tmp + 1
${twoThreads('work')}print(count)
`;

/** The same under a lock: 4 × times steps a thread. */
export const lockedSource = (times = 10): string => `import threading

count = 0
lock = threading.Lock()

def work():
    global count
    for _ in range(${times}):
        with lock:
            tmp = count
            count = tmp + 1
${twoThreads('work')}`;

/** Two locks in two orders. */
export const deadlockSource = `import threading

a = threading.Lock()
b = threading.Lock()

def forth():
    with a:
        with b:
            pass

def back():
    with b:
        with a:
            pass
${twoThreads('forth', 'back')}`;

/** T2 waits, without a lock, until T1 has set the flag: some runs never end. */
export const spinSource = `import threading

ready = False

def tell():
    global ready
    ready = True

def wait():
    while not ready:
        pass
${twoThreads('tell', 'wait')}`;

/** T1 divides by what T2 sets to zero. */
export const exceptionSource = `import threading

n = 1

def divide():
    print(10 // n)

def clear():
    global n
    n = 0
${twoThreads('divide', 'clear')}`;

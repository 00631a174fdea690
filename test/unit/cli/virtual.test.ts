/** Runs in virtual time: `run --machine`, and `machines`. What they refuse is in bad-machine.test.ts. */
import { describe, expect, test } from 'vitest';
import { compilePython } from '../../../src/language/python/compile.ts';
import { calibrationMachine } from '../../../src/simulate/presets.ts';
import { simulateProgram } from '../../../src/simulate/program.ts';
import { counter, deadlock, terminal, tickets } from './terminal.ts';

const programs = {
  'hello.py': 'print("hello", end="")\n',
  'count.py': counter,
  'buy.py': tickets,
  'sleep.py': 'import time\nfor i in range(30):\n    time.sleep(0.1)\nprint("slept")\n',
  'long.py': 'import time\nfor i in range(3000):\n    time.sleep(0.01)\nprint("slept")\n',
  'endless.py': 'print("on")\nwhile True:\n    pass\n',
  'late.py': deadlock
    .replace('import threading', 'import threading, time')
    .replace('    with first:', '    with first:\n        time.sleep(0.1)'),
  'self.py': 'import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n',
  'fails.py':
    'import threading\ndef work():\n    raise ValueError("no")\nt = threading.Thread(target=work)\nt.start()\nt.join()\nprint("after")\n',
  'processes.py':
    'import multiprocessing\ndef work():\n    raise ValueError("no")\n' +
    'p = multiprocessing.Process(target=work)\np.start()\np.join()\nprint(p.exitcode)\n',
  'many.py':
    'import threading, time\ndef work():\n    time.sleep(0.1)\n' +
    'threads = [threading.Thread(target=work) for i in range(60)]\nfor t in threads: t.start()\nfor t in threads: t.join()\nprint("all")\n',
};
const { call, files } = terminal(programs);
const line = (text: string) => call(...text.split(' '));

describe('run --machine', () => {
  test('prints what the program prints, to the character, and the rest on stderr', async () => {
    const { status, out, err } = await line('run hello.py --machine gil --seed 7');
    expect([status, out]).toEqual([0, 'hello']);
    expect(err).toMatch(/^2 cores, CPython 3\.11 · seed 0x7 · [\d.]+ [nµ]s · \d+ bytecodes?\nCores: core 0 busy /);
  });

  test('tells the time of every thread, the switches, and what held it up', async () => {
    const { err } = await line('run many.py --machine 16-core --seed 1');
    expect(err).toContain('Cores: busy ');
    expect(err).toMatch(/\n {2}main {7}runs .*; waits .*1\d\d ms for locks and threads and .* for a core\n/);
    expect(err).toMatch(/\n {2}T1 work\(\) {2}runs [\d.]+ µs; waits 100 ms for I\/O and sleep/);
    expect(err).toContain('\n  … and 52 more (--table shows all)\n');
    expect(err).toMatch(
      /\n\d+ switches of threads on cores; the GIL was taken \d+ times, and given up by force \d+ times?\./,
    );
    expect(err).toMatch(/ waited \d+% of the time for I\/O\.\n$/);
  });

  test('may start more threads than a schedule can name', async () => {
    expect(await line('run many.py --machine gil --quiet')).toEqual({ status: 0, out: 'all\n', err: '' });
  });

  test('gives the same run for the same seed, and tells the seed that it took', async () => {
    const first = await line('run many.py --machine gil');
    expect(first.err).toContain(' · seed 0x5EED · ');
    expect(await line('run many.py --machine gil --seed 0x5EED')).toEqual(first);
    expect((await line('run many.py --machine gil --seed 2')).err).not.toBe(first.err);
  });

  test.each([
    ['--machine free-threaded', '2 cores, CPython 3.13t · '],
    ['--machine gil --cores 4', '4 cores, CPython 3.11 · '],
    ['--machine gil --cores 1 --python 3.9', '1 core, CPython 3.9 · '],
    ['--machine article-laptop', "the article's laptop · "],
    ['--machine gil --switch-interval 0.5', '2 cores, CPython 3.11, switch interval 0.5 ms · '],
    ['--machine 3.13 --start-method spawn', '2 cores, CPython 3.13, spawn · '],
  ])('%s', async (options, head) => {
    const { status, err } = await line(`run count.py ${options}`);
    expect([status, err.slice(0, head.length)]).toEqual([0, head]);
  });

  test('has tables and a timeline with a legend', async () => {
    const { err } = await line('run late.py --machine gil --quiet --table');
    expect(err).toMatch(/\nthread +alive +running +core +GIL +lock +thread +I\/O\nmain +10\d ms /);
    expect(err).toMatch(/\ncore +busy +share +switches\ncore 0 /);
    const rows = err.split('\n').filter((row) => /^(main|T\d).*[─▒]{90,}$/.test(row));
    expect(rows.map((row) => row.trim().at(-1))).toEqual(['▒', '─', '─']);
    expect(err).toContain('\n█ runs  ░ ready, waits for the GIL  : ready, waits for a core  ▒ waits');
  });

  test('writes a Chrome trace', async () => {
    await line('run late.py --machine gil --quiet --chrome-trace late.json');
    const { traceEvents, otherData } = JSON.parse(String(files.get('late.json')));
    expect(otherData).toMatchObject({ machine: '2 cores, CPython 3.11', cores: 2, seed: 0x5eed });
    expect(traceEvents.length).toBeGreaterThan(20);
    const { status, err } = await line('run late.py --machine gil --quiet --chrome-trace nowhere/x.json');
    expect([status, err.split('\n').at(-2)]).toEqual([
      2,
      'racecourse: cannot write nowhere/x.json: there is no such file or folder',
    ]);
  });

  test('is data with --json', async () => {
    const { status, out, err } = await line('run fails.py --machine gil --seed 7 --json');
    expect([status, err]).toEqual([1, '']);
    expect(JSON.parse(out)).toMatchObject({
      program: { file: 'fails.py', digest: expect.stringMatching(/^[0-9a-f]{16}$/) },
      machine: { name: '2 cores, CPython 3.11', cores: 2, python: '3.11', gil: true, switchInterval: 5e6 },
      seed: '0x7',
      output: 'after\n',
      errors: [{ thread: 'T1', line: 3, text: 'ValueError: no' }],
      ending: { kind: 'finished', text: '' },
      metrics: { threads: [{ name: 'main' }, { name: 'T1 work()' }] },
      holdUp: expect.stringMatching(/\.$/),
    });
  });
});

describe('a run in virtual time that fails has status 1 and', () => {
  const raised =
    'Traceback (most recent call last):\n  File "NAME", line 3, in work\n    raise ValueError("no")\nValueError: no\n';

  test('prints an uncaught exception of a thread, and lets the others go on', async () => {
    expect(await line('run fails.py --machine gil --quiet')).toEqual({
      status: 1,
      out: 'after\n',
      err: `Exception in thread T1:\n${raised.replace('NAME', 'fails.py')}`,
    });
  });

  test('prints an uncaught exception of a process', async () => {
    expect(await line('run processes.py --machine gil --quiet')).toEqual({
      status: 1,
      out: '1\n',
      err: `Process T1:\n${raised.replace('NAME', 'processes.py')}`,
    });
  });

  test('says of an unguarded spawn what CPython says', async () => {
    const { status, err } = await line('run processes.py --machine gil --start-method spawn --quiet');
    expect(status).toBe(1);
    expect(err).toMatch(/^Traceback \(most recent call last\):\n {2}File "processes\.py", line 5, in <module>\n/);
    expect(err).toContain('current process has finished its bootstrapping phase.');
    expect(err).toContain("if __name__ == '__main__':\n                freeze_support()");
  });

  test('ends a deadlock with a verdict', async () => {
    const { status, out, err } = await line('run late.py --machine gil --quiet');
    expect([status, out]).toEqual([1, '']);
    expect(err).toMatch(/^(Deadlock|Stuck): .*T1.*T2/);
    expect((await line('run self.py --machine gil --quiet')).status).toBe(1);
  });

  /** Whether the simulation says what a program's threads wait for, or only that they wait. */
  const self = compilePython(programs['self.py'], 'self.py');
  const says = self.ok && simulateProgram(self.program, calibrationMachine).run.waits[0]?.object === 'lock';

  test.runIf(says)('names the cycle of a deadlock', async () => {
    const cycle = 'T1 waits for b, which T2 has; T2 waits for a, which T1 has; main waits for T1';
    const { err } = await line('run late.py --machine gil --quiet');
    expect(err).toBe(`Deadlock: ${cycle}.\n`);
    const { ending } = JSON.parse((await line('run late.py --machine gil --json')).out);
    expect(ending).toEqual({ kind: 'stuck', text: `Deadlock: ${cycle}.`, cycle: ['T1', 'T2'] });
    const alone = await line('run self.py --machine gil --quiet');
    expect(alone.err).toBe('Deadlock: main waits for lock, which it has itself.\n');
  });

  test('says that the limit ended it', async () => {
    const { status, out, err } = await line('run sleep.py --machine gil --until 1 --quiet');
    expect([status, out, err]).toEqual([1, '', 'Not finished: stopped after 1 virtual seconds, which --until sets.\n']);
    expect((await line('run endless.py --machine gil --until 0.01 --quiet')).out).toBe('on\n');
  });
});

describe('progress', () => {
  const console = terminal(programs, true);

  test('of a long run is a line on a terminal, gone at the end', async () => {
    const { status, out, err } = await console.call('run', 'long.py', '--machine', 'gil', '--quiet');
    expect([status, out]).toEqual([0, 'slept\n']);
    const [before, ...shown] = err.split('\r\x1b[K');
    expect([before, shown.at(-1)]).toEqual(['', '']);
    expect(shown[0]).toMatch(/^2 cores, CPython 3\.11: [\d.]+ s simulated so far, [\d,]+ bytecodes …$/);
  });

  test('is not shown of a short run, nor where stderr is no terminal', async () => {
    expect((await console.call('run', 'hello.py', '--machine', 'gil', '--quiet')).err).toBe('');
    expect((await line('run long.py --machine gil --quiet')).err).toBe('');
  });

  test('changes nothing about the run', async () => {
    const seen = await console.call('run', 'long.py', '--machine', 'gil', '--json');
    expect(seen.out).toBe((await line('run long.py --machine gil --json')).out);
  });
});

describe('machines', () => {
  test('are listed with their main figures', async () => {
    const { status, out, err } = await line('machines');
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^name +cores +Python +GIL +bytecode /);
    expect(out).toMatch(/\nfree-threaded +2 +3\.13t +none /);
    expect(out).toMatch(/\n16-core +16 +3\.11 +every 5 ms /);
  });

  test('are data with --json', async () => {
    const all: { name: string; gil: boolean }[] = JSON.parse((await line('machines --json')).out);
    expect(all.find(({ name }) => name === '3.13t')).toMatchObject({ cores: 2, gil: false, switchInterval: null });
  });
});

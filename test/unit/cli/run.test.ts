import { describe, expect, test } from 'vitest';
import { counter, deadlock, terminal, tickets, toTwo } from './terminal.ts';

const { call, files } = terminal({
  'count.py': counter,
  'move.py': deadlock,
  'buy.py': tickets,
  'hello.py': 'print("hello", end="")\n',
  'index.py': 'def third(items):\n\treturn items[2]\nprint("before")\nthird([])\nprint("after")\n',
  'self.py': 'import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n',
  'endless.py': 'print("on")\nwhile True:\n    pass\n',
  '-': 'print("from stdin")\n',
});

describe('run', () => {
  test('prints what the program prints, to the character, and the rest on stderr', async () => {
    expect(await call('run', 'hello.py')).toMatchObject({ status: 0, out: 'hello' });
    expect(await call('run', '-')).toMatchObject({ status: 0, out: 'from stdin\n' });
    const { status, out, err } = await call('run', 'count.py', '--schedule', toTwo);
    expect([status, out]).toEqual([0, '2\n']);
    expect(err).toBe('40 steps · 4 switches · schedule 1 2*18 12 1*18 2\n');
  });

  test('says nothing on stderr with --quiet', async () => {
    expect(await call('run', 'count.py', '--seed', '7', '--quiet')).toMatchObject({ status: 0, err: '' });
  });

  test('gives the same run for the same seed, however it is written', async () => {
    const seven = await call('run', 'count.py', '--seed', '7', '--json');
    expect(await call('run', 'count.py', '--seed', '0x7', '--json')).toEqual(seven);
    expect(await call('run', 'count.py', '--schedule', '0x7', '--json')).toEqual(seven);
    const eight = await call('run', 'count.py', '--seed', '8', '--json');
    expect(eight.out).not.toBe(seven.out);
  });

  test('without a seed, takes a new one and tells it, so that the run can be repeated', async () => {
    const { err, out } = await call('run', 'count.py');
    expect(err).toMatch(/^seed 0x5EED · 40 steps · \d+ switches · schedule [12* 0-9]+\n$/);
    expect(await call('run', 'count.py', '--seed', '0x5EED')).toEqual({ status: 0, out, err });
  });

  test('prints the schedule that it ran, which gives the same run again', async () => {
    const random = JSON.parse((await call('run', 'count.py', '--seed', '7', '--json')).out);
    const again = JSON.parse((await call('run', 'count.py', '--schedule', random.schedule, '--json')).out);
    expect(again).toEqual({ ...random, seed: undefined });
    expect(again.steps).toBe(40);
  });

  test('lets threads take turns', async () => {
    const turns = (...more: string[]) => call('run', 'count.py', '--scheduler', 'round-robin', ...more);
    expect((await turns()).err).toContain('schedule 12121212');
    expect((await turns('--quantum', '20')).err).toBe('40 steps · 0 switches · schedule 1*20 2*20\n');
    expect((await turns('--quantum', '20')).out).toBe('20\n');
  });

  test('switches threads only where the machine allows it', async () => {
    const turns = ['--scheduler', 'round-robin', '--switch', 'eval-breaker', '--json'];
    const { machine, output } = JSON.parse((await call('run', 'count.py', ...turns)).out);
    expect(machine).toEqual({ switchPoints: 'eval-breaker', gil: true });
    expect(output).toBe('20\n'); // between load and store there is neither call nor loop end
  });

  test('shows the steps in a column for each thread', async () => {
    const { err } = await call('run', 'count.py', '--schedule', '1122', '--table');
    expect(err.split('\n').slice(-6)).toEqual([
      'step  T1                T2',
      '0     6: reads count 0',
      '1     7: count 0 → 1',
      '2                       6: reads count 1',
      '3                       7: count 1 → 2',
      '',
    ]);
  });

  test('shows what main does when a thread ends in a column of its own', async () => {
    const { err } = await call('run', 'count.py', '--schedule', '1*20 2*20', '--table', '--quiet');
    const row = err.split('\n').find((line) => line.startsWith('39'));
    expect(row).toMatch(/^39 +\d+: joins .*prints 20.* {2,}7: count 19 → 20, ends$/);
  });

  test('cuts a long schedule in the summary, not in --json', async () => {
    const long = `${'12'.repeat(10)} `.repeat(150);
    files.set('long.py', counter.replace('range(10)', 'range(3000)'));
    const { err } = await call('run', 'long.py', '--schedule', long);
    expect(err).toContain(' … (the whole has 3,000 characters: use --trace or --json)');
    const json = JSON.parse((await call('run', 'long.py', '--schedule', long, '--json')).out);
    expect(json.schedule).toBe('12'.repeat(1500));
  });
});

describe('a run that fails has status 1 and', () => {
  test('prints an uncaught exception of the main thread as CPython does', async () => {
    expect(await call('run', 'index.py', '--quiet')).toEqual({
      status: 1,
      out: 'before\n',
      err:
        'Traceback (most recent call last):\n  File "index.py", line 2, in third\n    return items[2]\n' +
        'IndexError: list index out of range\n',
    });
  });

  test('prints an uncaught exception of a thread, and lets the others go on', async () => {
    expect(await call('run', 'buy.py', '--schedule', '12121', '--quiet')).toEqual({
      status: 1,
      out: 'Ann got 14C\n',
      err:
        'Exception in thread Thread-2 (buy):\nTraceback (most recent call last):\n' +
        '  File "buy.py", line 5, in buy\n    seat = seats.pop()\nIndexError: pop from empty list\n',
    });
  });

  test('names the cycle of a deadlock', async () => {
    const { status, out, err } = await call('run', 'move.py', '--schedule', '12', '--quiet');
    expect([status, out]).toEqual([1, '']);
    expect(err).toBe(
      'Deadlock: T1 needs b at line 6, which T2 has; T2 needs a at line 6, which T1 has; main waits for T1 at line 12.\n',
    );
  });

  test('names a thread that waits for itself', async () => {
    const { status, err } = await call('run', 'self.py', '--quiet');
    expect([status, err]).toEqual([1, 'Deadlock: main needs lock at line 4, which it has itself.\n']);
  });

  test('says that the step limit ended it', async () => {
    const { status, out, err } = await call('run', 'count.py', '--seed', '1', '--max-steps', '5', '--quiet');
    expect([status, out]).toEqual([1, '']);
    expect(err).toBe('Not finished: stopped after 5 steps, the limit that --max-steps sets.\n');
  });

  test('says where a program computes without end', async () => {
    const { status, out, err } = await call('run', 'endless.py', '--quiet');
    expect([status, out]).toEqual([1, 'on\n']);
    expect(err).toMatch(/^Not finished: stopped after [\d,]+ steps: main computes without end at line [23]\.\n$/);
  });

  test('says that the schedule is too short', async () => {
    const { status, err } = await call('run', 'count.py', '--schedule', '1122', '--quiet');
    expect([status, err]).toEqual([1, 'Not finished: the schedule ends after 4 steps, and T1 and T2 can go on.\n']);
  });
});

describe('--json', () => {
  test('prints one object, and nothing else', async () => {
    const { status, out, err } = await call('run', 'count.py', '--schedule', toTwo, '--json');
    expect([status, err]).toEqual([0, '']);
    const thread = (mark: string, name: string) => ({ mark, name, status: 'finished', error: '' });
    expect(JSON.parse(out)).toEqual({
      program: { file: 'count.py', digest: expect.stringMatching(/^[0-9a-f]{16}$/) },
      machine: { switchPoints: 'every-step', gil: true },
      schedule: toTwo,
      steps: 40,
      switches: 4,
      output: '2\n',
      threads: [thread('main', 'MainThread'), thread('T1', 'Thread-1 (work)'), thread('T2', 'Thread-2 (work)')],
      ending: { kind: 'finished', text: '' },
      digest: expect.stringMatching(/^[0-9a-f]{16}$/),
      globals: { count: '2' },
    });
  });

  test('has the exceptions of threads and the cycle of a deadlock', async () => {
    const broken = JSON.parse((await call('run', 'buy.py', '--schedule', '12121', '--json')).out);
    expect(broken.threads[2].error).toBe('IndexError: pop from empty list');
    const stuck = await call('run', 'move.py', '--schedule', '12', '--json');
    expect(stuck.status).toBe(1);
    expect(JSON.parse(stuck.out).ending).toMatchObject({ kind: 'stuck', cycle: ['T1', 'T2'] });
  });

  test('has the refusal and the part that was possible', async () => {
    const { status, out } = await call('run', 'move.py', '--schedule', '121', '--json');
    expect(status).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ refusal: 'T1 was blocked on b at step 2.', schedule: '12', steps: 2 });
  });
});

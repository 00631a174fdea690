import { describe, expect, test } from 'vitest';
import { terminal } from './terminal.ts';

const work = `import threading
count = 0
def work():
    global count
    for i in range(100000):
        count += 1
one = threading.Thread(target=work)
one.start()
work()
one.join()
print("done")
`;
const { call } = terminal({
  'work.py': work,
  'cores.py': 'import os\nprint("cores")\nprint(os.cpu_count())\n',
  'fails.py': 'print("on")\nraise ValueError("no")\n',
});
const line = (text: string) => call(...text.split(' '));

describe('compare', () => {
  test('has a row for each machine, why they differ, and the seed', async () => {
    const { status, out, err } = await line('compare work.py --seed 7');
    expect([status, err]).toEqual([0, '']);
    const [head, ...rows] = out.split('\n');
    expect(head).toMatch(/^machine +wall time +speed-up +efficiency +cores busy +GIL +locks +I\/O +core$/);
    expect(rows[0]).toMatch(/^2 cores, CPython 3\.11 +[\d.]+ ms +1\.00 × +50% /);
    expect(rows[1]).toMatch(/^2 cores, CPython 3\.13 /);
    expect(rows[2]).toMatch(/^2 cores, CPython 3\.13t .* 0 ns /);
    expect(out).toMatch(
      /\n2 cores, CPython 3\.11 takes [\d.]+ times as long as 2 cores, CPython 3\.13t: .*for the GIL/,
    );
    expect(out).toContain('\nThe output is the same on all.\n');
    expect(out).toMatch(/\nseed 0x7\n$/);
  });

  test('says what processes would take, where there are threads only', async () => {
    expect((await line('compare work.py')).out).toContain(
      'This program uses threads only. Processes (multiprocessing) would each have a GIL of their own; starting one ' +
        'takes 2.4 ms by fork where a thread takes 0.035 ms, and they share no memory: count would have to become',
    );
    expect((await line('compare cores.py')).out).not.toContain('processes');
  });

  test('takes other machines, with as many cores', async () => {
    const { out } = await line('compare work.py --machines 16-core,free-threaded --cores 4');
    expect(out).toMatch(/\n4 cores, CPython 3\.11 .*\n4 cores, CPython 3\.13t /);
  });

  test('reports the first line in which outputs differ', async () => {
    const { status, out } = await line('compare cores.py --machines gil,16-core');
    expect(status).toBe(0);
    expect(out).toContain(
      '\nThe output differs on 16 cores, CPython 3.11, line 2: 16\n  on 2 cores, CPython 3.11: 2\n',
    );
  });

  test('has status 1 where a run failed, and says how on stderr', async () => {
    const { status, err } = await line('compare fails.py --machines gil,free-threaded');
    expect(status).toBe(1);
    expect(err).toContain('2 cores, CPython 3.13t:\nTraceback (most recent call last):\n  File "fails.py", line 2');
  });

  test('is data with --json', async () => {
    const { out, err } = await line('compare work.py --machines gil,3.13t --seed 7 --json');
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({
      program: { file: 'work.py' },
      seed: '0x7',
      machines: [
        { machine: { gil: true }, speedUp: 1, efficiency: 0.5, difference: '', sameOutput: true },
        { machine: { gil: false, switchInterval: null }, output: 'done\n', sameOutput: true },
      ],
    });
  });
});

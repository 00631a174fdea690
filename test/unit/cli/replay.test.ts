import { beforeAll, describe, expect, test } from 'vitest';
import { encodeLink } from '../../../src/trace/link.ts';
import { defaultMachine } from '../../../src/vm/machine.ts';
import { counter, deadlock, terminal, toTwo } from './terminal.ts';

const { call, files } = terminal({
  'count.py': counter,
  'move.py': deadlock,
  'lessons/03-lost-update/program.py': counter,
});

interface Recorded {
  [key: string]: unknown;
  schedule: string;
  checks: string;
}
let recorded: Recorded;

/** Puts a changed copy of the recorded file on the disk. */
const change = (changes: Record<string, unknown>): void =>
  void files.set('changed.json', JSON.stringify({ ...recorded, ...changes }, null, 2));

const linkTo = async (link: { lesson?: string; program?: { file: string; source: string }; schedule: number[] }) => {
  const encoded = await encodeLink({ machine: defaultMachine, ...link });
  return encoded.ok ? encoded.fragment : encoded.message;
};

beforeAll(async () => {
  await call('run', 'count.py', '--seed', '7', '--trace', 'run.json');
  recorded = JSON.parse(String(files.get('run.json')));
});

describe('replay of a trace file', () => {
  test('gives the recorded run, whatever became of the program', async () => {
    const run = await call('run', 'count.py', '--seed', '7');
    expect(await call('replay', 'run.json')).toEqual({ ...run, err: `as recorded · ${run.err}` });
    const json = await call('run', 'count.py', '--seed', '7', '--json');
    expect(await call('replay', 'run.json', '--json')).toEqual(json);
  });

  test('can record it again, and the file is the same', async () => {
    await call('replay', 'run.json', '--trace', 'again.json');
    expect(files.get('again.json')).toBe(files.get('run.json'));
  });

  test('reads it from the standard input', async () => {
    files.set('-', files.get('run.json') ?? '');
    expect(await call('replay', '-', '--quiet')).toMatchObject({ status: 0, err: '' });
  });

  test('has the status of the run: a deadlock fails again', async () => {
    await call('run', 'move.py', '--schedule', '12', '--trace', 'stuck.json');
    const { status, err } = await call('replay', 'stuck.json');
    expect(status).toBe(1);
    expect(err).toMatch(/^Deadlock: T1 needs b .*\nas recorded · 2 steps · 1 switch · schedule 12\n$/);
  });

  test('stops at the first step that differs from the record, and keeps those before it', async () => {
    const at = 10;
    const checks = `${recorded.checks.slice(0, 2 * at)}??${recorded.checks.slice(2 * at + 2)}`;
    change({ checks });
    const { status, out, err } = await call('replay', 'changed.json');
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(/^racecourse: Step 10 differs: .*\nseed 0x7 · 10 steps · /);
  });

  test('refuses a step that is not possible', async () => {
    await call('run', 'move.py', '--schedule', '12', '--trace', 'stuck.json');
    const stuck = JSON.parse(String(files.get('stuck.json')));
    files.set('more.json', JSON.stringify({ ...stuck, schedule: '121', steps: 3, checks: `${stuck.checks}AA` }));
    const { status, err } = await call('replay', 'more.json');
    expect(status).toBe(2);
    expect(err).toBe('racecourse: T1 was blocked on b at step 2\n2 steps · 1 switch · schedule 12\n');
  });
});

describe('replay of a trace file that is not sound says so in one sentence, with status 2:', () => {
  test.each([
    ['foreign', () => files.set('changed.json', '{"traceEvents": []}'), 'This is not a Racecourse trace file'],
    ['no JSON', () => files.set('changed.json', counter), 'This is not a Racecourse trace file'],
    ['empty', () => files.set('changed.json', ''), 'This is not a Racecourse trace file'],
    ['newer', () => change({ version: 99 }), 'Recorded with format 99; this Racecourse reads up to 1'],
    ['another program', () => change({ source: 'print(1)\n' }), 'its program is not the one that was recorded'],
    ['no schedule', () => change({ schedule: 12 }), 'its schedule is missing'],
    ['a strange machine', () => change({ machine: { switchPoints: 'never' } }), 'its machine is missing or unknown'],
  ])('%s', async (_, make, words) => {
    make();
    const { status, err } = await call('replay', 'changed.json', '--quiet');
    expect(status).toBe(2);
    expect(err.split('\n')[0]).toMatch(/^racecourse: /);
    expect(err).toContain(words);
  });

  test('damaged: its first steps are kept and replayed', async () => {
    const start = recorded.schedule.slice(0, 8);
    change({ schedule: `${start}!` });
    const { status, err } = await call('replay', 'changed.json');
    expect(status).toBe(2);
    expect(err).toMatch(/^racecourse: This trace file is damaged: .* Its first 8 steps were kept\n/);
    expect(err).toMatch(/\n8 steps · \d switch(es)? · schedule .*\n$/);
    expect(err).toContain(`schedule ${start}\n`);
  });

  test('recorded with another engine: it is replayed, with a warning', async () => {
    change({ engine: 0 });
    const { status, out, err } = await call('replay', 'changed.json');
    expect([status, out]).toEqual([0, (await call('replay', 'run.json')).out]);
    expect(err).toMatch(/^Recorded with engine 0, this is engine 1: the replay may differ\.\n/);
  });
});

describe('replay of a link', () => {
  const steps = [1, 1, 2, 2];
  const said = { status: 1, out: '', err: expect.stringMatching(/4 steps · 1 switch · schedule 1122\n$/) };

  test('runs the program that came with it', async () => {
    const fragment = await linkTo({ program: { file: 'shared.py', source: counter }, schedule: steps });
    expect(await call('replay', `http://127.0.0.1:5173/#${fragment}`)).toEqual(said);
    expect(await call('replay', `#${fragment}`)).toEqual(said);
    const json = JSON.parse((await call('replay', `#${fragment}`, '--json')).out);
    expect(json).toMatchObject({ program: { file: 'shared.py' }, globals: { count: '2' } });
  });

  test("runs its lesson's program", async () => {
    const fragment = await linkTo({ lesson: '03-lost-update', schedule: steps });
    expect(await call('replay', `https://example.org/course/#${fragment}`)).toEqual(said);
  });

  test.each([
    [
      'of an unknown lesson',
      () => linkTo({ lesson: '99-nothing', schedule: steps }),
      '99-nothing, which is in none of: lessons',
    ],
    [
      'that was cut off',
      async () => (await linkTo({ lesson: '03-lost-update', schedule: steps })).slice(0, -3),
      'This link is damaged',
    ],
    ['to somewhere else', async () => '/about', 'does not lead to a lesson or to a program of Racecourse'],
    ['from a newer Racecourse', async () => '/play?v=9&s=12', 'This link'],
  ])('refuses one %s', async (_, make, words) => {
    const { status, err } = await call('replay', `http://127.0.0.1/#${await make()}`);
    expect(status).toBe(2);
    expect(err).toMatch(/^racecourse: /);
    expect(err).toContain(words);
  });

  test('refuses an address without a run in it', async () => {
    const { status, err } = await call('replay', 'http://127.0.0.1:5173/');
    expect([status, err]).toEqual([2, 'racecourse: this address has no #, and so holds no run: copy it with Share\n']);
  });
});

describe('replay of a program with --schedule', () => {
  test('is the run of that schedule', async () => {
    expect(await call('replay', 'count.py', '--schedule', toTwo)).toEqual(
      await call('run', 'count.py', '--schedule', toTwo),
    );
  });

  test('names the thread that was blocked, its lock and the step', async () => {
    const { status, err } = await call('replay', 'move.py', '--schedule', '122');
    expect([status, err]).toEqual([2, 'racecourse: T2 was blocked on a at step 2\n2 steps · 1 switch · schedule 12\n']);
  });
});

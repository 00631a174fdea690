import { describe, expect, test } from 'vitest';
import { counter, terminal } from './terminal.ts';

const { call, files } = terminal({
  'count.py': counter,
  'latin1.py': Uint8Array.of(0x23, 0xe9, 0x0a),
  'bom.py': '\uFEFFprint("read")\n',
  'bad.py': 'import threading\ndef numbers():\n\tyield 1\nfor n in numbers(): print(n)\nimport os\n',
});

describe('what makes no sense has status 2, prints nothing to stdout and says in a sentence why:', () => {
  test.each([
    ['', 'Usage: racecourse [options] [command]'],
    ['rn count.py', "racecourse: unknown command 'rn'\n(Did you mean run?)"],
    ['run', "racecourse: missing required argument 'file'"],
    ['run count.py count.py', 'racecourse: too many arguments'],
    ['run count.py --sed 7', "racecourse: unknown option '--sed'\n(Did you mean --seed?)"],
    ['run count.py --seed', "racecourse: option '--seed <n>' argument missing"],
    ['run count.py --seed x', 'A seed is a number from 0 to 4294967295, or 0x and up to 8 hexadecimal digits.'],
    ['run count.py --seed 4294967296', 'A seed is a number from 0 to 4294967295'],
    ['run count.py --seed -1', 'A seed is a number from 0 to 4294967295'],
    ['run count.py --seed 1.5', 'A seed is a number from 0 to 4294967295'],
    ['run count.py --max-steps 0', 'The number of steps is a whole number from 1 to 1000000.'],
    ['run count.py --max-steps 9999999', 'The number of steps is a whole number from 1 to 1000000.'],
    ['run count.py --scheduler fair', 'Allowed choices are random, round-robin.'],
    ['run count.py --switch never', 'Allowed choices are every-step, eval-breaker, every-bytecode.'],
    ['run count.py --quantum 2', 'racecourse: --quantum is for turns; add --scheduler round-robin\n'],
    ['run count.py --scheduler round-robin --quantum 0', 'A quantum is a whole number from 1 to 1000000.'],
    ['run count.py --scheduler round-robin --seed 1', 'round-robin leaves nothing to chance; leave out --seed'],
    ['run count.py --schedule 12 --seed 1', '--schedule already chooses every step; leave out --seed'],
    ['run count.py --schedule 1A2', 'the schedule cannot be read: Character 2: "A" is not a thread'],
    ['run count.py --schedule 1*2000000', 'longer than 1,000,000 steps'],
    ['run count.py --schedule 0x123456789', 'A seed has at most 8 hexadecimal digits'],
    ['run count.py --schedule 3', 'racecourse: T3 had not started at step 0\n'],
    ['run nothing.py', 'racecourse: cannot read nothing.py: there is no such file or folder\n'],
    ['run latin1.py', 'racecourse: cannot read latin1.py: it is not UTF-8 text\n'],
    ['replay nothing.json', 'racecourse: cannot read nothing.json: there is no such file or folder\n'],
    ['replay count.py', 'racecourse: count.py is a program; say with --schedule which steps to replay\n'],
    ['replay run.json --switch every-step', 'a recorded run names its own machine; leave out --switch'],
  ])('racecourse %s', async (line, words) => {
    const { status, out, err } = await call(...line.split(' ').filter((word) => word !== ''));
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(words);
    expect(err).not.toMatch(/\bat .*\.ts:\d/); // no stack of ours
  });

  test('a file that cannot be written, after the run', async () => {
    const { status, out, err } = await call(
      'run',
      'count.py',
      '--schedule',
      '1*20 2*20',
      '--trace',
      'nowhere/run.json',
    );
    expect({ status, out }).toEqual({ status: 2, out: '20\n' });
    expect(err).toContain('racecourse: cannot write nowhere/run.json: there is no such file or folder\n');
  });
});

describe('a program with mistakes', () => {
  test('is shown with line, column, source line, caret and suggestion', async () => {
    const { status, out, err } = await call('run', 'bad.py');
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(
      'bad.py:3:2: This subset has no `yield`.\n    \tyield 1\n    \t^^^^^^^\n    Build a list and return it.\n',
    );
  });

  test('is data with --json', async () => {
    const { status, out, err } = await call('run', 'bad.py', '--json');
    expect({ status, err }).toEqual({ status: 2, err: '' });
    const { refusal, diagnostics } = JSON.parse(out);
    expect(refusal).toBe('bad.py cannot be run');
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ severity: 'error', line: 3, column: 2, message: 'This subset has no `yield`.' }),
    );
  });

  test('may come from the standard input', async () => {
    files.set('-', 'x = = 1\n');
    const { status, err } = await call('run', '-');
    expect(status).toBe(2);
    expect(err).toMatch(/^<stdin>:1:\d+: /);
  });

  test('does not begin with a byte order mark: that is no mistake', async () => {
    expect(await call('run', 'bom.py')).toMatchObject({ status: 0, out: 'read\n' });
  });
});

describe('help', () => {
  test.each([
    ['--help', 'racecourse run count.py --seed 7'],
    ['run --help', 'racecourse run count.py --schedule "1 2*18 1 2 1*18 2" --table'],
    ['replay --help', 'racecourse replay run.json --table'],
    ['help run', 'racecourse run count.py --scheduler round-robin'],
  ])('%s goes to stdout, with examples', async (line, example) => {
    const { status, out, err } = await call(...line.split(' '));
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain(example);
  });

  test('--version is that of package.json', async () => {
    expect(await call('--version')).toEqual({ status: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' });
  });
});

import { describe, expect, test } from 'vitest';
import { counter, terminal } from './terminal.ts';

const { call } = terminal({ 'count.py': counter });

describe('what makes no sense has status 2, prints nothing to stdout and says in a sentence why:', () => {
  test.each([
    [
      'run count.py --machine free-thread',
      'no machine "free-thread"; did you mean free-threaded? (racecourse machines',
    ],
    ['run count.py --machine 3.14', 'did you mean 3.1'],
    ['run count.py --machine LAPTOP', 'did you mean article-laptop?'],
    ['run count.py --machine gil --cores 0', 'The number of cores is a whole number from 1 to 1024.'],
    ['run count.py --machine gil --cores 5000', 'The number of cores is a whole number from 1 to 1024.'],
    ['run count.py --machine gil --cores two', 'The number of cores is a whole number from 1 to 1024.'],
    ['run count.py --machine gil --switch-interval 0', 'The switch interval is a number of milliseconds above 0.'],
    ['run count.py --machine gil --switch-interval -1', 'The switch interval is a number of milliseconds above 0.'],
    ['run count.py --machine gil --until 0', 'The limit is a number of seconds above 0.'],
    ['run count.py --machine gil --python 2.7', 'Allowed choices are 3.9, 3.10, 3.11, 3.12, 3.13, 3.13t.'],
    ['run count.py --machine gil --start-method clone', 'Allowed choices are fork, spawn, forkserver.'],
    ['run count.py --machine gil --python 3.13t', 'Python 3.13t has no GIL, so --machine gil cannot have it\n'],
    ['run count.py --machine free-threaded --python 3.9', 'Python 3.9 has a GIL, so --machine free-threaded cannot'],
    ['run count.py --machine free-threaded --switch-interval 1', 'has no GIL, and so no switch interval; leave out'],
    [
      'run count.py --machine gil --schedule 12',
      'with --machine time decides who runs, not steps; leave out --schedule\n',
    ],
    ['run count.py --machine gil --scheduler round-robin', 'leave out --scheduler\n'],
    ['run count.py --machine gil --max-steps 9', 'leave out --max-steps\n'],
    ['run count.py --machine gil --trace run.json', 'leave out --trace\n'],
    ['run count.py --cores 4', '--cores is for a run in virtual time; add --machine gil'],
    ['run count.py --chrome-trace x.json', '--chrome-trace is for a run in virtual time'],
    ['run nothing.py --machine gil', 'racecourse: cannot read nothing.py: there is no such file or folder\n'],
    ['compare count.py --machines gil,fre', 'did you mean free-threaded?'],
    ['compare count.py --machines gil', 'a comparison needs two machines or more'],
    ['compare count.py --machines gil,', 'there is no machine ""'],
  ])('racecourse %s', async (text, words) => {
    const { status, out, err } = await call(...text.split(' '));
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(words);
  });
});

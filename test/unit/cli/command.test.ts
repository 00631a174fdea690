/** The command itself, as a shell starts it: bin/racecourse.js bundles the sources and calls main. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { counter, toTwo } from './terminal.ts';

let folder = '';
const command = path.resolve('bin/racecourse.js');

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'racecourse-'));
  writeFileSync(path.join(folder, 'count.py'), counter);
  writeFileSync(path.join(folder, 'many.py'), 'i = 0\nwhile i < 20000:\n    print("line", i)\n    i += 1\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

function call(argv: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...argv], {
    cwd: folder,
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('the command', () => {
  test('runs a program, records the run and replays it', () => {
    const ran = call(['run', 'count.py', '--schedule', toTwo, '--trace', 'run.json']);
    expect(ran).toEqual({ status: 0, stdout: '2\n', stderr: `40 steps · 4 switches · schedule ${toTwo}\n` });
    expect(call(['replay', 'run.json'])).toEqual({ ...ran, stderr: `as recorded · ${ran.stderr}` });
  }, 30_000);

  test('reads the standard input, and takes a seed of its own that repeats the run', () => {
    const first = call(['run', '-'], counter);
    const seed = /^seed (0x[0-9A-F]+) · 40 steps/.exec(first.stderr)?.[1] ?? '';
    expect(call(['run', '-', '--seed', seed], counter)).toEqual(first);
  }, 30_000);

  test('has status 2 for what cannot be read, and 1 for a program that fails', () => {
    expect(call(['run', 'nothing.py']).status).toBe(2);
    expect(call(['run', '.']).stderr).toBe('racecourse: cannot read .: it is a folder\n');
    expect(call(['run', '-'], 'assert 1 > 2\n')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('AssertionError\n'),
    });
  }, 30_000);

  test('minds no reader that closes the pipe early', () => {
    const line = `"${process.execPath}" "${command}" run many.py | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', line], { cwd: folder, encoding: 'utf8' });
    expect(stdout).toBe('line 0\n0\n');
    expect(stderr).not.toContain('EPIPE');
  }, 30_000);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The recorded programs: what each prints under a real CPython (scripts/record-python.py). */
export interface Recorded {
  readonly out: string;
  /** The last line of the traceback, or empty. */
  readonly err: string;
  readonly exit: number;
}

export interface Fixture {
  readonly name: string;
  readonly source: string;
  readonly recorded: Recorded;
}

const FOLDER = join(import.meta.dirname, '../../fixtures/python');

export function fixtures(): Fixture[] {
  const text = readFileSync(join(FOLDER, 'recorded.json'), 'utf8');
  const { programs } = JSON.parse(text) as { programs: Record<string, Recorded | undefined> };
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.py'));
  return files.sort().map((file) => {
    const name = file.slice(0, -3);
    const recorded = programs[name];
    if (recorded === undefined) throw new Error(`${file} is not recorded: run python3 scripts/record-python.py`);
    return { name, source: readFileSync(join(FOLDER, file), 'utf8'), recorded };
  });
}

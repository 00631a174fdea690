import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomScheduler } from '../../../src/schedule/random.ts';
import { parseSchedule } from '../../../src/schedule/text.ts';
import { formatTraceFile, MAX_FILE, parseTraceFile, replayTraceFile, type TraceFile } from '../../../src/trace/file.ts';
import { runTrace, scheduleOf } from '../../../src/trace/record.ts';
import { defaultMachine } from '../../../src/vm/machine.ts';
import { counterSource, lockedSource, programOf } from '../../shared/programs.ts';

const counter = programOf(counterSource(), 'counter.py');
const trace = runTrace(counter, defaultMachine, randomScheduler(0x5eed));
const text = formatTraceFile(trace, 0x5eed);
const changed = (change: (data: Record<string, unknown>) => void): string => {
  const data = JSON.parse(text) as Record<string, unknown>;
  change(data);
  return JSON.stringify(data);
};
const fileOf = (text: string): TraceFile => {
  const { file } = parseTraceFile(text);
  if (file === null) throw new Error('no file');
  return file;
};

describe('a trace file', () => {
  test('says what was run', () => {
    const { file, error, warning } = parseTraceFile(text);
    expect({ error, warning }).toEqual({ error: '', warning: '' });
    expect(file).toMatchObject({ file: 'counter.py', machine: defaultMachine, seed: 0x5eed });
    expect(file?.source).toBe(counter.source);
    expect(file?.schedule).toEqual(scheduleOf(trace));
  });
  test('replays to the same trace', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(45), (seed, steps) => {
        const trace = runTrace(counter, defaultMachine, randomScheduler(seed), { steps });
        const { trace: again, error } = replayTraceFile(fileOf(formatTraceFile(trace)), counter);
        expect(error).toBeNull();
        expect(again.steps).toEqual(trace.steps);
      }),
      { numRuns: 30 },
    );
  });
  test('refuses a replay on another program, naming the first step that differs', () => {
    const other = programOf(counterSource().replace('tmp + 1', 'tmp + 2'));
    const step = trace.steps.findIndex(({ effects }) => effects.some((e) => e.kind === 'store'));
    expect(replayTraceFile(fileOf(text), other).error?.message).toBe(
      `Step ${step} differs: this Racecourse does something else there than was recorded.`,
    );
    const shorter = replayTraceFile(fileOf(text), programOf(counterSource(5)));
    expect(shorter.error?.message).toMatch(/^Step \d+ differs|had finished before step \d+\.$/);
  });
  test('names a thread that was blocked', () => {
    const file = { ...fileOf(text), schedule: parseSchedule('1112').steps, checks: '' };
    expect(replayTraceFile(file, programOf(lockedSource())).error?.message).toBe('T2 was blocked on lock at step 3.');
  });
  test('verifies the final state', () => {
    const file = { ...fileOf(text), final: '0123456789abcdef' };
    expect(replayTraceFile(file, counter).error?.message).toBe(
      'All 40 steps replay, but the final state differs from the recorded one.',
    );
  });
});

describe('a bad trace file', () => {
  test.each([
    ['', 'This is not a Racecourse trace file.'],
    ['[]', 'This is not a Racecourse trace file.'],
    ['null', 'This is not a Racecourse trace file.'],
    ['{"format": "perfetto"}', 'This is not a Racecourse trace file.'],
    [
      changed((d) => {
        d.version = 3;
      }),
      'Recorded with format 3; this Racecourse reads up to 1. Update it to open this file.',
    ],
    [
      changed((d) => {
        delete d.version;
      }),
      'This trace file is damaged: its version is missing.',
    ],
    [
      changed((d) => {
        d.machine = { switchPoints: 'quantum', gil: true };
      }),
      'This trace file is damaged: its machine is missing or unknown.',
    ],
    [
      changed((d) => {
        d.source = 'x'.repeat(200_001);
      }),
      'The program in this trace file is too long: 200,001 characters; the limit is 200,000.',
    ],
    [' '.repeat(MAX_FILE + 1), 'This trace file is too long: 8,000,001 characters; Racecourse reads up to 8,000,000.'],
  ])('is refused in one sentence (%#)', (text, error) => {
    expect(parseTraceFile(text)).toEqual({ file: null, error, warning: '' });
  });
  test.each([
    [
      'schedule',
      changed((d) => {
        d.schedule = '1212X2';
      }),
      4,
      'its schedule cannot be read. Character 5: "X" is not a thread (1–9, a–z, 0 for main) or "." for an idle tick; threads are written in small letters ("x")',
    ],
    [
      'steps',
      changed((d) => {
        d.steps = 41;
      }),
      40,
      'its schedule has 40 steps, not 41',
    ],
    [
      'checks',
      changed((d) => {
        d.checks = 'AA';
      }),
      40,
      'its checks are missing or cut short',
    ],
    [
      'final',
      changed((d) => {
        delete d.final;
      }),
      40,
      'its final digest is missing',
    ],
    [
      'source',
      changed((d) => {
        d.source = 'print(1)\n';
      }),
      40,
      'its program is not the one that was recorded',
    ],
  ])('with a damaged %s keeps what can be read', (_, text, kept, what) => {
    const { file, error } = parseTraceFile(text);
    expect(error).toBe(`This trace file is damaged: ${what}. Its first ${kept} steps were kept.`);
    expect(file?.schedule).toHaveLength(kept);
    expect(file?.final).toBe('');
  });
  test('that lost its tail keeps the program and the steps that are left', () => {
    const { file, error } = parseTraceFile(text.slice(0, text.indexOf('"schedule"') + 32));
    expect(error).toMatch(/^This trace file is damaged: it is cut short or changed\. Its first \d+ steps were kept\.$/);
    expect(file?.source).toBe(counter.source);
    const kept = file?.schedule ?? [];
    expect(kept.length).toBeGreaterThan(5);
    expect(kept).toEqual(scheduleOf(trace).slice(0, kept.length));
  });
  test('of another engine is read with a warning', () => {
    expect(
      parseTraceFile(
        changed((d) => {
          d.engine = 3;
        }),
      ).warning,
    ).toBe('Recorded with engine 3, this is engine 1: the replay may differ.');
  });
  test('never throws', () => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), fc.string({ maxLength: 5 }), (at, length, other) => {
        const { file, error } = parseTraceFile(text.slice(0, at) + other + text.slice(at + length));
        if (file !== null) replayTraceFile(file, counter);
        if (file === null) expect(error).not.toBe('');
      }),
    );
    fc.assert(fc.property(fc.json(), (json) => parseTraceFile(json).file === null));
  });
});

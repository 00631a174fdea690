import fc from 'fast-check';
import alea from 'seedrandom/lib/alea.js';
import { describe, expect, test } from 'vitest';
import { parseSchedule } from '../../../src/schedule/text.ts';
import { pack, unpack } from '../../../src/trace/compress.ts';
import { decodeLink, encodeLink, type Link, MAX_LINK } from '../../../src/trace/link.ts';
import { defaultMachine, type Machine } from '../../../src/vm/machine.ts';

const schedule = parseSchedule('1 2*18 12 1*18 2').steps;
const lesson: Link = { lesson: '03-lost-update', machine: defaultMachine, schedule, cursor: 22 };

const fragmentOf = async (link: Link): Promise<string> => {
  const encoded = await encodeLink(link);
  if (!encoded.ok) throw new Error(encoded.message);
  return encoded.fragment;
};

const machines: fc.Arbitrary<Machine> = fc.record({
  switchPoints: fc.constantFrom('every-step', 'eval-breaker', 'every-bytecode'),
  gil: fc.boolean(),
});
const threads = fc.integer({ min: -2, max: 35 }).filter((t) => t !== -1);
const links: fc.Arbitrary<Link> = fc
  .record({
    lesson: fc.option(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/), { nil: undefined }),
    source: fc.option(fc.string({ unit: 'grapheme', maxLength: 300 }), { nil: undefined }),
    machine: machines,
    schedule: fc.array(threads, { maxLength: 900 }),
    cursor: fc.option(fc.nat(900), { nil: undefined }),
  })
  .map(({ lesson, source, machine, schedule, cursor }) => ({
    ...(lesson === undefined ? {} : { lesson }),
    ...(source === undefined && lesson !== undefined ? {} : { program: { file: 'x.py', source: source ?? 'n = 0\n' } }),
    machine,
    schedule,
    ...(cursor === undefined ? {} : { cursor }),
  }));

describe('a link', () => {
  test('of a lesson can be read by people', async () => {
    expect(await fragmentOf(lesson)).toMatchInlineSnapshot(
      `"/lesson/03-lost-update?s=1_2*18_12_1*18_2&at=22&c=c002e96f"`,
    );
    expect(await fragmentOf({ lesson: '03-lost-update', machine: defaultMachine, schedule: [] })).toBe(
      '/lesson/03-lost-update',
    );
  });
  test('with a program packs it', async () => {
    const source = 'count = 0\n'.repeat(300);
    const fragment = await fragmentOf({
      program: { file: 'counter.py', source },
      machine: { switchPoints: 'eval-breaker', gil: false },
      schedule: [1, 2],
    });
    expect(fragment.length).toBeLessThan(200);
    expect(fragment).toMatch(/^\/play\?p=[\w-]+&m=eval-breaker,nogil&s=12&c=[0-9a-f]{8}$/);
  });
  test('round-trips', async () => {
    await fc.assert(
      fc.asyncProperty(links, async (link) => {
        expect(await decodeLink(`#${await fragmentOf(link)}`)).toEqual({ link, error: '' });
      }),
    );
  });
  test('survives percent signs and a full stop behind it', async () => {
    const fragment = await fragmentOf(lesson);
    expect(await decodeLink(fragment.replaceAll('*', '%2A'))).toEqual({ link: lesson, error: '' });
    expect(await decodeLink(`${fragment}).`)).toEqual({ link: lesson, error: '' });
  });
  test('that is too long to send is a message', async () => {
    const random = alea('long');
    const source = Array.from({ length: 30_000 }, () => String.fromCharCode(256 + random() * 9000)).join('');
    const program = { file: 'x.py', source };
    const encoded = await encodeLink({ program, machine: defaultMachine, schedule: [] });
    expect(encoded).toMatchObject({ ok: false, message: expect.stringContaining('Save it as a trace file instead.') });
  });
});

describe('a damaged link', () => {
  test('without its tail keeps a prefix of the schedule', async () => {
    const fragment = await fragmentOf(lesson);
    const { link, error } = await decodeLink(fragment.slice(0, fragment.indexOf('_1*18')));
    expect(link?.schedule).toEqual(parseSchedule('1 2*18 12').steps);
    expect(error).toBe('This link is damaged: it was cut off or changed on its way. Its first 21 steps were kept.');
  });
  test('with a packed schedule keeps a prefix too', async () => {
    const random = alea('steps');
    const long = Array.from({ length: 6000 }, () => 1 + Math.floor(random() * 2));
    const fragment = await fragmentOf({ ...lesson, schedule: long });
    expect(fragment).toContain('z=');
    const { link, error } = await decodeLink(fragment.slice(0, -300));
    const kept = link?.schedule ?? [];
    expect(kept.length).toBeGreaterThan(1000);
    expect(kept).toEqual(long.slice(0, kept.length));
    expect(error).toMatch(/^This link is damaged: .* were kept\.$/);
  });
  test('never throws and always says so, wherever a character is changed, lost or cut', async () => {
    await fc.assert(
      fc.asyncProperty(links, fc.nat(), fc.constantFrom('cut', 'lose', 'change'), async (link, n, how) => {
        const fragment = await fragmentOf(link);
        if (!fragment.includes('?')) return;
        const start = fragment.indexOf('?') + 1;
        const at = start + (n % (fragment.length - start));
        const other = fragment.charAt(at) === 'q' ? 'r' : 'q';
        const rest = how === 'cut' ? '' : how === 'lose' ? fragment.slice(at + 1) : other + fragment.slice(at + 1);
        const decoded = await decodeLink(fragment.slice(0, at) + rest);
        expect(decoded.error).toMatch(/^This link is damaged: .*\.$|^This link holds no program\.$/);
      }),
      { numRuns: 300 },
    );
  });
  test('or any other text never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string(),
        fc.constantFrom('', '#', '#/play?', '#/play?p=', '/lesson/x?s=', '/lesson/x?z='),
        async (text, head) => {
          const { link, error } = await decodeLink(head + text);
          if (link === null) expect(error).not.toBe('');
        },
      ),
    );
  });
  test.each([
    ['#/elsewhere', 'This link does not lead to a lesson or to a program of Racecourse.'],
    ['#/lesson/../x', 'This link does not lead to a lesson or to a program of Racecourse.'],
    ['#/play?v=3&q=1', 'This link has form 3; this Racecourse reads up to 1. Reload the page to get the newest.'],
    ['#/play?p=00000000AAAA', 'This link is damaged: its program cannot be read.'],
    [`#/lesson/x?s=${'1'.repeat(MAX_LINK)}`, 'This link is too long: 32,013 characters, the limit is 32,000.'],
  ])('%.40s is refused in one sentence', async (fragment, error) => {
    expect(await decodeLink(fragment)).toEqual({ link: null, error });
  });
  test('with an unknown machine keeps the lesson', async () => {
    const { link, error } = await decodeLink('#/lesson/x?m=quantum&s=12&c=00000000');
    expect(link).toEqual({ lesson: 'x', machine: defaultMachine, schedule: [] });
    expect(error).toContain('the machine "quantum" is unknown');
  });
});

describe('packed text', () => {
  test('is never blown up beyond the limit', async () => {
    const bomb = await pack('x'.repeat(3_000_000));
    expect(bomb.length).toBeLessThan(5_000);
    expect(await unpack(bomb, 1_000)).toBeNull();
  });
  test('round-trips', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        expect(await unpack(await pack(text), 1e6)).toBe(text);
      }),
    );
  });
});

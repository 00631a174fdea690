import { describe, expect, test } from 'vitest';
import { obstacleIn } from '../../../src/lab/host.ts';
import type { RoundResult } from '../../../src/lab/pool.ts';
import { sentenceOf } from '../../../src/lab/sentence.ts';
import { settingsOf } from '../../../src/lab/settings.ts';

const settings = { workers: 2, times: 1_000_000 };
const expected = 2_000_000;

const rounds = (way: RoundResult['way'], lost: readonly number[], overlap = 0.9): RoundResult[] =>
  lost.map((n, i) => {
    return { way, round: i + 1, expected, final: expected - n, lost: n, milliseconds: 5, overlap };
  });
const control = rounds('atomic', [0, 0, 0]);

describe('the sentence for the learner', () => {
  test.each([
    ['between 0% and 52% were lost', [0, 460_000, 1_040_000]],
    ['between less than 1% and 23% were lost', [7, 460_000]],
    ['23% were lost', [460_000, 460_001]],
    ['between 50% and more than 99% were lost', [1_000_000, 1_999_998]],
  ])('says: %s', (words, lost) => {
    const sentence = sentenceOf([...rounds('plain', lost), ...control], settings, 2);
    expect(sentence).toBe(
      `2 workers, ${lost.length} rounds of 2 × 1,000,000: ${words}; Atomics.add lost none (3 rounds).`,
    );
  });

  test('does not speak of a control that has not run', () => {
    expect(sentenceOf(rounds('plain', [460_000]), settings, 2)).toBe(
      '2 workers, 1 round of 2 × 1,000,000: 23% were lost.',
    );
    expect(sentenceOf([], settings, 2)).toBe('');
  });

  test.each([
    ['the machine has one core', 1, 0, 'on one core that takes a switch at exactly that place'],
    ['the workers hardly met', 4, 0.12, 'the workers ran side by side for at most 12% of a round'],
    ['they did run side by side', 4, 0.97, 'this time none did, which is luck'],
  ])('admits that nothing was lost, and why that can be: %s', (_, cores, overlap, why) => {
    const sentence = sentenceOf([...rounds('plain', [0, 0], overlap), ...control], settings, cores);
    expect(sentence).toContain('2 rounds of 2 × 1,000,000: no update was lost; Atomics.add lost none (3 rounds). ');
    expect(sentence).toContain(why);
    expect(sentence).toContain('It passed, which does not make it right');
  });
});

describe('the obstacle', () => {
  const around = { Worker: {}, SharedArrayBuffer: {}, crossOriginIsolated: true };
  test.each([
    ['', {}],
    ['no workers', { Worker: undefined }],
    ['not cross-origin isolated', { crossOriginIsolated: false, SharedArrayBuffer: undefined }],
    ['no SharedArrayBuffer', { SharedArrayBuffer: undefined }],
  ])('is "%s"', (words, missing) => {
    const sentence = obstacleIn({ ...around, ...missing });
    expect(sentence).toContain(words);
    expect(sentence === '').toBe(words === '');
  });
});

describe('settings', () => {
  test('fill in what is not said', () => {
    expect(settingsOf({ rounds: 2 })).toEqual({ workers: 2, rounds: 2, controls: 3, times: 1_000_000, limit: 20_000 });
  });

  test.each([
    [{ workers: 1 }, '"workers" is a whole number from 2 to 16; found 1'],
    [{ workers: 17 }, '"workers" is a whole number from 2 to 16; found 17'],
    [{ rounds: 2.5 }, '"rounds" is a whole number from 1 to 100; found 2.5'],
    [{ times: 1e9 }, '"times" is a whole number from 1 to 100,000,000; found 1000000000'],
    [{ limit: Number.NaN }, '"limit" is a whole number from 1 to 60,000; found NaN'],
  ])('%o are out of bounds', (wanted, message) => {
    expect(() => settingsOf(wanted)).toThrow(message);
  });
});

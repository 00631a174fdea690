import { describe, expect, test } from 'vitest';
import { digits, fill, percent } from '../../../src/app/quoted.ts';
import { sectionsOf } from '../../../src/app/words.ts';

describe('numbers in words', () => {
  test('have commas', () => {
    expect(digits(137_846_528_820n)).toBe('137,846,528,820');
    expect(digits(40)).toBe('40');
    expect(digits(1000)).toBe('1,000');
  });

  test('are shares with two significant digits, and never 0 or 100 for what is not', () => {
    expect(percent(184_756n, 137_846_528_820n)).toBe('0.00013 %');
    expect(percent(8n, 137_846_528_820n)).toBe('0.0000000058 %');
    expect(percent(1n, 4n)).toBe('25 %');
    expect(percent(1n, 30n)).toBe('3.3 %');
    expect(percent(0n, 4n)).toBe('0 %');
    expect(percent(4n, 4n)).toBe('100 %');
    expect(percent(999_999n, 1_000_000n)).toBe('more than 99 %');
  });

  test('are put in where they are named; what is not known yet is an ellipsis', () => {
    expect(fill('{{lost}} of {{updates}}', { lost: '18' })).toBe('18 of …');
  });
});

describe('words of a lesson', () => {
  test('are cut at their headings and rendered', () => {
    expect(sectionsOf('## a\n\nUse `x`.\n\n## b\n\n**Now.**\n')).toEqual([
      { name: 'a', html: '<p>Use <code>x</code>.</p>\n' },
      { name: 'b', html: '<p><strong>Now.</strong></p>\n' },
    ]);
  });

  test('hold no HTML of their own and no script', () => {
    const [section] = sectionsOf('## a\n\n<img src=x onerror=alert(1)> [go](javascript:alert(1))\n');
    expect(section?.html).not.toMatch(/<img|<a/);
  });
});

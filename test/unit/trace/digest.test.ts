import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDigest, digestOfText, digestOfWords } from '../../../src/trace/digest.ts';

test('a digest is 16 hexadecimal digits and the same in every engine', () => {
  expect(digestOfText('')).toMatchInlineSnapshot(`"878d08e88644d6bc"`);
  expect(digestOfText('Racecourse')).toMatchInlineSnapshot(`"4ce38448b93de3b4"`);
  expect(digestOfWords([1, 2, 3])).toMatchInlineSnapshot(`"c66b526a4467f256"`);
});

test('the length counts, so that texts do not run together', () => {
  const of = (...texts: string[]): string => {
    const digest = createDigest();
    for (const text of texts) digest.text(text);
    return digest.hex();
  };
  expect(of('ab', 'c')).not.toBe(of('a', 'bc'));
  expect(digestOfWords([0])).not.toBe(digestOfWords([0, 0]));
  expect(digestOfWords(new Int32Array([7, 8, 9]), 2)).toBe(digestOfWords([7, 8]));
});

test('100,000 near neighbours have different digests', () => {
  const seen = new Set<string>();
  for (let i = 0; i < 100_000; i++) seen.add(digestOfWords([i >> 8, 5, i & 255]));
  expect(seen.size).toBe(100_000);
});

test('one changed character changes the digest', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.nat(), (text, n) => {
      const at = n % text.length;
      const other = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
      expect(digestOfText(other)).not.toBe(digestOfText(text));
    }),
  );
});

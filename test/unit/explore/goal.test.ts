import { expect, test } from 'vitest';
import { parseGoal } from '../../../src/explore/goal.ts';
import { operate, readValue } from '../../../src/explore/goal-value.ts';

test.each([
  'count == 2',
  'deadlock',
  'exception',
  'finished and not count == 20',
  '(a + b == 100 or a < -3) and done == True',
  "name != 'x'",
  'deadlock == 1',
])('%s is a goal', (text) => expect(parseGoal(text)).toMatchObject({ ok: true, goal: { text } }));

test.each([
  ['', 'Character 1: A number or a name is missing here; the goal ends.'],
  ['count', 'Character 6: A comparison such as == is missing here; the goal ends.'],
  ['count == ', 'Character 10: A number or a name is missing here; the goal ends.'],
  ['count = 2', 'Character 6: "=" cannot stand in a goal.'],
  ['count == 2 3', 'Character 12: "and", "or" or the end is missing here; found "3".'],
  ['(count == 2', 'Character 12: ")" is missing here; the goal ends.'],
  ['alert(1)', 'Character 6: A comparison such as == is missing here; found "(".'],
])('%j is refused with its place', (text, message) => expect(parseGoal(text)).toMatchObject({ ok: false, message }));

test('a goal that is too long is refused, however deep it nests', () => {
  expect(parseGoal('('.repeat(100_000))).toMatchObject({
    ok: false,
    message: 'Character 501: A goal has at most 500 characters.',
  });
  expect(parseGoal('('.repeat(499))).toMatchObject({ ok: false });
});

test('values compare as in Python', () => {
  const is = (a: string, sign: string, b: string) => operate(sign, readValue(a), readValue(b));
  expect(is('2', '==', '2.0')).toBe(true);
  expect(is('True', '==', '1')).toBe(true);
  expect(is('123456789012345678901', '>', '123456789012345678900')).toBe(true);
  expect(is("'a'", '==', "'a'")).toBe(true);
  expect(is("'a'", '<', '1')).toBe(false);
  expect(is("'a'", '!=', '1')).toBe(true);
  expect(operate('!=', undefined, 1n)).toBeUndefined();
});

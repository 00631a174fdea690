import { describe, expect, test } from 'vitest';
import { type Action, actionOf, type Key } from '../../../src/app/keys.ts';

const press = (key: string, more: Partial<Key> = {}, single = true): Action | undefined =>
  actionOf({ key, shift: false, command: false, alt: false, focus: 'none', ...more }, single);

describe('the keys of a lesson', () => {
  test.each([
    ['1', { do: 'step', thread: 1 }],
    ['9', { do: 'step', thread: 9 }],
    [' ', { do: 'play' }],
    ['ArrowLeft', { do: 'move', by: -1 }],
    ['ArrowRight', { do: 'move', by: 1 }],
    ['Home', { do: 'first' }],
    ['End', { do: 'last' }],
    ['Backspace', { do: 'undo' }],
    ['e', { do: 'expand' }],
    ['E', { do: 'expand' }],
    ['a', { do: 'pan', share: -0.2 }],
    ['d', { do: 'pan', share: 0.2 }],
    ['w', { do: 'zoom', factor: 0.7 }],
    ['s', { do: 'zoom', factor: 1 / 0.7 }],
    [',', { do: 'segment', by: -1 }],
    ['.', { do: 'segment', by: 1 }],
    ['f', { do: 'centre' }],
    ['/', { do: 'search' }],
    ['t', { do: 'table' }],
    ['r', { do: 'reset' }],
    ['?', { do: 'help' }],
    ['Escape', { do: 'clear' }],
    ['Enter', { do: 'next' }],
  ] as const)('%j does %j', (key, action) => {
    expect(press(key)).toEqual(action);
  });

  test('with Shift, arrows go by five and R makes a new seed', () => {
    expect(press('ArrowRight', { shift: true })).toEqual({ do: 'move', by: 5 });
    expect(press('ArrowLeft', { shift: true })).toEqual({ do: 'move', by: -5 });
    expect(press('R', { shift: true })).toEqual({ do: 'seed' });
  });

  test('in a text field only Ctrl+Enter and Escape act', () => {
    for (const key of ['1', ' ', 'Backspace', 'ArrowLeft', 'Enter', 'r', '?'])
      expect(press(key, { focus: 'text' })).toBeUndefined();
    expect(press('Enter', { focus: 'text', command: true })).toEqual({ do: 'check' });
    expect(press('Escape', { focus: 'text' })).toEqual({ do: 'clear' });
  });

  test('a button keeps what presses it, a choice also what changes it, a slider what moves it', () => {
    for (const key of [' ', 'Enter']) expect(press(key, { focus: 'button' })).toBeUndefined();
    expect(press('ArrowLeft', { focus: 'button' })).toEqual({ do: 'move', by: -1 });
    for (const key of [' ', 'Enter', 'ArrowLeft', 'Home', 'End'])
      expect(press(key, { focus: 'choice' })).toBeUndefined();
    expect(press('1', { focus: 'choice' })).toEqual({ do: 'step', thread: 1 });
    for (const key of ['Enter', 'ArrowRight', 'Home']) expect(press(key, { focus: 'slider' })).toBeUndefined();
    expect(press('ArrowRight', { focus: 'slider', shift: true })).toEqual({ do: 'move', by: 5 });
    expect(press(' ', { focus: 'slider' })).toEqual({ do: 'play' });
  });

  test('a part that scrolls keeps what scrolls it', () => {
    for (const key of [' ', 'Home', 'End']) expect(press(key, { focus: 'region' })).toBeUndefined();
    expect(press('ArrowLeft', { focus: 'region' })).toEqual({ do: 'move', by: -1 });
    expect(press('Enter', { focus: 'region' })).toEqual({ do: 'next' });
  });

  test('keys of one character can be turned off, the others stay', () => {
    for (const key of ['1', 'e', 'r', '?', '/']) expect(press(key, {}, false)).toBeUndefined();
    expect(press(' ', {}, false)).toEqual({ do: 'play' });
    expect(press('Backspace', {}, false)).toEqual({ do: 'undo' });
  });

  test("leaves the browser's own keys alone", () => {
    expect(press('r', { command: true })).toBeUndefined();
    expect(press('1', { alt: true })).toBeUndefined();
    expect(press('ArrowLeft', { alt: true })).toBeUndefined();
  });
});

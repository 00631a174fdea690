import { describe, expect, test } from 'vitest';
import { freshProgress } from '../../../src/app/flow.ts';
import { loadProgress, loadSettings, type Store, saveProgress, saveSettings } from '../../../src/app/progress.ts';

function memory(): Store {
  const values = new Map<string, string>();
  return { getItem: (key) => values.get(key) ?? null, setItem: (key, value) => void values.set(key, value) };
}

const refusing: Store = {
  getItem: () => {
    throw new DOMException('denied', 'SecurityError');
  },
  setItem: () => {
    throw new DOMException('full', 'QuotaExceededError');
  },
};

describe('progress on this device', () => {
  test('comes back as it was', () => {
    const store = memory();
    const progress = { ...freshProgress, at: 'fix', choice: '10', locked: true, switches: 4, mine: '12' } as const;
    saveProgress('03-lost-update', progress, store);
    expect(loadProgress('03-lost-update', store)).toEqual(progress);
    expect(loadProgress('04-other', store)).toEqual(freshProgress);
  });

  test('is fresh where storage is refused, and saving then fails silently', () => {
    expect(loadProgress('03-lost-update', refusing)).toEqual(freshProgress);
    expect(() => saveProgress('03-lost-update', freshProgress, refusing)).not.toThrow();
    expect(loadSettings(refusing)).toEqual({ theme: '', singleKeys: true });
  });

  test.each(['', 'null', '7', '{"at":', '{"at":"moon","locked":1,"hints":"many"}'])(
    'is fresh when %j is stored',
    (text) => {
      const store: Store = { ...memory(), getItem: () => text };
      expect(loadProgress('03-lost-update', store)).toEqual(freshProgress);
    },
  );

  test('keeps what is sound of a damaged one', () => {
    const store: Store = { ...memory(), getItem: () => '{"choice":"20","locked":true,"switches":"x"}' };
    expect(loadProgress('03-lost-update', store)).toEqual({ ...freshProgress, choice: '20', locked: true });
  });

  test('settings come back', () => {
    const store = memory();
    saveSettings({ theme: 'dark', singleKeys: false }, store);
    expect(loadSettings(store)).toEqual({ theme: 'dark', singleKeys: false });
  });
});

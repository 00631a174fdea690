import { expect, test } from 'vitest';

test('floor plan', () => expect(1).toBe(1));

import { describe, expect, test } from 'vitest';
import { createActor } from 'xstate';
import { type FlowEvent, flowMachine, freshProgress, isOpen, type Progress, stepNames } from '../../../src/app/flow.ts';

function progressAfter(events: readonly FlowEvent[], input: Progress = freshProgress): Progress {
  const actor = createActor(flowMachine, { input }).start();
  for (const event of events) actor.send(event);
  return actor.getSnapshot().context;
}

const predicted: FlowEvent[] = [{ type: 'choose', choice: '10' }, { type: 'lock' }];
const reached: FlowEvent[] = [...predicted, { type: 'reach', switches: 6, schedule: '12' }];
const explained: FlowEvent[] = [...reached, { type: 'next' }, { type: 'explain', text: 'It reads, then waits.' }];
const fixed: FlowEvent[] = [...explained, { type: 'next' }, { type: 'fix' }];

describe("the lesson's flow", () => {
  test('starts with the prediction and opens nothing else', () => {
    const progress = progressAfter([]);
    expect(progress.at).toBe('predict');
    expect(stepNames.filter((step) => isOpen(step, progress))).toEqual(['predict']);
  });

  test('locks in nothing that was not chosen', () => {
    expect(progressAfter([{ type: 'lock' }])).toMatchObject({ at: 'predict', locked: false });
  });

  test('keeps a prediction once it is locked in', () => {
    expect(progressAfter([...predicted, { type: 'choose', choice: '2' }])).toMatchObject({
      at: 'break',
      locked: true,
      choice: '10',
    });
  });

  test('counts no goal that is reached before the prediction', () => {
    expect(progressAfter([{ type: 'reach', switches: 4, schedule: '12' }]).switches).toBe(-1);
  });

  test('remembers the reached goal with the fewest switches', () => {
    const more: FlowEvent[] = [
      { type: 'reach', switches: 9, schedule: '21' },
      { type: 'reach', switches: 4, schedule: '22' },
    ];
    expect(progressAfter(reached)).toMatchObject({ switches: 6, mine: '12' });
    expect(progressAfter([...reached, ...more])).toMatchObject({ switches: 4, mine: '22' });
  });

  test.each([
    [predicted, 'explain'],
    [reached, 'fix'],
    [explained, 'confirm'],
  ] as const)('does not go on before a step is done (%#)', (events, step) => {
    const progress = progressAfter([...events, { type: 'goto', step }]);
    expect(progress.at).not.toBe(step);
    expect(isOpen(step, progress)).toBe(false);
  });

  test('leads through all five steps', () => {
    expect(progressAfter(reached).at).toBe('break');
    expect(progressAfter(explained).at).toBe('explain');
    expect(progressAfter(fixed).at).toBe('fix');
    expect(progressAfter([...fixed, { type: 'next' }, { type: 'confirm' }])).toMatchObject({
      at: 'confirm',
      confirmed: true,
    });
  });

  test('lets every open step be revisited', () => {
    for (const step of stepNames) expect(progressAfter([...fixed, { type: 'goto', step }]).at).toBe(step);
  });

  test('resumes where the reader was, as far as that is open', () => {
    expect(progressAfter([], { ...progressAfter(fixed), at: 'explain' }).at).toBe('explain');
    expect(progressAfter([], { ...freshProgress, at: 'confirm' }).at).toBe('predict');
  });
});

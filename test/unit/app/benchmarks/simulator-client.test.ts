import { describe, expect, test } from 'vitest';
import { machineOf, presetChoice } from '../../../../src/app/benchmarks/machine-choice.ts';
import { Simulator } from '../../../../src/app/benchmarks/simulator-client.ts';
import type { Asked } from '../../../../src/app/benchmarks/simulator-protocol.ts';

/** A worker that answers when it is told to. */
class Slow {
  readonly asked: Asked[] = [];
  ended = false;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  postMessage(asked: Asked): void {
    this.asked.push(asked);
  }
  terminate(): void {
    this.ended = true;
  }
  say(data: object): void {
    this.onmessage?.({ data: { id: this.asked.at(-1)?.id, ms: 1, ...data } });
  }
}

function simulator() {
  const worker = new Slow();
  const client = new Simulator({ addController: () => {} }, () => worker as unknown as Worker);
  const ask = (cores: number) =>
    client.ask<'benchmarks'>({
      kind: 'benchmarks',
      machine: machineOf({ ...presetChoice('2-core'), cores }),
      options: {},
    });
  return { worker, client, ask };
}

describe('the simulator of a page', () => {
  test('asks one question at a time, and of those that wait only the newest', async () => {
    const { worker, ask } = simulator();
    const answers = [ask(1), ask(2), ask(3)];
    expect(worker.asked.length).toBe(1);
    worker.say({ ok: true, answer: ['first'] });
    expect(worker.asked.map(({ question }) => question.kind === 'benchmarks' && question.machine.cores)).toEqual([
      1, 3,
    ]);
    worker.say({ ok: true, answer: ['third'] });
    expect((await Promise.all(answers)).map((said) => said?.answer)).toEqual([['first'], undefined, ['third']]);
  });

  test('says in a sentence why there is no answer, and goes on', async () => {
    const { worker, ask } = simulator();
    const answer = ask(1);
    worker.say({ ok: false, message: 'cores is 0' });
    await expect(answer).rejects.toThrow('The simulation failed: cores is 0.');
    const next = ask(2);
    worker.say({ ok: true, answer: [] });
    expect((await next)?.answer).toEqual([]);
  });

  test('ends its worker with the page', async () => {
    const { worker, client, ask } = simulator();
    const answer = ask(1);
    client.hostDisconnected();
    expect(await answer).toBeUndefined();
    expect(worker.ended).toBe(true);
  });
});

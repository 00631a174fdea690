/** The searches where readers wait for them: in a worker of a browser, with progress and Stop. */
import { lessonOf } from '../../../src/app/lessons.ts';
import { createChannel, Stopped } from '../../../src/app/search-client.ts';
import { defaultMachine } from '../../../src/vm/machine.ts';
import { assert, equal } from '../assert.ts';

const lesson = lessonOf('03-lost-update');
assert(lesson, 'lesson 3 is there');
const { source, data } = lesson;
const endless = source.replace('for _ in range(10):', 'while True:');

async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

describe('the search worker', () => {
  it("computes lesson 3's facts, and tells how far it is", async () => {
    const states: number[] = [];
    const result = await createChannel().ask({ kind: 'facts', source, lesson: data }, (n) => states.push(n));
    assert(result.ok, 'facts');
    equal(String(result.facts.schedules), '137846528820');
    equal(result.facts.par, 4);
    assert(
      states.every((n, i) => i === 0 || n >= 0),
      'progress',
    );
  });

  it('is ended by Stop, whatever it does, and answers the next question', async () => {
    const channel = createChannel();
    const first = await new Promise<unknown>((resolve) => {
      const asked = channel.ask({ kind: 'check', source: endless, lesson: data }, () => channel.stop());
      resolve(failure(asked));
    });
    assert(first instanceof Stopped, String(first));
    const loaded = await channel.ask({ kind: 'load', source, file: 'program.py', machine: defaultMachine });
    assert(loaded.ok && loaded.program.source === source, 'loads');
  });

  it('gives up a question for a newer one', async () => {
    const channel = createChannel();
    const first = failure(channel.ask({ kind: 'check', source: endless, lesson: data }));
    const second = channel.ask({ kind: 'load', source: 'print(', file: 'program.py', machine: defaultMachine });
    assert((await first) instanceof Stopped, 'the first is stopped');
    const loaded = await second;
    assert(!loaded.ok && loaded.diagnostics.length > 0, 'diagnostics');
  });

  it('says in a sentence that its worker cannot be loaded', async () => {
    const nowhere = () => new Worker(URL.createObjectURL(new Blob(['throw new Error("no luck")'])));
    const error = await failure(createChannel(nowhere).ask({ kind: 'check', source, lesson: data }));
    assert(error instanceof Error && /^The search stopped: .*no luck\.$/.test(error.message), String(error));
  });
});

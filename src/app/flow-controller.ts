import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Actor, createActor } from 'xstate';
import { type FlowEvent, flowMachine, type Progress } from './flow.ts';
import { loadProgress, saveProgress } from './progress.ts';

/** The lesson's flow as an actor; what it holds is kept on this device. */
export class FlowController implements ReactiveController {
  #host: ReactiveControllerHost;
  #actor: Actor<typeof flowMachine>;

  constructor(host: ReactiveControllerHost, slug: string) {
    this.#host = host;
    this.#actor = createActor(flowMachine, { input: loadProgress(slug) });
    this.#actor.subscribe(({ context }) => {
      saveProgress(slug, context);
      this.#host.requestUpdate();
    });
    this.#actor.start();
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#actor.stop();
  }

  get progress(): Progress {
    return this.#actor.getSnapshot().context;
  }

  send(event: FlowEvent): void {
    this.#actor.send(event);
  }
}

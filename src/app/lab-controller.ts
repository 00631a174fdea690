import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Experiment } from '../lab/experiment.ts';
import type { ExperimentView } from '../lab/view.ts';
import type { LessonData } from './lesson.ts';

/** The Confirm step's experiment; the lab is loaded when it is first wanted, and its workers die with the page. */
export class LabController implements ReactiveController {
  view: ExperimentView | undefined;
  problem = '';
  /** Called when an experiment has come to its end, or turned out to be impossible here. */
  ended = (): void => {};
  #host: ReactiveControllerHost;
  #lesson: LessonData;
  #experiment: Experiment | undefined;

  constructor(host: ReactiveControllerHost, lesson: LessonData) {
    this.#host = host;
    this.#lesson = lesson;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#experiment?.stop();
    this.#experiment = undefined;
  }

  get busy(): boolean {
    return this.view?.busy ?? false;
  }

  async start(): Promise<void> {
    this.problem = '';
    try {
      this.#experiment ??= await this.#create();
    } catch (error) {
      this.problem = `The experiment could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
      this.#host.requestUpdate();
      return;
    }
    this.#experiment.send({ type: 'start' });
  }

  stop(): void {
    this.#experiment?.send({ type: 'cancel' });
  }

  async #create(): Promise<Experiment> {
    const [{ createExperiment }, { viewOf }] = await Promise.all([
      import('../lab/experiment.ts'),
      import('../lab/view.ts'),
    ]);
    const { workers, rounds } = this.#lesson.lab;
    const experiment = createExperiment({ workers, times: rounds });
    experiment.subscribe((snapshot) => {
      this.view = viewOf(snapshot);
      const { status } = this.view;
      if (status === 'done' || status === 'unsupported' || status === 'timedOut') this.ended();
      this.#host.requestUpdate();
    });
    return experiment;
  }
}

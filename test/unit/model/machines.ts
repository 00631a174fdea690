import { coreMachine, coreTable } from '../../../src/model/core.ts';
import { gilMachine, gilTable } from '../../../src/model/gil.ts';
import { processMachine, processTable } from '../../../src/model/process.ts';
import { threadMachine, threadTable } from '../../../src/model/thread.ts';

/** Every machine of the model with its table: what is added here inherits every law. */
export const machines = [
  { id: 'thread', machine: threadMachine, table: threadTable },
  { id: 'gil', machine: gilMachine, table: gilTable },
  { id: 'core', machine: coreMachine, table: coreTable },
  { id: 'process', machine: processMachine, table: processTable },
] as const;

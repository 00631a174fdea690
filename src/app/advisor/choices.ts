import type { Bar, BarGroup } from '../../elements/chart/bars.ts';
import type { Choice, StageAdvice } from '../../simulate/advisor.ts';
import { duration } from '../../simulate/difference.ts';
import type { Tool } from '../../simulate/workloads/stage.ts';

const TOOLS: readonly Tool[] = ['neither', 'asyncio', 'threads', 'processes'];

/** `4 processes`, `asyncio, 8 at once`, `one by one`. */
export const choiceWords = ({ tool, workers }: Pick<Choice, 'tool' | 'workers'>): string =>
  tool === 'neither' ? 'one by one' : tool === 'asyncio' ? `asyncio, ${workers}` : `${workers} ${tool}`;

export const choiceId = (stage: number, { tool, workers }: Choice): string => `${stage}.${tool}.${workers}`;

/** Of each tool the quickest number of workers, and the recommended choice; one group. */
export function choiceBars({ best, choices }: StageAdvice, stage: number): readonly BarGroup[] {
  const quickest = TOOLS.flatMap((tool) => {
    const some = choices.filter((choice) => choice.tool === tool);
    return tool === best.tool ? [best] : some.slice(0, 1); // choices come quickest first
  });
  return [
    quickest.map(
      (choice): Bar => ({
        id: choiceId(stage, choice),
        label: choiceWords(choice),
        value: choice.ns / 1e9,
        text: duration(choice.ns),
        fill: choice.tool === best.tool ? 'solid' : 'hollow',
        marks: [],
      }),
    ),
  ];
}

/** The choice that an address names, if it was simulated. */
export function choiceOf(
  advised: readonly StageAdvice[],
  id: string,
): { readonly stage: number; readonly choice: Choice } | undefined {
  for (const [stage, { choices }] of advised.entries()) {
    const choice = choices.find((one) => choiceId(stage, one) === id);
    if (choice) return { stage, choice };
  }
  return undefined;
}

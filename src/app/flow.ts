import { assign, type SnapshotFrom, setup } from 'xstate';

export const stepNames = ['predict', 'break', 'explain', 'fix', 'confirm'] as const;
export type StepName = (typeof stepNames)[number];

/** What the reader has done so far in a lesson; all of it is kept. */
export interface Progress {
  readonly at: StepName;
  /** The answer picked, and whether it is locked in. */
  readonly choice: string;
  readonly locked: boolean;
  /** Fewest switches with which the goal was reached, −1 before; and the schedule that did. */
  readonly switches: number;
  readonly mine: string;
  readonly hints: number;
  readonly explanation: string;
  /** The program as the reader has changed it; empty while untouched. */
  readonly attempt: string;
  readonly fixed: boolean;
  readonly confirmed: boolean;
}

export const freshProgress: Progress = {
  at: 'predict',
  choice: '',
  locked: false,
  switches: -1,
  mine: '',
  hints: 0,
  explanation: '',
  attempt: '',
  fixed: false,
  confirmed: false,
};

export type FlowEvent =
  | { readonly type: 'choose'; readonly choice: string }
  | { readonly type: 'lock' }
  | { readonly type: 'reach'; readonly switches: number; readonly schedule: string }
  | { readonly type: 'hint' }
  | { readonly type: 'explain'; readonly text: string }
  | { readonly type: 'edit'; readonly text: string }
  | { readonly type: 'fix' }
  | { readonly type: 'confirm' }
  | { readonly type: 'next' }
  | { readonly type: 'goto'; readonly step: StepName };

/** What each step needs to be done; the one after it is open from then on. */
export function isDone(step: StepName, p: Progress): boolean {
  switch (step) {
    case 'predict':
      return p.locked;
    case 'break':
      return p.switches >= 0;
    case 'explain':
      return p.explanation.trim() !== '';
    case 'fix':
      return p.fixed;
    case 'confirm':
      return p.confirmed;
  }
}

/** A step is open when all before it are done. One that was done stays open. */
export const isOpen = (step: StepName, p: Progress): boolean =>
  stepNames.slice(0, stepNames.indexOf(step)).every((before) => isDone(before, p));

const after = (step: StepName): StepName | undefined => stepNames[stepNames.indexOf(step) + 1];

/**
 * The lesson's flow: predict → break → explain → fix → confirm. A step that is open can always be revisited; what was
 * done stays done. A prediction cannot be changed once it is locked in.
 */
export const flowMachine = setup({
  types: { context: {} as Progress, events: {} as FlowEvent, input: {} as Progress },
  guards: {
    wantsPredict: ({ event }) => event.type === 'goto' && event.step === 'predict',
    wantsBreak: ({ context, event }) => event.type === 'goto' && event.step === 'break' && isOpen('break', context),
    wantsExplain: ({ context, event }) =>
      event.type === 'goto' && event.step === 'explain' && isOpen('explain', context),
    wantsFix: ({ context, event }) => event.type === 'goto' && event.step === 'fix' && isOpen('fix', context),
    wantsConfirm: ({ context, event }) =>
      event.type === 'goto' && event.step === 'confirm' && isOpen('confirm', context),
    nextOpen: ({ context }) => {
      const next = after(context.at);
      return next !== undefined && isOpen(next, context);
    },
    unlocked: ({ context }) => !context.locked,
    chosen: ({ context }) => context.choice !== '' && !context.locked,
    better: ({ context, event }) =>
      event.type === 'reach' && context.locked && (context.switches < 0 || event.switches < context.switches),
  },
  actions: {
    at: assign((_, step: StepName) => ({ at: step })),
  },
}).createMachine({
  id: 'lesson',
  context: ({ input }) => input,
  initial: 'resume',
  on: {
    choose: { guard: 'unlocked', actions: assign({ choice: ({ event }) => event.choice }) },
    reach: {
      guard: 'better',
      actions: assign({ switches: ({ event }) => event.switches, mine: ({ event }) => event.schedule }),
    },
    hint: { actions: assign({ hints: ({ context }) => context.hints + 1 }) },
    explain: { actions: assign({ explanation: ({ event }) => event.text }) },
    edit: { actions: assign({ attempt: ({ event }) => event.text }) },
    fix: { actions: assign({ fixed: true }) },
    confirm: { actions: assign({ confirmed: true }) },
    goto: [
      { guard: 'wantsPredict', target: '.predict' },
      { guard: 'wantsBreak', target: '.break' },
      { guard: 'wantsExplain', target: '.explain' },
      { guard: 'wantsFix', target: '.fix' },
      { guard: 'wantsConfirm', target: '.confirm' },
    ],
  },
  states: {
    resume: {
      description: 'Where the reader was the last time, as far as that is open.',
      always: [
        { guard: ({ context }) => context.at === 'confirm' && isOpen('confirm', context), target: 'confirm' },
        { guard: ({ context }) => context.at === 'fix' && isOpen('fix', context), target: 'fix' },
        { guard: ({ context }) => context.at === 'explain' && isOpen('explain', context), target: 'explain' },
        { guard: ({ context }) => context.at === 'break' && isOpen('break', context), target: 'break' },
        { target: 'predict' },
      ],
    },
    predict: {
      description: 'The reader says what will happen; nothing can run before that.',
      entry: { type: 'at', params: 'predict' },
      on: {
        lock: { guard: 'chosen', target: 'break', actions: assign({ locked: true }) },
        next: { guard: 'nextOpen', target: 'break' },
      },
    },
    break: {
      description: 'The reader is the scheduler, and looks for the goal.',
      entry: { type: 'at', params: 'break' },
      on: { next: { guard: 'nextOpen', target: 'explain' } },
    },
    explain: {
      description: 'The reader says why, in a sentence.',
      entry: { type: 'at', params: 'explain' },
      on: { next: { guard: 'nextOpen', target: 'fix' } },
    },
    fix: {
      description: 'The reader changes the program until no schedule breaks it.',
      entry: { type: 'at', params: 'fix' },
      on: { next: { guard: 'nextOpen', target: 'confirm' } },
    },
    confirm: {
      description: 'Real threads on the reader’s machine.',
      entry: { type: 'at', params: 'confirm' },
    },
  },
});

export type FlowSnapshot = SnapshotFrom<typeof flowMachine>;

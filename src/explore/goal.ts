import { cycleOf } from '../analysis/wait-for.ts';
import type { Vm } from '../vm/types.ts';
import { type GoalValue, operate, readValue } from './goal-value.ts';

/**
 * What a run should reach or avoid, as a lesson writes it: `count == 2`, `deadlock`, `exception`,
 * `finished and not count == 20`.
 *
 *     goal       = both { "or" both } ;
 *     both       = negation { "and" negation } ;
 *     negation   = "not" negation | "(" goal ")" | event | comparison ;
 *     event      = "deadlock" | "exception" | "finished" ;
 *     comparison = sum ( "==" | "!=" | "<=" | ">=" | "<" | ">" ) sum ;
 *     sum        = operand { ( "+" | "-" ) operand } ;
 *     operand    = [ "-" ] integer | "True" | "False" | "None" | string in single quotes | name of a global ;
 *
 * `deadlock`: nobody can go on though threads are left, or some threads wait for each other in a circle. `exception`: a thread ended by one.
 * `finished`: all threads have finished. A comparison with a global that has no value does not hold.
 */
export interface Goal {
  readonly text: string;
  /** True when the goal holds in the situation of the machine, which is not changed. */
  holds(vm: Vm): boolean;
}

export type ParsedGoal =
  | { readonly ok: true; readonly goal: Goal }
  | { readonly ok: false; readonly position: number; readonly message: string };

type Predicate = (vm: Vm) => boolean;
type Operand = (vm: Vm) => GoalValue;

/** Longest goal in characters; it also bounds how deep it nests. */
const MAX_GOAL = 500;

/** Reads a goal. Never throws, evaluates nothing. */
export function parseGoal(text: string): ParsedGoal {
  try {
    if (text.length > MAX_GOAL) throw new GoalError(MAX_GOAL, `A goal has at most ${MAX_GOAL} characters`);
    const holds = createReader(text).goal();
    return { ok: true, goal: { text, holds } };
  } catch (error) {
    if (!(error instanceof GoalError)) throw error;
    return { ok: false, position: error.position, message: `Character ${error.position + 1}: ${error.message}.` };
  }
}

/** As parseGoal, for goals that stand in code. Throws SyntaxError. */
export function goalOf(text: string): Goal {
  const parsed = parseGoal(text);
  if (!parsed.ok) throw new SyntaxError(`Goal "${text}": ${parsed.message}`);
  return parsed.goal;
}

class GoalError extends Error {
  readonly position: number;
  constructor(position: number, message: string) {
    super(message);
    this.position = position;
  }
}

/** Nobody can go on and threads are left, or a circle of threads waits for itself. */
export const isDeadlock: Predicate = (vm) => {
  if (vm.finished()) return false;
  const views = Array.from({ length: vm.threadCount() }, (_, id) => vm.thread(id));
  return !views.some((view) => view.enabled) || cycleOf(views).length > 0;
};

/** The first thread's uncaught exception, or ''. */
export function exceptionOf(vm: Vm): string {
  for (let id = 0; id < vm.threadCount(); id++) {
    const { error, mark } = vm.thread(id);
    if (error !== '') return `${mark}: ${error}`;
  }
  return '';
}

const EVENTS: ReadonlyMap<string, Predicate> = new Map([
  ['deadlock', isDeadlock],
  ['exception', (vm: Vm) => exceptionOf(vm) !== ''],
  ['finished', (vm: Vm) => vm.finished()],
]);

const TOKEN = /\s*(?:(?<int>\d+)|(?<name>[A-Za-z_]\w*)|(?<string>'[^'\\]*')|(?<sign>==|!=|<=|>=|[<>()+-]))/y;
const COMPARISONS = new Set(['==', '!=', '<=', '>=', '<', '>']);

function createReader(text: string) {
  const tokens: { readonly kind: string; readonly text: string; readonly at: number }[] = [];
  for (let at = 0; at < text.trimEnd().length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    const [kind, word] = Object.entries(found?.groups ?? {}).find(([, value]) => value !== undefined) ?? ['', ''];
    if (found === null) throw new GoalError(at, `"${text.slice(at).trimStart().charAt(0)}" cannot stand in a goal`);
    tokens.push({ kind, text: word, at: TOKEN.lastIndex - word.length });
  }
  let next = 0;
  const peek = (): string => tokens[next]?.text ?? '';
  const take = (word: string): boolean => {
    if (peek() !== word) return false;
    next++;
    return true;
  };
  const fail = (what: string): never => {
    const found = peek() === '' ? 'the goal ends' : `found "${peek()}"`;
    throw new GoalError(tokens[next]?.at ?? text.length, `${what} is missing here; ${found}`);
  };

  const goal = (): Predicate => {
    let left = both();
    while (take('or')) left = either(left, both());
    return left;
  };
  const both = (): Predicate => {
    let left = negation();
    while (take('and')) left = each(left, negation());
    return left;
  };
  const negation = (): Predicate => {
    if (take('not')) {
      const inner = negation();
      return (vm) => !inner(vm);
    }
    if (take('(')) {
      const inner = goal();
      return take(')') ? inner : fail('")"');
    }
    const event = EVENTS.get(peek());
    const after = tokens[next + 1]?.text ?? '';
    if (event !== undefined && !COMPARISONS.has(after) && after !== '+' && after !== '-') {
      next++;
      return event;
    }
    return comparison();
  };
  const comparison = (): Predicate => {
    const left = sum();
    const sign = peek();
    if (!COMPARISONS.has(sign)) return fail('A comparison such as ==');
    next++;
    const right = sum();
    return (vm) => operate(sign, left(vm), right(vm)) === true;
  };
  const sum = (): Operand => {
    let left = operand();
    for (let sign = peek(); take('+') || take('-'); sign = peek()) left = added(sign, left, operand());
    return left;
  };
  const operand = (): Operand => {
    const minus = take('-');
    const token = tokens[next];
    if (token?.kind === 'int') {
      next++;
      const value = minus ? -BigInt(token.text) : BigInt(token.text);
      return () => value;
    }
    if (minus || token === undefined || token.kind === 'sign' || /^(and|or|not)$/.test(token.text))
      return fail('A number or a name');
    next++;
    if (token.kind === 'string' || /^(True|False|None)$/.test(token.text)) {
      const value = readValue(token.text);
      return () => value;
    }
    return (vm) => readValue(vm.global(token.text));
  };
  return {
    goal(): Predicate {
      const whole = goal();
      return next === tokens.length ? whole : fail('"and", "or" or the end');
    },
  };
}

const either =
  (a: Predicate, b: Predicate): Predicate =>
  (vm) =>
    a(vm) || b(vm);
const each =
  (a: Predicate, b: Predicate): Predicate =>
  (vm) =>
    a(vm) && b(vm);
const added =
  (sign: string, a: Operand, b: Operand): Operand =>
  (vm) => {
    const value = operate(sign, a(vm), b(vm));
    return typeof value === 'boolean' ? undefined : value;
  };

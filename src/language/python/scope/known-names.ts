import type { Span } from '../ast.ts';
import type { Report } from '../report.ts';

/** Builtins of CPython that this subset has not (yet): told apart from misspelled names. */
const ELSEWHERE = new Set(
  (
    'ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError ' +
    'BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ' +
    'ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup ' +
    'FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning ' +
    'IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ' +
    'ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError OSError OverflowError ' +
    'PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning ' +
    'RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError ' +
    'TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError ' +
    'UnicodeWarning UserWarning ValueError Warning ZeroDivisionError __build_class__ __debug__ __doc__ __file__ __import__ ' +
    '__loader__ __package__ __spec__ abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr ' +
    'classmethod compile complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format ' +
    'frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max ' +
    'memoryview min next object oct open ord pow print property quit range repr reversed round set setattr slice sorted ' +
    'staticmethod str sum super tuple type vars zip'
  ).split(' '),
);

const INSTEAD: Readonly<Record<string, string>> = {
  input: 'Assign the value in the program: name = "Ada".',
  eval: 'Write the expression itself.',
  exec: 'Write the statements themselves.',
  compile: 'Write the statements themselves.',
  map: 'Write a comprehension: [f(x) for x in items].',
  filter: 'Write a comprehension: [x for x in items if test(x)].',
  iter: 'Write a for loop.',
  next: 'Write a for loop, or take an item by its index.',
  type: 'Use isinstance(x, T).',
  hasattr: 'Give the attribute a value in __init__.',
  getattr: 'Write object.name.',
  setattr: 'Write object.name = value.',
  exit: 'Raise SystemExit, or let the program end.',
  quit: 'Raise SystemExit, or let the program end.',
  pow: 'Write a ** b.',
  frozenset: 'Use a set or a tuple.',
  bytearray: 'Use a list of integers.',
  staticmethod: 'Write a function outside the class.',
  classmethod: 'Write a function outside the class.',
  property: 'Write a method.',
  callable: 'Call it in try and except TypeError.',
  issubclass: 'Use isinstance with an object.',
  breakpoint: 'Step the program by hand instead.',
  globals: 'Use a dict of your own.',
  locals: 'Use a dict of your own.',
  vars: 'Use a dict of your own.',
  Ellipsis: 'Use None.',
};

/** Words of other languages. */
const TWINS: Readonly<Record<string, string>> = {
  true: 'True',
  false: 'False',
  null: 'None',
  nil: 'None',
  none: 'None',
  undefined: 'None',
  NULL: 'None',
  this: 'self',
  println: 'print',
  printf: 'print',
  echo: 'print',
};

/** A name that nothing defines: a builtin that is missing here, or a NameError when it is reached. */
export function reportUnknown(report: Report, name: string, at: Span, known: Iterable<string>): void {
  if (ELSEWHERE.has(name)) {
    report.error(at, `This subset has no builtin \`${name}\`.`, INSTEAD[name] ?? '');
    return;
  }
  const meant = TWINS[name] ?? (report.full ? '' : closest(name, known));
  const suggestion = meant === '' ? 'Check the spelling, or assign it first.' : `Did you mean ${meant}?`;
  report.warning(at, `Nothing defines \`${name}\`: reaching this raises NameError.`, suggestion);
}

/** The name that differs least, if that is little; else empty. */
function closest(name: string, known: Iterable<string>): string {
  let best = '';
  let least = name.length < 4 ? 1 : 2;
  for (const other of known) {
    const distance = Math.abs(other.length - name.length) > least ? Number.POSITIVE_INFINITY : edits(name, other);
    if (distance < least || (distance === least && best === '')) [best, least] = [other, distance];
  }
  return name.length < 3 ? '' : best;
}

/** Characters to insert, delete, replace or exchange with their neighbour to make one word of the other. */
function edits(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

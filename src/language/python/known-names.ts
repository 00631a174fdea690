import type { Span } from './ast.ts';
import type { Report } from './report.ts';

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
  open: 'Keep the data in a list or a string.',
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

/** A name that nothing defines: a builtin that is missing here, or a NameError when it is reached. */
export function reportUnknown(report: Report, name: string, at: Span): void {
  if (ELSEWHERE.has(name)) {
    report.error(at, `This subset has no builtin \`${name}\`.`, INSTEAD[name] ?? '');
  } else {
    report.warning(
      at,
      `Nothing defines \`${name}\`: reaching this raises NameError.`,
      'Check the spelling, or assign it first.',
    );
  }
}

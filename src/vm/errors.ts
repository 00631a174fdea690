/** A Python exception on its way: either by name and argument (not on the heap yet), or an object. */
export class Raised {
  readonly type: string;
  readonly message: string;
  /** The exception object, or 0. */
  readonly value: number;
  /** Its argument as a value instead of a message, or 0. */
  readonly argument: number;
  constructor(type: string, message: string, value = 0, argument = 0) {
    this.type = type;
    this.message = message;
    this.value = value;
    this.argument = argument;
  }
}

/** `throw raise('TypeError', …)`: the wording is CPython 3.11's. */
export const raise = (type: string, message = ''): Raised => new Raised(type, message);
/** As raise, with a value as the exception's argument: `KeyError(key)`. */
export const raiseWith = (type: string, argument: number): Raised => new Raised(type, '', 0, argument);

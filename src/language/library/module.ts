/**
 * A module of the library: Python source in the subset, compiled along with a program that uses one of its names.
 * Several may stand for one module of Python's, so that only what is needed is compiled.
 */
export interface LibraryModule {
  /** The dotted name under which a program imports it. */
  readonly module: string;
  /** What it provides. A leading underscore: for other modules of the library and for the compiler. */
  readonly names: readonly string[];
  readonly source: string;
}

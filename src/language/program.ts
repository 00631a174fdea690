/** A literal of the source, as plain data; integers and bytes as text so that a program survives JSON. */
export type Constant =
  | { readonly kind: 'none' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: string }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'str'; readonly value: string }
  | { readonly kind: 'bytes'; readonly value: string }
  | { readonly kind: 'tuple'; readonly items: readonly Constant[] };

/**
 * How threads see a global.
 * - `shared`: a function reads or writes it while threads may run: each access is a visible operation
 * - `fixed`: every store happens in the module's set-up, before any statement that may start a thread
 * - `confined`: only module-level code touches it, so only the main thread
 */
export type GlobalKind = 'shared' | 'fixed' | 'confined';

export interface GlobalInfo {
  readonly name: string;
  readonly kind: GlobalKind;
  /** 1-based line of its first assignment. */
  readonly line: number;
}

export interface FunctionInfo {
  readonly name: string;
  /** pc of its first and one past its last instruction. */
  readonly entry: number;
  readonly end: number;
  readonly line: number;
  /** Positional parameters; the last `defaults` of them may be left out. */
  readonly params: number;
  readonly defaults: number;
  /** `*rest` / `**options` take the slots after the parameters. */
  readonly rest: boolean;
  readonly options: boolean;
  /** Names of the local slots: parameters, rest, options, other locals, then the `free` cells from the closure. */
  readonly locals: readonly string[];
  readonly free: number;
  /** Most words its evaluation stack ever holds. */
  readonly stack: number;
  /**
   * It belongs to a module of the library that is compiled along (language/library): what it does to memory is no step,
   * only its locks, queues and the like are; and a reader is shown the line of the program that called it.
   */
  readonly library?: boolean;
}

/** Where an exception goes: the innermost entry that covers the pc comes first. */
export interface Handler {
  /** Covers pc in [start, end). */
  readonly start: number;
  readonly end: number;
  readonly target: number;
  /** Height of the evaluation stack to cut back to before the exception is pushed. */
  readonly depth: number;
}

/** A compiled program: plain data, safe to send to a worker. Function 0 is the module. */
export interface Program {
  readonly file: string;
  readonly source: string;
  /** One instruction a word (see bytecode.ts). */
  readonly code: Int32Array;
  /** 1-based source line and column of each instruction, and the column after its last character on that line. */
  readonly lines: Int32Array;
  readonly columns: Int32Array;
  readonly endColumns: Int32Array;
  readonly constants: readonly Constant[];
  /** Attribute, method and keyword names. */
  readonly names: readonly string[];
  readonly globals: readonly GlobalInfo[];
  readonly functions: readonly FunctionInfo[];
  readonly handlers: readonly Handler[];
  /** False when nothing in the source can start a thread: then the main thread's own operations are steps. */
  readonly startsThreads: boolean;
}

/** What is wrong, where, and what to write instead. Lines and columns are 1-based; `endColumn` is exclusive. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** One sentence: what was found and why it cannot be used. */
  readonly message: string;
  /** What to write instead, or empty. */
  readonly suggestion: string;
}

export type CompileResult =
  | { readonly ok: true; readonly program: Program; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

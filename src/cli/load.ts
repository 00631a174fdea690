import type { Diagnostic, Program } from '../language/program.ts';
import { compilePython } from '../language/python/compile.ts';
import type { Io } from './io.ts';
import { Refusal } from './refusal.ts';

/** The program does not compile. The exit status is 2. */
export class BadProgram extends Refusal {
  readonly file: string;
  readonly source: string;
  readonly diagnostics: readonly Diagnostic[];
  constructor(file: string, source: string, diagnostics: readonly Diagnostic[]) {
    super(`${file} cannot be run`);
    this.file = file;
    this.source = source;
    this.diagnostics = diagnostics;
  }
}

export interface Loaded {
  readonly program: Program;
  /** Warnings only. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Throws BadProgram. */
export function compile(source: string, file: string): Loaded {
  const result = compilePython(source, file);
  if (!result.ok) throw new BadProgram(file, source, result.diagnostics);
  return result;
}

/** A Python file, or the standard input for `-`, compiled. Throws Refusal. */
export async function loadProgram(io: Io, file: string): Promise<Loaded> {
  return compile(await readText(io, file), file === '-' ? '<stdin>' : file);
}

/** A file's text. Throws Refusal when it cannot be read or is not text. */
export async function readText(io: Io, file: string): Promise<string> {
  const bytes = await io.read(file).catch((error: unknown) => {
    throw new Refusal(`cannot read ${file}: ${whyNot(error)}`);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes); // drops a byte order mark
  } catch {
    throw new Refusal(`cannot read ${file}: it is not UTF-8 text`);
  }
}

/** Throws Refusal when it cannot be written. */
export async function writeText(io: Io, file: string, text: string): Promise<void> {
  await io.write(file, text).catch((error: unknown) => {
    throw new Refusal(`cannot write ${file}: ${whyNot(error)}`);
  });
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EACCES: 'you may not open it',
  EPERM: 'you may not open it',
  ENOSPC: 'the disk is full',
};

/** What a failure of node:fs means. */
function whyNot(error: unknown): string {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  return REASONS[code ?? ''] ?? message ?? String(error);
}

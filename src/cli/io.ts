/// <reference types="node" />
import { randomInt } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** All that the command line has to do with the world outside. Tests hand in their own. */
export interface Io {
  /** What a program prints, or JSON. */
  out(text: string): void;
  /** What Racecourse says about it. */
  err(text: string): void;
  /** Somebody reads `err` as it comes, so a line of it may be written over. */
  readonly errIsTerminal: boolean;
  /** The bytes of a file, or of the standard input for `-`. Rejects as node:fs does. */
  read(file: string): Promise<Uint8Array>;
  write(file: string, text: string): Promise<void>;
  /** Folders in which lessons are looked for, the first that has one wins. */
  readonly lessonFolders: readonly string[];
  /** A new seed. The one place where chance comes in; the seed is always told, so that the run can be repeated. */
  seed(): number;
}

export function nodeIo(): Io {
  // Whoever read stderr has gone (`2>&1 | head`): no reason to fail. For stdout, bin/racecourse.js does the same.
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    errIsTerminal: process.stderr.isTTY === true,
    read: (file) => (file === '-' ? readStandardInput() : readFile(file)),
    write: (file, text) => writeFile(file, text),
    lessonFolders: ['lessons', ...besideTheCommand()],
    seed: () => randomInt(2 ** 32),
  };
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The lessons that came with the command, wherever it is called from: bin/racecourse.js lies beside them. */
function besideTheCommand(): string[] {
  try {
    return [path.resolve(realpathSync(process.argv[1] ?? ''), '..', '..', 'lessons')];
  } catch {
    return [];
  }
}

import { endsWithColon, firstWord } from './layout.ts';
import { parsePython } from './parse.ts';
import type { LogicalLine } from './tokens.ts';

/** One logical line, parsed by itself: what is wrong with it then is its own mistake, not another line's. */
export interface Patch {
  /** The line made into a program of its own, and how many characters were put in front. */
  readonly text: string;
  readonly shift: number;
}

/** A clause needs a statement before it, a header a body behind it. */
export function standAlone(line: LogicalLine, text: string): Patch {
  const word = firstWord(line);
  const before =
    word === 'else' || word === 'elif' ? 'if 1: pass\n' : word === 'except' || word === 'finally' ? 'try: pass\n' : '';
  const open =
    /:\s*$/.test(text) && (endsWithColon(line) || before !== '' || /^(if|for|while|def|class|try|with)\b/.test(text));
  const body = open && word !== 'lambda' ? ' pass' : '';
  const after = word === 'try' ? '\nfinally: pass' : text.startsWith('@') ? '\ndef f(): pass' : '';
  return { text: before + text + body + after + '\n', shift: before.length };
}

/** Offset of the first error mark in the line's own text, or −1. */
export function firstError(line: LogicalLine, text: string): number {
  const patch = standAlone(line, text);
  let found = -1;
  parsePython(patch.text).iterate({
    enter(node) {
      if (node.type.isError && (found < 0 || node.from < found)) found = node.from;
    },
  });
  return found < 0 ? -1 : Math.max(0, Math.min(found - patch.shift, text.length));
}

import type { ReturnStmt, Span } from '../ast.ts';
import { at, type Block, type Compiler, emit, jump, loadNone } from './compiler.ts';

/** `return`, `break` and `continue`: on the way out, `with` ends and `finally` bodies run. */
export function returnStatement(c: Compiler, s: ReturnStmt): void {
  if (c.scope.kind !== 'function') {
    c.report.error(s, '`return` stands outside a function.', 'Use it only inside def.');
  }
  at(c, s);
  if (s.value === null) loadNone(c);
  else c.expression(s.value);
  const { blocks } = c.unit;
  // The machine throws the frame away, so what merely lies there may stay.
  if (blocks.some((b) => !['loop', 'try', 'words', 'class'].includes(b.kind))) leave(c, 0, true);
  at(c, s);
  emit(c, 'RETURN');
  reopen(c, 0);
}

export function breakStatement(c: Compiler, place: Span, word: 'break' | 'continue'): void {
  const { blocks } = c.unit;
  const index = blocks.findLastIndex((b) => b.kind === 'loop' || b.kind === 'class');
  const loop = blocks[index];
  if (loop?.kind !== 'loop') {
    c.report.error(place, `\`${word}\` stands outside a loop.`, 'Use it only inside for or while.');
    return;
  }
  leave(c, index + 1, false);
  at(c, place);
  if (word === 'continue') jump(c, 'JUMP_BACK', loop.again);
  else {
    for (let i = 0; i < loop.width; i++) emit(c, 'POP');
    jump(c, 'JUMP', loop.exit);
  }
  reopen(c, index + 1);
}

const handlerOf = (block: Block): Parameters<Compiler['unit']['code']['open']>[0] | null =>
  'handler' in block ? block.handler : null;

/**
 * Takes the blocks above `down` off, innermost first, keeping the value on top of the stack if there is one. What
 * runs for a block is no longer covered by its own handler; `reopen` puts the handlers back for the code behind.
 */
function leave(c: Compiler, down: number, keep: boolean): void {
  const { code } = c.unit;
  const all = c.unit.blocks;
  const kept: Block[] = keep ? [{ kind: 'words', width: 1 }] : [];
  for (let i = all.length - 1; i >= down; i--) {
    const block = all[i];
    if (block === undefined) continue;
    const handler = handlerOf(block);
    if (handler !== null) code.close(handler);
    c.unit.blocks = [...all.slice(0, i), ...kept];
    leaveBlock(c, block, keep);
  }
  c.unit.blocks = all;
}

function leaveBlock(c: Compiler, block: Block, keep: boolean): void {
  const under = (name: string): void => {
    if (keep) emit(c, 'SWAP', 2);
    emit(c, name);
  };
  switch (block.kind) {
    case 'loop':
    case 'words':
    case 'class':
      for (let i = 0; i < block.width; i++) under('POP');
      return;
    case 'with':
      at(c, block.at);
      under('EXIT');
      return;
    case 'finally':
      c.statements(block.body);
      return;
    case 'handled':
      under('POP_HANDLED');
      return;
    case 'failed':
      under('POP');
      under('POP_HANDLED');
      return;
    case 'try':
  }
}

function reopen(c: Compiler, down: number): void {
  const { code, blocks } = c.unit;
  for (const block of blocks.slice(down)) {
    const handler = handlerOf(block);
    if (handler !== null && handler.ranges.at(-1)?.end !== -1) code.open(handler);
  }
}

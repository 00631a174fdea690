import { type Compiler, emit, emitPair, jump, NOWHERE, within } from './compiler.ts';

/** The main module, and what the library does when it has ended, by an exception or not (library/exits.ts). */
export function withExits(c: Compiler, module: () => void): void {
  const exits = c.members.get('threading._run_exits');
  if (exits === undefined) {
    module();
    return;
  }
  const { code, blocks } = c.unit;
  const failed = code.label();
  const end = code.label();
  const handler = code.handler(blocks.length, failed, 0);
  const run = (): void => {
    code.place = NOWHERE;
    emit(c, 'LOAD_FIXED', exits);
    emitPair(c, 'CALL', 0);
    emit(c, 'POP');
  };
  code.open(handler);
  within(c, { kind: 'try', width: 0, handler }, module);
  code.close(handler);
  run();
  jump(c, 'JUMP', end);
  code.bind(failed);
  run();
  emit(c, 'RERAISE');
  code.bind(end);
}

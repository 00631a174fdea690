import type { LibraryModule } from './module.ts';

/**
 * What is done when the main module has ended, by an exception or not, and before the threads are joined that are still
 * alive (threading._register_atexit). The compiler calls `_run_exits` at the end of a program that loads this.
 */
export const exits: LibraryModule = {
  module: 'threading',
  names: ['_register_exit', '_run_exits'],
  source: `
_exits = []


def _register_exit(function):
    _exits.append(function)


def _run_exits():
    for function in _exits:
        function()
`,
};

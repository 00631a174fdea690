import type { LibraryModule } from '../module.ts';

export const processes: LibraryModule = {
  module: 'concurrent.futures',
  names: ['ProcessPoolExecutor'],
  source: `
class ProcessPoolExecutor:
    pass
`,
};

import type { LibraryModule } from './module.ts';

/** `functools.partial`. */
export const functools: LibraryModule = {
  module: 'functools',
  names: ['partial'],
  source: `
class partial:
    def __init__(self, func, *args, **keywords):
        if not callable(func):
            raise TypeError('the first argument must be callable')
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        parts = [repr(self.func)] + [repr(a) for a in self.args]
        parts += [f'{name}={value!r}' for name, value in self.keywords.items()]
        return 'functools.partial(' + ', '.join(parts) + ')'
`,
};

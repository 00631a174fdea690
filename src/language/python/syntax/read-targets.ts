import type { Expr } from '../ast.ts';
import type { Reader } from './tree.ts';

const WHAT: Readonly<Partial<Record<Expr['kind'], string>>> = {
  Call: 'the result of a call',
  Constant: 'a literal',
  FormatString: 'an f-string',
  Binary: 'an expression',
  Unary: 'an expression',
  Logical: 'an expression',
  Compare: 'a comparison',
  Conditional: 'a conditional expression',
  Lambda: 'a lambda',
  Comprehension: 'a comprehension',
  Dict: 'a dict',
  Set: 'a set',
  Named: 'a named expression',
};

/** Reports what cannot be assigned to, as CPython's compiler does. */
export function target(r: Reader, e: Expr): boolean {
  switch (e.kind) {
    case 'Bad':
    case 'Name':
    case 'Attribute':
    case 'Subscript':
      return true;
    case 'Tuple':
    case 'List':
      return e.items.map((item) => target(r, item)).every((ok) => ok);
    case 'Starred': {
      const suggestion = 'Name the parts one by one: by index, by a slice, or in a loop.';
      r.report.error(e, 'This subset cannot unpack with a star here.', suggestion);
      return false;
    }
    default: {
      const suggestion = e.kind === 'Constant' || e.kind === 'Compare' ? 'Did you mean ==?' : 'Put a name there.';
      r.report.error(e, `Nothing can be assigned to ${WHAT[e.kind] ?? 'this'}.`, suggestion);
      return false;
    }
  }
}

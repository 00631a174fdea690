import type { Label } from '../../assembler.ts';
import type { Expr } from '../ast.ts';
import { at, type Compiler, jump } from './compiler.ts';

/** Jumps to the label when the truth of the expression is `when`, and falls through otherwise. */
export function condition(c: Compiler, e: Expr, when: boolean, label: Label): void {
  const { code } = c.unit;
  if (e.kind === 'Unary' && e.op === 'not') {
    condition(c, e.operand, !when, label);
    return;
  }
  if (e.kind === 'Logical') {
    // `or` is decided by the first true value, `and` by the first false one.
    const decides = e.op === 'or';
    const through = code.label();
    e.values.forEach((value, i) => {
      const last = i === e.values.length - 1;
      if (last) condition(c, value, when, label);
      else condition(c, value, decides, decides === when ? label : through);
    });
    code.bind(through);
    return;
  }
  c.expression(e);
  at(c, e);
  jump(c, when ? 'JUMP_IF_TRUE' : 'JUMP_IF_FALSE', label);
}

import type { CallExpr } from '../ast.ts';
import type { Scope } from './scope.ts';

/** `super()` without arguments. */
export const isSuper = (e: CallExpr): boolean =>
  e.callee.kind === 'Name' && e.callee.id === 'super' && e.args.length === 0 && e.keywords.length === 0;

/** The class of a method, with the classes that it is written in: outermost first, for `Outer.Inner`. */
export function classPath(scope: Scope): Scope[] {
  let around = scope.frame.parent;
  while (around !== null && around.kind !== 'class') around = around.parent;
  const path: Scope[] = [];
  for (; around?.kind === 'class'; around = around.parent) path.unshift(around);
  return path;
}

import type { SyntaxNode } from '@lezer/common';
import type { Expr, Param, Params } from '../ast.ts';
import { bad, children, type Reader, readName, span, split } from './tree.ts';

/** Parameters of `def` and `lambda`. */
export function readParams(r: Reader, list: SyntaxNode): Params {
  const positional: Param[] = [];
  let rest: Param | null = null;
  let options: Param | null = null;
  const groups = split(
    children(list).filter((n) => n.name !== '(' && n.name !== ')' && n.name !== 'TypeDef'),
    ',',
  );
  reportSlash(r, list);
  for (const group of groups) {
    const [first, second, third] = group;
    if (first === undefined) continue;
    if (first.name === 'VariableName') {
      const param = readParam(r, first, third);
      if (options !== null) r.report.error(first, 'A parameter cannot follow `**`.', 'Move it in front.');
      else if (rest !== null) {
        r.report.error(first, 'This subset has no keyword-only parameters.', 'Move it in front of the `*`.');
      } else {
        if (param.value === null && positional.at(-1)?.value) {
          const message = 'A parameter without a default follows one with a default.';
          r.report.error(first, message, 'Put parameters with a default last.');
        }
        positional.push(param);
      }
    } else if (second === undefined) {
      r.report.error(first, 'This subset has no keyword-only parameters.', 'Leave out the `*`.');
    } else if (first.name === '*') {
      if (rest !== null || options !== null) r.report.error(first, 'Only one `*` parameter is possible, before `**`.');
      rest = readParam(r, second, undefined);
    } else {
      if (options !== null) r.report.error(first, 'Only one `**` parameter is possible.');
      options = readParam(r, second, undefined);
    }
  }
  return { positional, rest, options };
}

/** Lezer keeps no node for `/`: it is what stands between two others. */
function reportSlash(r: Reader, list: SyntaxNode): void {
  const nodes = children(list);
  nodes.forEach((node, i) => {
    const end = nodes[i + 1]?.from ?? node.to;
    const slash = r.source.slice(node.to, end).replace(/#.*/g, '').indexOf('/');
    if (slash < 0) return;
    const at = { from: node.to + slash, to: node.to + slash + 1 };
    r.report.error(at, 'This subset has no positional-only parameters.', 'Leave out the `/`.');
  });
}

function readParam(r: Reader, name: SyntaxNode, value: SyntaxNode | undefined): Param {
  return { name: readName(r, name).id, value: value ? r.expression(value) : null, ...span(name) };
}

export function readLambda(r: Reader, node: SyntaxNode): Expr {
  const parts = children(node);
  const list = parts.find((n) => n.name === 'ParamList');
  const body = parts.at(-1);
  if (body === undefined) return bad(node);
  const params = list ? readParams(r, list) : { positional: [], rest: null, options: null };
  return { kind: 'Lambda', params, body: r.expression(body), ...span(node) };
}

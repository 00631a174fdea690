import type { SyntaxNode } from '@lezer/common';
import type { Constant } from '../program.ts';
import type { Clause, Expr, Keyword, NameExpr, Param, Params, Span } from './ast.ts';
import { readNumber, readStrings } from './literals.ts';
import { readLogic } from './logic.ts';
import { isKeyword } from './mistakes.ts';
import { target } from './read-targets.ts';
import { children, deeper, mangle, type Reader, span, spanning, split, text } from './tree.ts';

/** Lezer's expression nodes to ours. Whatever the subset has not is reported here, with what to write instead. */
export const bad = (at: Span): Expr => ({ kind: 'Bad', ...span(at) });

function refuse(r: Reader, at: Span, message: string, suggestion = ''): Expr {
  r.report.error(at, message, suggestion);
  return bad(at);
}

/** One expression, or several with commas: then a tuple. */
export function readExpressions(r: Reader, nodes: readonly SyntaxNode[], at: Span): Expr {
  const groups = split(nodes, ',');
  const first = groups[0];
  if (first === undefined) return bad(at);
  const items = groups.map((group) => readGroup(r, group, at));
  const comma = nodes.some((n) => n.name === ',');
  const last = nodes.at(-1);
  if (!comma) return items[0] ?? bad(at);
  return { kind: 'Tuple', items, from: nodes[0]?.from ?? at.from, to: last?.to ?? at.to };
}

const STAR = 'This subset cannot unpack with a star here.';

function readGroup(r: Reader, group: readonly SyntaxNode[], at: Span): Expr {
  const [first, second] = group;
  if (first === undefined) return bad(at);
  if (first.name === '*' || first.name === '**') {
    const suggestion = 'Name the parts one by one: by index, by a slice, or in a loop.';
    return refuse(r, second ? spanning(first, second) : first, STAR, suggestion);
  }
  return readExpression(r, first);
}

const NESTED = new Set(
  (
    'ParenthesizedExpression TupleExpression ComprehensionExpression ArrayExpression ArrayComprehensionExpression ' +
    'DictionaryExpression DictionaryComprehensionExpression SetExpression SetComprehensionExpression ' +
    'ConditionalExpression LambdaExpression UnaryExpression FormatString'
  ).split(' '),
);

export function readExpression(r: Reader, node: SyntaxNode): Expr {
  return deeper(r, node, NESTED.has(node.name), () => readNode(r, node), bad(node));
}

function readNode(r: Reader, node: SyntaxNode): Expr {
  switch (node.name) {
    case 'VariableName':
      return readName(r, node);
    case 'Number':
      return readNumber(r, node);
    case 'String':
    case 'FormatString':
      return readStrings(r, [node], (nodes, at) => readExpressions(r, nodes, at), node);
    case 'ContinuedString':
      return readStrings(r, children(node), (nodes, at) => readExpressions(r, nodes, at), node);
    case 'Boolean':
      return { kind: 'Constant', value: { kind: 'bool', value: text(r, node) === 'True' }, ...span(node) };
    case 'None':
      return { kind: 'Constant', value: { kind: 'none' }, ...span(node) };
    case 'Ellipsis':
      return refuse(r, node, 'This subset has no `...` as a value.', 'Use None.');
    case 'ParenthesizedExpression':
      return readExpressions(r, children(node).slice(1, -1), node);
    case 'TupleExpression':
      return { kind: 'Tuple', items: readItems(r, node), ...span(node) };
    case 'ArrayExpression':
      return { kind: 'List', items: readItems(r, node), ...span(node) };
    case 'SetExpression':
      return { kind: 'Set', items: readItems(r, node), ...span(node) };
    case 'DictionaryExpression':
      return readDict(r, node);
    case 'ComprehensionExpression':
      return readComprehension(r, children(node).slice(1, -1), 'generator', node);
    case 'ArrayComprehensionExpression':
      return readComprehension(r, children(node).slice(1, -1), 'list', node);
    case 'SetComprehensionExpression':
      return readComprehension(r, children(node).slice(1, -1), 'set', node);
    case 'DictionaryComprehensionExpression':
      return readComprehension(r, children(node).slice(1, -1), 'dict', node);
    case 'UnaryExpression':
      return readUnary(r, node);
    case 'BinaryExpression':
      return readBinary(r, node);
    case 'ConditionalExpression':
      return readConditional(r, node);
    case 'NamedExpression': {
      const parts = children(node);
      return readNamed(r, parts[0], parts[2], node);
    }
    case 'LambdaExpression':
      return readLambda(r, node);
    case 'CallExpression':
      return readCall(r, node);
    case 'MemberExpression':
      return readMember(r, node);
    case 'AwaitExpression':
      return refuse(r, node, 'This subset has no `await`.', 'Use threads: threading.Thread.');
    case 'YieldExpression':
      return refuse(r, node, 'This subset has no `yield`.', 'Build a list and return it.');
    default:
      return refuse(r, node, `\`${text(r, node).slice(0, 20)}\` cannot stand here.`);
  }
}

/** Identifiers are compared in their NFKC form, as Python does. */
export function readName(r: Reader, node: SyntaxNode): NameExpr {
  return { kind: 'Name', id: mangle(r, text(r, node).normalize('NFKC')), ...span(node) };
}

function readItems(r: Reader, node: SyntaxNode): Expr[] {
  return split(children(node).slice(1, -1), ',').map((group) => readGroup(r, group, node));
}

function readDict(r: Reader, node: SyntaxNode): Expr {
  const keys: Expr[] = [];
  const values: Expr[] = [];
  for (const group of split(children(node).slice(1, -1), ',')) {
    const [key, , value] = group;
    if (key === undefined) continue;
    if (value === undefined) {
      refuse(r, key, 'This subset cannot unpack a dict with `**`.', 'Add its items in a loop.');
      continue;
    }
    keys.push(readExpression(r, key));
    values.push(readExpression(r, value));
  }
  return { kind: 'Dict', keys, values, ...span(node) };
}

function readUnary(r: Reader, node: SyntaxNode): Expr {
  const [op, operand] = children(node);
  if (op === undefined || operand === undefined) return bad(node);
  if (op.name === 'not') return readLogic(r, node, readExpression);
  const value = readExpression(r, operand);
  const negative = text(r, op) === '-' && value.kind === 'Constant' ? negated(value.value) : null;
  if (negative !== null) return { kind: 'Constant', value: negative, ...span(node) };
  return { kind: 'Unary', op: text(r, op), operand: value, ...span(node) };
}

/** A negative number is a constant. */
function negated(value: Constant): Constant | null {
  if (value.kind === 'int') return { kind: 'int', value: (-BigInt(value.value)).toString() };
  return value.kind === 'float' ? { kind: 'float', value: -value.value } : null;
}

function readBinary(r: Reader, node: SyntaxNode): Expr {
  const [left, operator, right] = children(node);
  if (left === undefined || operator === undefined || right === undefined) return bad(node);
  if (operator.name !== 'ArithOp' && operator.name !== 'BitOp') return readLogic(r, node, readExpression);
  const op = text(r, operator);
  if (op === '@') return refuse(r, operator, 'This subset has no matrix multiplication.', 'Multiply in a loop.');
  return { kind: 'Binary', op, left: readExpression(r, left), right: readExpression(r, right), ...span(node) };
}

function readConditional(r: Reader, node: SyntaxNode): Expr {
  const [chosen, , test, , otherwise] = children(node);
  if (chosen === undefined || test === undefined || otherwise === undefined) return bad(node);
  return {
    kind: 'Conditional',
    chosen: readExpression(r, chosen),
    test: readExpression(r, test),
    otherwise: readExpression(r, otherwise),
    ...span(node),
  };
}

function readNamed(r: Reader, target: SyntaxNode | undefined, value: SyntaxNode | undefined, at: Span): Expr {
  if (target === undefined || value === undefined) return bad(at);
  if (target.name !== 'VariableName') {
    return refuse(r, target, 'Only a name can stand left of `:=`.', 'Assign with = on a line of its own.');
  }
  return { kind: 'Named', target: readName(r, target), value: readExpression(r, value), ...span(at) };
}

function readLambda(r: Reader, node: SyntaxNode): Expr {
  const parts = children(node);
  const list = parts.find((n) => n.name === 'ParamList');
  const body = parts.at(-1);
  if (body === undefined) return bad(node);
  const params = list ? readParams(r, list) : { positional: [], rest: null, options: null };
  return { kind: 'Lambda', params, body: readExpression(r, body), ...span(node) };
}

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
  return { name: readName(r, name).id, value: value ? readExpression(r, value) : null, ...span(name) };
}

function readCall(r: Reader, node: SyntaxNode): Expr {
  const [calleeNode, list] = children(node);
  if (calleeNode === undefined || list === undefined) return bad(node);
  const callee = readExpression(r, calleeNode);
  return deeper(r, list, true, () => readArguments(r, callee, list, node), bad(node));
}

function readArguments(r: Reader, callee: Expr, list: SyntaxNode, node: SyntaxNode): Expr {
  const inside = children(list).slice(1, -1);
  const args: Expr[] = [];
  const keywords: Keyword[] = [];
  if (inside.some((n) => n.name === 'for')) {
    const at = { from: inside[0]?.from ?? list.from, to: inside.at(-1)?.to ?? list.to };
    if (!onlyGenerator(inside)) {
      return refuse(r, at, 'A generator must be the only argument.', 'Write a list for it: [… for … in …].');
    }
    return { kind: 'Call', callee, args: [readComprehension(r, inside, 'generator', at)], keywords, ...span(node) };
  }
  for (const group of split(inside, ',')) {
    const [first, second, third] = group;
    if (first === undefined) continue;
    if (first.name === '*' || first.name === '**') {
      const what = first.name === '*' ? 'a list' : 'a dict';
      const at = second ? spanning(first, second) : first;
      refuse(r, at, `This subset cannot pass ${what} as separate arguments.`, 'Write the arguments one by one.');
    } else if (second === undefined || third === undefined) {
      if (keywords.length > 0) {
        r.report.error(first, 'A positional argument follows a keyword argument.', 'Put keyword arguments last.');
      }
      args.push(readExpression(r, first));
    } else if (text(r, second) === ':=') {
      args.push(readNamed(r, first, third, spanning(first, third)));
    } else {
      const name = text(r, first).normalize('NFKC');
      if (keywords.some((k) => k.name === name)) r.report.error(first, `The keyword argument \`${name}\` is repeated.`);
      keywords.push({ name, value: readExpression(r, third), ...spanning(first, third) });
    }
  }
  if (args.length + keywords.length > 255) {
    return refuse(r, list, 'A call has at most 255 arguments.', 'Pass a list.');
  }
  return { kind: 'Call', callee, args, keywords, ...span(node) };
}

/** Nothing but `element for target in iterable …`: the only commas are those between targets. */
function onlyGenerator(inside: readonly SyntaxNode[]): boolean {
  if (inside[0]?.name === '*' || inside[0]?.name === '**' || inside[1]?.name === 'AssignOp') return false;
  let targets = false;
  return inside.every((n) => {
    if (n.name === 'for') targets = true;
    else if (n.name === 'in') targets = false;
    return n.name !== ',' || targets;
  });
}

function readMember(r: Reader, node: SyntaxNode): Expr {
  const [objectNode, mark, ...rest] = children(node);
  if (objectNode === undefined || mark === undefined) return bad(node);
  const object = readExpression(r, objectNode);
  if (mark.name === '.') {
    const property = rest[0];
    if (property === undefined) return bad(node);
    if (objectNode.name === 'Number' && objectNode.to === mark.from && /^\d+$/.test(text(r, objectNode))) {
      r.report.syntax(
        spanning(objectNode, property),
        'After this number the dot is a decimal point.',
        'Put brackets round the number.',
      );
    }
    const name = mangle(r, text(r, property).normalize('NFKC'));
    if (isKeyword(name))
      r.report.syntax(property, `\`${name}\` is a word of the language and cannot be a name.`, `Write ${name}_.`);
    return { kind: 'Attribute', object, name, nameSpan: span(property), ...span(node) };
  }
  const inside = rest.slice(0, -1);
  const groups = split(inside, ',');
  const read = (): Expr => {
    const items = groups.map((group) => readIndex(r, group, node));
    const whole = { from: inside[0]?.from ?? node.from, to: inside.at(-1)?.to ?? node.to };
    return inside.some((n) => n.name === ',') ? { kind: 'Tuple', items, ...whole } : (items[0] ?? bad(node));
  };
  return { kind: 'Subscript', object, index: deeper(r, node, true, read, bad(node)), ...span(node) };
}

function readIndex(r: Reader, group: readonly SyntaxNode[], at: Span): Expr {
  if (!group.some((n) => n.name === ':')) return readGroup(r, group, at);
  const parts: (Expr | null)[] = [null];
  for (const node of group) {
    if (node.name === ':') parts.push(null);
    else parts[parts.length - 1] = readExpression(r, node);
  }
  const [start = null, stop = null, step = null] = parts;
  return { kind: 'Slice', start, stop, step, from: group[0]?.from ?? at.from, to: group.at(-1)?.to ?? at.to };
}

type Result = 'list' | 'set' | 'dict' | 'generator';

function readComprehension(r: Reader, parts: readonly SyntaxNode[], result: Result, at: Span): Expr {
  const first = parts.findIndex((n) => n.name === 'for');
  const head = parts.slice(0, first);
  const asynchronous = parts.find((n) => n.name === 'async');
  if (asynchronous) return refuse(r, asynchronous, 'This subset has no `async`.', 'Use a plain for.');
  const element = head[0];
  if (element === undefined || first < 0) return bad(at);
  const star = element.name === '*' || element.name === '**';
  if (star) return refuse(r, element, 'A comprehension cannot unpack.', 'Use a second for.');
  const clauses: Clause[] = [];
  for (let i = first; i < parts.length; ) {
    const end = nextOf(parts, i + 1, 'for');
    clauses.push(readClause(r, parts.slice(i, end)));
    i = end;
  }
  return {
    kind: 'Comprehension',
    result,
    element: readExpression(r, element),
    value: result === 'dict' && head[2] ? readExpression(r, head[2]) : null,
    clauses,
    ...span(at),
  };
}

function nextOf(parts: readonly SyntaxNode[], from: number, name: string): number {
  const at = parts.findIndex((n, i) => i >= from && n.name === name);
  return at < 0 ? parts.length : at;
}

function readClause(r: Reader, parts: readonly SyntaxNode[]): Clause {
  const at = { from: parts[0]?.from ?? 0, to: parts.at(-1)?.to ?? 0 };
  const isIn = nextOf(parts, 0, 'in');
  const iterable = parts[isIn + 1];
  const conditions = parts.slice(isIn + 2).filter((n) => n.name !== 'if');
  const variable = readExpressions(r, parts.slice(1, isIn), at);
  target(r, variable);
  return {
    target: variable,
    iterable: iterable ? readExpression(r, iterable) : bad(at),
    conditions: conditions.map((n) => readExpression(r, n)),
    ...at,
  };
}

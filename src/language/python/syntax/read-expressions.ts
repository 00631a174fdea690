import type { SyntaxNode } from '@lezer/common';
import type { Constant } from '../../program.ts';
import type { Expr, Span } from '../ast.ts';
import { isKeyword } from './keywords.ts';
import { readNumber, readStrings } from './literals.ts';
import { readLogic } from './logic.ts';
import { readCall } from './read-calls.ts';
import { readComprehension } from './read-comprehensions.ts';
import { readNamed } from './read-named.ts';
import { readLambda } from './read-params.ts';
import { bad, children, deeper, mangle, type Reader, readName, refuse, span, spanning, split, text } from './tree.ts';

/** Lezer's expression nodes to ours. Whatever the subset has not is reported here, with what to write instead. */
/** One expression, or several with commas: then a tuple. */
export function readExpressions(r: Reader, nodes: readonly SyntaxNode[], at: Span): Expr {
  const groups = split(nodes, ',');
  const first = groups[0];
  if (first === undefined) return bad(at);
  const comma = nodes.some((n) => n.name === ',');
  const items = groups.map((group) => (comma ? readItem(r, group, at) : readGroup(r, group, at)));
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

/** An item of a display: `*value` stands for all that the value holds. */
function readItem(r: Reader, group: readonly SyntaxNode[], at: Span): Expr {
  const [first, second] = group;
  if (first?.name !== '*' || second === undefined) return readGroup(r, group, at);
  return { kind: 'Starred', value: readExpression(r, second), ...spanning(first, second) };
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
      return readStrings(r, [node], r.expressions, node);
    case 'ContinuedString':
      return readStrings(r, children(node), r.expressions, node);
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

function readItems(r: Reader, node: SyntaxNode): Expr[] {
  return split(children(node).slice(1, -1), ',').map((group) => readItem(r, group, node));
}

function readDict(r: Reader, node: SyntaxNode): Expr {
  const keys: (Expr | null)[] = [];
  const values: Expr[] = [];
  for (const group of split(children(node).slice(1, -1), ',')) {
    const [key, second, value] = group;
    if (key === undefined) continue;
    if (value !== undefined) {
      keys.push(readExpression(r, key));
      values.push(readExpression(r, value));
    } else if (second !== undefined) {
      keys.push(null);
      values.push(readExpression(r, second));
    }
  }
  return { kind: 'Dict', keys, values, ...span(node) };
}

function readUnary(r: Reader, node: SyntaxNode): Expr {
  const [op, operand] = children(node);
  if (op === undefined || operand === undefined) return bad(node);
  if (op.name === 'not') return readLogic(r, node);
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
  if (operator.name !== 'ArithOp' && operator.name !== 'BitOp') return readLogic(r, node);
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

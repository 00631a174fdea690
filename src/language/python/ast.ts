import type { Constant } from '../program.ts';

/**
 * The syntax tree that the compiler works on: Lezer's tree with everything that is only spelling removed, and only
 * what the subset knows. Positions are offsets into the source.
 */
export interface Span {
  readonly from: number;
  readonly to: number;
}

interface Node<K extends string> extends Span {
  readonly kind: K;
}

export interface ConstantExpr extends Node<'Constant'> {
  readonly value: Constant;
}
export interface NameExpr extends Node<'Name'> {
  readonly id: string;
}
/** A piece of an f-string: literal text, or an expression with its conversion and format specification. */
export type StringPart = string | Replacement;
export interface Replacement extends Span {
  readonly value: Expr;
  readonly conversion: 'none' | 's' | 'r';
  readonly spec: readonly StringPart[] | null;
}
export interface FormatStringExpr extends Node<'FormatString'> {
  readonly parts: readonly StringPart[];
}
export interface UnaryExpr extends Node<'Unary'> {
  readonly op: string;
  readonly operand: Expr;
}
export interface BinaryExpr extends Node<'Binary'> {
  readonly op: string;
  readonly left: Expr;
  readonly right: Expr;
}
/** `a and b and c`: one node, however long. */
export interface LogicalExpr extends Node<'Logical'> {
  readonly op: 'and' | 'or';
  readonly values: readonly Expr[];
}
/** `a < b <= c`: one node for the whole chain. */
export interface CompareExpr extends Node<'Compare'> {
  readonly left: Expr;
  readonly ops: readonly string[];
  readonly rights: readonly Expr[];
}
export interface ConditionalExpr extends Node<'Conditional'> {
  readonly test: Expr;
  readonly chosen: Expr;
  readonly otherwise: Expr;
}
export interface NamedExpr extends Node<'Named'> {
  readonly target: NameExpr;
  readonly value: Expr;
}
export interface LambdaExpr extends Node<'Lambda'> {
  readonly params: Params;
  readonly body: Expr;
}
/** `name=value`; without a name it is `**value`. */
export interface Keyword extends Span {
  readonly name: string | null;
  readonly value: Expr;
}
/** `*value` among arguments, or among the items of a list, tuple or set. */
export interface StarredExpr extends Node<'Starred'> {
  readonly value: Expr;
}
export interface CallExpr extends Node<'Call'> {
  readonly callee: Expr;
  readonly args: readonly Expr[];
  readonly keywords: readonly Keyword[];
}
export interface AttributeExpr extends Node<'Attribute'> {
  readonly object: Expr;
  readonly name: string;
  readonly nameSpan: Span;
}
export interface SubscriptExpr extends Node<'Subscript'> {
  readonly object: Expr;
  readonly index: Expr;
}
export interface SliceExpr extends Node<'Slice'> {
  readonly start: Expr | null;
  readonly stop: Expr | null;
  readonly step: Expr | null;
}
export interface SequenceExpr extends Node<'Tuple' | 'List' | 'Set'> {
  readonly items: readonly Expr[];
}
export interface DictExpr extends Node<'Dict'> {
  /** A value without a key is another dict: `**value`. */
  readonly keys: readonly (Expr | null)[];
  readonly values: readonly Expr[];
}
/** `for target in iterable if condition if condition` */
export interface Clause extends Span {
  readonly target: Expr;
  readonly iterable: Expr;
  readonly conditions: readonly Expr[];
}
export interface ComprehensionExpr extends Node<'Comprehension'> {
  readonly result: 'list' | 'set' | 'dict' | 'generator';
  /** The element; of a dict, its key. */
  readonly element: Expr;
  readonly value: Expr | null;
  readonly clauses: readonly Clause[];
}
/** Stands for something that has been reported already: it compiles to nothing and causes no second report. */
export interface BadExpr extends Node<'Bad'> {}

export type Expr =
  | ConstantExpr
  | NameExpr
  | FormatStringExpr
  | UnaryExpr
  | BinaryExpr
  | LogicalExpr
  | CompareExpr
  | ConditionalExpr
  | NamedExpr
  | LambdaExpr
  | StarredExpr
  | CallExpr
  | AttributeExpr
  | SubscriptExpr
  | SliceExpr
  | SequenceExpr
  | DictExpr
  | ComprehensionExpr
  | BadExpr;

export interface Param extends Span {
  readonly name: string;
  readonly value: Expr | null;
}
export interface Params {
  readonly positional: readonly Param[];
  readonly rest: Param | null;
  readonly options: Param | null;
}

export interface ExprStmt extends Node<'Expr'> {
  readonly value: Expr;
}
export interface AssignStmt extends Node<'Assign'> {
  readonly targets: readonly Expr[];
  readonly value: Expr;
}
/** `x: int` without a value: it binds the name in its scope and does nothing. */
export interface DeclareStmt extends Node<'Declare'> {
  readonly target: Expr;
}
export interface UpdateStmt extends Node<'Update'> {
  readonly target: Expr;
  readonly op: string;
  readonly value: Expr;
}
export interface Branch extends Span {
  readonly test: Expr;
  readonly body: readonly Stmt[];
}
export interface IfStmt extends Node<'If'> {
  /** `if` and every `elif`, in order. */
  readonly branches: readonly Branch[];
  readonly otherwise: readonly Stmt[];
}
export interface WhileStmt extends Node<'While'> {
  readonly test: Expr;
  readonly body: readonly Stmt[];
  readonly otherwise: readonly Stmt[];
}
export interface ForStmt extends Node<'For'> {
  readonly target: Expr;
  readonly iterable: Expr;
  readonly body: readonly Stmt[];
  readonly otherwise: readonly Stmt[];
}
export interface WithItem extends Span {
  readonly manager: Expr;
  readonly target: Expr | null;
}
export interface WithStmt extends Node<'With'> {
  readonly items: readonly WithItem[];
  readonly body: readonly Stmt[];
}
export interface FunctionStmt extends Node<'Function'> {
  readonly name: string;
  readonly nameSpan: Span;
  readonly params: Params;
  readonly body: readonly Stmt[];
}
export interface ClassStmt extends Node<'Class'> {
  readonly name: string;
  readonly nameSpan: Span;
  readonly bases: readonly Expr[];
  readonly body: readonly Stmt[];
}
export interface ReturnStmt extends Node<'Return'> {
  readonly value: Expr | null;
}
export interface RaiseStmt extends Node<'Raise'> {
  readonly error: Expr | null;
  readonly cause: Expr | null;
}
export interface ExceptClause extends Span {
  readonly type: Expr | null;
  readonly name: NameExpr | null;
  readonly body: readonly Stmt[];
}
export interface TryStmt extends Node<'Try'> {
  readonly body: readonly Stmt[];
  readonly clauses: readonly ExceptClause[];
  readonly otherwise: readonly Stmt[];
  readonly final: readonly Stmt[];
}
export interface AssertStmt extends Node<'Assert'> {
  readonly test: Expr;
  readonly message: Expr | null;
}
/** One imported thing. `import a.b` binds `a`; `import a.b as c` and `from m import n as c` bind `c`. */
export interface ImportItem extends Span {
  /** Full name of what is loaded: `threading`, `concurrent.futures`, `threading.Lock`. */
  readonly source: string;
  /** The module that stands behind `import` or `from`. */
  readonly module: string;
  readonly target: NameExpr;
}
export interface ImportStmt extends Node<'Import'> {
  readonly items: readonly ImportItem[];
}
export interface ScopeStmt extends Node<'Global' | 'Nonlocal'> {
  readonly names: readonly NameExpr[];
}
export interface DeleteStmt extends Node<'Delete'> {
  readonly targets: readonly SubscriptExpr[];
}
export interface PlainStmt extends Node<'Pass' | 'Break' | 'Continue'> {}

export type Stmt =
  | ExprStmt
  | AssignStmt
  | DeclareStmt
  | UpdateStmt
  | IfStmt
  | WhileStmt
  | ForStmt
  | WithStmt
  | FunctionStmt
  | ClassStmt
  | ReturnStmt
  | RaiseStmt
  | TryStmt
  | AssertStmt
  | ImportStmt
  | ScopeStmt
  | DeleteStmt
  | PlainStmt;

/** The direct parts of an expression that are evaluated in the same scope (not: a lambda's body, a comprehension). */
export function partsOf(e: Expr): readonly Expr[] {
  switch (e.kind) {
    case 'Constant':
    case 'Name':
    case 'Bad':
    case 'Comprehension':
      return [];
    case 'FormatString':
      return partsOfString(e.parts);
    case 'Unary':
      return [e.operand];
    case 'Binary':
      return [e.left, e.right];
    case 'Logical':
      return e.values;
    case 'Compare':
      return [e.left, ...e.rights];
    case 'Conditional':
      return [e.test, e.chosen, e.otherwise];
    case 'Named':
    case 'Starred':
      return [e.value];
    case 'Lambda':
      return defaultsOf(e.params);
    case 'Call':
      return [e.callee, ...e.args, ...e.keywords.map((k) => k.value)];
    case 'Attribute':
      return [e.object];
    case 'Subscript':
      return [e.object, e.index];
    case 'Slice':
      return [e.start, e.stop, e.step].filter((part) => part !== null);
    case 'Tuple':
    case 'List':
    case 'Set':
      return e.items;
    case 'Dict':
      return e.values.flatMap((value, i) => [e.keys[i] ?? null, value].filter((part) => part !== null));
  }
}

function partsOfString(parts: readonly StringPart[]): Expr[] {
  return parts.flatMap((p) => (typeof p === 'string' ? [] : [p.value, ...partsOfString(p.spec ?? [])]));
}

/** Default values, evaluated where the function is defined. */
export const defaultsOf = (params: Params): Expr[] =>
  params.positional.flatMap((p) => (p.value === null ? [] : [p.value]));

/** All parameters in the order of their local slots. */
export const allParams = (params: Params): Param[] => [
  ...params.positional,
  ...(params.rest === null ? [] : [params.rest]),
  ...(params.options === null ? [] : [params.options]),
];

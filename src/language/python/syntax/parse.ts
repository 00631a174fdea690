import type { Tree } from '@lezer/common';
import { parser } from '@lezer/python';

/**
 * Lezer's tree of a text, with two of its grammar's habits undone. It takes `print` at the beginning of a statement
 * for Python 2's, and it knows no number that ends with its point (`1.`). Something of the same length stands in for
 * both; names and numbers are read from the source itself, not from what is parsed.
 */
export const parsePython = (text: string): Tree =>
  parser.parse(
    text
      .replace(/\bprint\b(?!\()/g, 'pr_nt')
      .replace(/(?<![\w.])(\d[\d_]*)\.(?=[eE][+-]?\d|\W|$)/g, (_, digits: string) => `${digits}0`),
  );

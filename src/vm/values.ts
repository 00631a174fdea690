/**
 * A Python value is one 32-bit word.
 *
 * - `…1`: an integer of 31 bits (larger ones are objects on the heap)
 * - `…00`: a reference: the word's index in the image, shifted left by two; 0 is *unbound*
 * - `…10`: a singleton: None, False, True, and every builtin function, type, exception class and module
 */
export const UNBOUND = 0;
export const NONE = 2;
export const FALSE = 6;
export const TRUE = 10;
export const NOT_IMPLEMENTED = 18;
/** Singletons from here on are builtins: id = (word >> 2) − FIRST_BUILTIN. */
const FIRST_BUILTIN = 16;

export const MAX_SMALL = 2 ** 30 - 1;
export const MIN_SMALL = -(2 ** 30);

export const isSmall = (v: number): boolean => (v & 1) === 1;
export const smallOf = (v: number): number => v >> 1;
/** The caller has checked that n fits 31 bits. */
export const small = (n: number): number => (n << 1) | 1;

export const isRef = (v: number): boolean => (v & 3) === 0 && v !== 0;
export const addressOf = (v: number): number => v >>> 2;
export const refTo = (address: number): number => address << 2;

export const boolean = (b: boolean): number => (b ? TRUE : FALSE);

export const isBuiltin = (v: number): boolean => (v & 3) === 2 && v >= FIRST_BUILTIN << 2;
export const builtinValue = (id: number): number => ((id + FIRST_BUILTIN) << 2) | 2;
export const builtinOf = (v: number): number => (v >> 2) - FIRST_BUILTIN;

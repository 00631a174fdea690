import { BUILTINS, builtinId } from '../language/builtins.ts';
import { raise } from './errors.ts';
import type { Heap } from './heap.ts';
import { CLASS, ERROR, INSTANCE, THREAD, THREAD_CLASS, TUPLE } from './layout.ts';
import type { Text } from './text.ts';
import { addressOf, builtinOf, builtinValue, isBuiltin } from './values.ts';

export type Classes = ReturnType<typeof createClasses>;

/** type(), isinstance() and what derives from what. */
export function createClasses(heap: Heap, { typeName }: Text) {
  const { image } = heap;

  const isInstance = (v: number, type: number): boolean => {
    if (heap.typeOf(type) === TUPLE) return heap.itemsOf(addressOf(type)).some((t) => isInstance(v, t));
    if (isBuiltin(type)) {
      const name = BUILTINS[builtinOf(type)]?.name ?? '';
      if (name === 'object') return true;
      if (heap.typeOf(v) === ERROR) return isSubclass(image[addressOf(v) + 2] as number, type);
      const own = typeName(v);
      return own === name.slice(name.lastIndexOf('.') + 1) || (own === 'bool' && name === 'int');
    }
    if (heap.typeOf(type) !== CLASS)
      throw raise('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union');
    const kind = heap.typeOf(v);
    return (kind === INSTANCE || kind === ERROR) && isSubclass(image[addressOf(v) + 2] as number, type);
  };
  /** Whether a class (builtin exception or user class) is another or derives from it. */
  const isSubclass = (cls: number, of: number): boolean => {
    if (cls === of) return true;
    if (isBuiltin(cls)) {
      const base = BUILTINS[builtinOf(cls)]?.base;
      return base !== undefined && isSubclass(builtinValue(builtinId(base)), of);
    }
    if (heap.typeOf(cls) !== CLASS) return false;
    return heap.itemsOf(addressOf(image[addressOf(cls) + 3] as number)).some((base) => isSubclass(base, of));
  };

  const typeOfValue = (v: number): number => {
    const type = heap.typeOf(v);
    if (type === INSTANCE || type === ERROR) return image[addressOf(v) + 2] as number;
    const own = type === THREAD ? (image[addressOf(v) + THREAD_CLASS] as number) : 0;
    if (own !== 0) return own;
    const name = typeName(v);
    const id = [name, `threading.${name}`, `queue.${name}`, `threading.${name.replace('_thread.', '')}`]
      .map(builtinId)
      .find((i) => i >= 0);
    return builtinValue(id ?? builtinId('object'));
  };

  return { isInstance, isSubclass, typeOfValue };
}

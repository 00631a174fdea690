import { BUILTINS } from '../language/builtins.ts';
import { type Access, waitsOutside } from './access.ts';
import { isMutable, positional } from './builtins.ts';
import { Raised, raise } from './errors.ts';
import { type Frames, NOTHING } from './frames.ts';
import type { Invoke } from './invoke.ts';
import {
  CELL,
  CLASS,
  DICT,
  ERROR,
  FRAME_INSTEAD,
  FRAME_WORDS,
  FUNCTION,
  INSTANCE,
  ITERATOR,
  SHARED,
  SLICE,
  STR,
  T_FLAGS,
  T_HANDLED,
  VALUE,
} from './layout.ts';
import { inProcess } from './recorder.ts';
import type { Sync } from './sync/sync.ts';
import {
  addressOf,
  builtinOf,
  builtinValue,
  FALSE,
  isBuiltin,
  isRef,
  MAX_SMALL,
  MIN_SMALL,
  NONE,
  refTo,
  small,
  TRUE,
  UNBOUND,
} from './values.ts';
import { ENTERED, SUSPENDED, type World } from './world.ts';

/**
 * What each instruction does to the image. The numbers are those of language/bytecode.ts, written out so that the
 * switch is a jump table; a test holds the comments to that table.
 */
export function createExecute(world: World, frames: Frames, access: Access, invoke: Invoke, sync: Sync) {
  const { program, heap, text, operators, builtins, objects, recorder, constants, map, registers: r } = world;
  const { image, typeOf } = heap;
  const { functions } = program;
  /** `__main__`; in a process that imports the module again, `__mp_main__`. */
  const moduleName = (): number =>
    constants[constants.length - (r.process > 0 && (world.machine.startMethod ?? 'fork') !== 'fork' ? 1 : 2)] as number;

  const asException = (v: number): Raised => {
    if (typeOf(v) === ERROR) return new Raised('', '', v);
    if (isBuiltin(v) && BUILTINS[builtinOf(v)]?.kind === 'exception') return new Raised('', '', builtins.error(v, []));
    if (typeOf(v) === CLASS && objects.isException(v)) {
      return new Raised('', '', objects.instantiate(v, positional([])));
    }
    return raise('TypeError', 'exceptions must derive from BaseException');
  };
  const push = (v: number): void => {
    image[r.sp++] = v;
  };
  const result = (v: number, at: number): void => {
    if (v === ENTERED) return;
    if (v === SUSPENDED) {
      r.pc--; // it stands in the operation, which goes on at its next step
      return;
    }
    image[at] = v;
    r.sp = at + 1;
  };
  const unbound = (type: string, message: string): never => {
    throw raise(type, message);
  };
  const loadGlobal = (g: number): number => {
    const v = image[r.globals + g] as number;
    if (v === UNBOUND) unbound('NameError', `name '${program.globals[g]?.name}' is not defined`);
    return v;
  };
  const globalName = (g: number): string => inProcess(r.process, program.globals[g]?.name ?? '');
  const wrote = (g: number, before: number, v: number): void => {
    const address = r.globals + g;
    recorder.add('store', r.thread, r.pc - 1, globalName(g), recorder.repr(before), recorder.repr(v), '', address);
  };

  const execute = (word: number): void => {
    const arg = word >>> 8;
    switch (word & 255) {
      case 0: // NOP
        return;
      case 1: // LOAD_CONST
        image[r.sp++] = constants[arg] as number;
        return;
      case 2: // LOAD_BUILTIN
        image[r.sp++] = BUILTINS[arg]?.name === '__name__' ? moduleName() : builtinValue(arg);
        return;
      case 3: {
        // LOAD_LOCAL
        const v = image[r.fp + FRAME_WORDS + arg] as number;
        if (v === UNBOUND) {
          const name = functions[map.functionAt[r.pc - 1] as number]?.locals[arg];
          unbound(
            'UnboundLocalError',
            `cannot access local variable '${name}' where it is not associated with a value`,
          );
        }
        image[r.sp++] = v;
        return;
      }
      case 4: // STORE_LOCAL
        image[r.fp + FRAME_WORDS + arg] = image[--r.sp] as number;
        return;
      case 5: {
        // MAKE_CELL
        const at = heap.alloc(CELL, 2);
        image[at + 1] = image[r.fp + FRAME_WORDS + arg] as number;
        image[r.fp + FRAME_WORDS + arg] = refTo(at);
        return;
      }
      case 6: // LOAD_CLOSURE
        image[r.sp++] = image[r.fp + FRAME_WORDS + arg] as number;
        return;
      case 7: {
        // LOAD_CELL
        const cell = addressOf(image[r.fp + FRAME_WORDS + arg] as number);
        const v = image[cell + 1] as number;
        if (v === UNBOUND) unboundCell(arg);
        if (recorder.on && (image[cell] as number) & SHARED) touchedCell('load', arg, v, v);
        image[r.sp++] = v;
        return;
      }
      case 8: {
        // STORE_CELL
        const cell = addressOf(image[r.fp + FRAME_WORDS + arg] as number);
        const v = image[--r.sp] as number;
        if ((image[cell] as number) & SHARED) {
          heap.share(v);
          if (recorder.on) touchedCell('store', arg, image[cell + 1] as number, v);
        }
        image[cell + 1] = v;
        return;
      }
      case 9: {
        // LOAD_GLOBAL
        const v = loadGlobal(arg);
        if (recorder.on) {
          const shown = recorder.repr(v);
          const name = globalName(arg);
          recorder.add('load', r.thread, r.pc - 1, name, shown, shown, '', r.globals + arg);
        }
        image[r.sp++] = v;
        return;
      }
      case 10: // STORE_GLOBAL
      case 12: {
        // STORE_FIXED
        const v = image[--r.sp] as number;
        const at = r.globals + arg;
        if (program.globals[arg]?.kind !== 'confined') heap.share(v);
        if (recorder.on) wrote(arg, image[at] as number, v);
        image[at] = v;
        return;
      }
      case 11: // LOAD_FIXED
        image[r.sp++] = loadGlobal(arg);
        return;
      case 13: // POP
        r.sp--;
        return;
      case 14: // COPY
        image[r.sp] = image[r.sp - arg] as number;
        r.sp++;
        return;
      case 15: {
        // SWAP
        const v = image[r.sp - 1] as number;
        image[r.sp - 1] = image[r.sp - arg] as number;
        image[r.sp - arg] = v;
        return;
      }
      case 16: // UNARY
        image[r.sp - 1] = operators.unary(arg & 255, image[r.sp - 1] as number);
        return;
      case 17: {
        // BINARY
        const right = image[--r.sp] as number;
        const left = image[r.sp - 1] as number;
        const how = arg & 255;
        if ((left & right & 1) === 1 && how < 3) {
          const a = left >> 1;
          const b = right >> 1;
          const n = how === 0 ? a + b : how === 1 ? a - b : a * b;
          if (n <= MAX_SMALL && n >= MIN_SMALL) {
            image[r.sp - 1] = (n << 1) | 1;
            return;
          }
        }
        const augmented = word >>> 16 === 1;
        const touched = augmented && isMutable(typeOf(left)) ? left : 0;
        image[r.sp - 1] = invoke.watched(touched, () => operators.binary(how, left, right, augmented));
        return;
      }
      case 18: {
        // COMPARE
        const right = image[--r.sp] as number;
        const left = image[r.sp - 1] as number;
        const how = arg & 255;
        if ((left & right & 1) === 1 && how < 6) {
          const yes =
            how === 0
              ? left < right
              : how === 1
                ? left <= right
                : how === 2
                  ? left === right
                  : how === 3
                    ? left !== right
                    : how === 4
                      ? left > right
                      : left >= right;
          image[r.sp - 1] = yes ? TRUE : FALSE;
          return;
        }
        image[r.sp - 1] = invoke.watched(how > 7 ? right : 0, () => operators.compare(how, left, right));
        return;
      }
      case 19: {
        // LOAD_ITEM
        const index = image[--r.sp] as number;
        const container = image[r.sp - 1] as number;
        const v = operators.loadItem(container, index);
        if (recorder.on && access.sharedMutable(container)) touchedItem('load', container, index, v, v);
        image[r.sp - 1] = v;
        return;
      }
      case 20: {
        // STORE_ITEM
        const index = image[r.sp - 1] as number;
        const container = image[r.sp - 2] as number;
        const v = image[r.sp - 3] as number;
        const seen = recorder.on && access.sharedMutable(container);
        const before = seen ? itemOrNothing(container, index) : 0;
        operators.storeItem(container, index, v);
        if (seen) touchedItem('store', container, index, before, v);
        r.sp -= 3;
        return;
      }
      case 21: {
        // DELETE_ITEM
        const [container, index] = [image[r.sp - 2] as number, image[r.sp - 1] as number];
        r.sp -= 2;
        invoke.watched(container, () => {
          operators.deleteItem(container, index);
          return 0;
        });
        return;
      }
      case 22: {
        // BUILD_SLICE
        const at = heap.alloc(SLICE, 4);
        for (let i = 1; i <= 3; i++) image[at + i] = image[r.sp - 4 + i] as number;
        r.sp -= 2;
        image[r.sp - 1] = refTo(at);
        return;
      }
      case 23: {
        // LOAD_ATTR
        const v = image[r.sp - 1] as number;
        const found = objects.loadAttribute(v, arg);
        if (
          recorder.on &&
          heap.isSharedRef(v) &&
          (typeOf(v) === VALUE || (objects.hasOwn(v) && objects.own(addressOf(v), arg) !== 0))
        ) {
          touchedAttribute('load', v, arg, found, found);
        }
        image[r.sp - 1] = found;
        return;
      }
      case 24: {
        // STORE_ATTR
        const object = image[r.sp - 1] as number;
        const v = image[r.sp - 2] as number;
        if (recorder.on && (typeOf(object) === VALUE || objects.hasOwn(object)) && heap.isSharedRef(object)) {
          const before = typeOf(object) === VALUE ? image[addressOf(object) + 2] : objects.own(addressOf(object), arg);
          touchedAttribute('store', object, arg, before as number, v);
        }
        objects.storeAttribute(object, arg, v);
        r.sp -= 2;
        return;
      }
      case 25: // BUILD_TUPLE
        r.sp -= arg;
        push(heap.tuple(image.subarray(r.sp, r.sp + arg)));
        return;
      case 26: // BUILD_LIST
        r.sp -= arg;
        push(heap.list(image.subarray(r.sp, r.sp + arg)));
        return;
      case 27: {
        // BUILD_DICT
        r.sp -= arg * 2;
        const at = heap.owner(DICT, 3, arg);
        for (let i = 0; i < arg; i++)
          operators.putKey(at, image[r.sp + i * 2] as number, image[r.sp + i * 2 + 1] as number);
        push(refTo(at));
        return;
      }
      case 28: // BUILD_SET
        r.sp -= arg;
        push(operators.setOf(Array.from(image.subarray(r.sp, r.sp + arg))));
        return;
      case 29: {
        // BUILD_STRING
        r.sp -= arg;
        let s = '';
        for (let i = 0; i < arg; i++) s += heap.textOf(image[r.sp + i] as number);
        push(heap.text(s));
        return;
      }
      case 30: {
        // FORMAT
        const spec = word >>> 16 ? heap.textOf(image[--r.sp] as number) : '';
        const v = image[r.sp - 1] as number;
        const how = arg & 255;
        const made = how === 2 ? heap.text(text.repr(v)) : how === 1 ? heap.text(text.str(v)) : v;
        image[r.sp - 1] = typeOf(made) === STR && spec === '' ? made : heap.text(text.format(made, spec));
        return;
      }
      case 31: // UNPACK
        unpack(arg);
        return;
      case 32: {
        // LIST_APPEND
        const v = image[--r.sp] as number;
        operators.append(image[r.sp - arg] as number, v);
        return;
      }
      case 33: {
        // SET_ADD
        const v = image[--r.sp] as number;
        operators.putKey(addressOf(image[r.sp - arg] as number), v, 0);
        return;
      }
      case 34: {
        // DICT_ADD
        r.sp -= 2;
        operators.putKey(addressOf(image[r.sp - arg] as number), image[r.sp] as number, image[r.sp + 1] as number);
        return;
      }
      case 35: // JUMP
      case 36: // JUMP_BACK
        r.pc = arg;
        return;
      case 37: // JUMP_IF_FALSE
        if (!truth(image[--r.sp] as number)) r.pc = arg;
        return;
      case 38: // JUMP_IF_TRUE
        if (truth(image[--r.sp] as number)) r.pc = arg;
        return;
      case 39: // JUMP_IF_FALSE_OR_POP
        if (!truth(image[r.sp - 1] as number)) r.pc = arg;
        else r.sp--;
        return;
      case 40: // JUMP_IF_TRUE_OR_POP
        if (truth(image[r.sp - 1] as number)) r.pc = arg;
        else r.sp--;
        return;
      case 41: // RANGE_ITER
        rangeLoop(arg);
        return;
      case 42: {
        // FOR_RANGE
        const i = image[r.sp - 3] as number;
        const stop = image[r.sp - 2] as number;
        const step = image[r.sp - 1] as number;
        if (step > 0 ? i >= stop : i <= stop) {
          r.sp -= 3;
          r.pc = arg;
          return;
        }
        const following = (i >> 1) + (step >> 1);
        image[r.sp - 3] = following > MAX_SMALL || following < MIN_SMALL ? stop : small(following);
        image[r.sp++] = i;
        return;
      }
      case 43: {
        // GET_ITER
        const v = image[r.sp - 1] as number;
        image[r.sp - 1] = operators.iterator(v);
        return;
      }
      case 44: {
        // FOR_ITER
        const iterator = image[r.sp - 1] as number;
        const source = image[addressOf(iterator) + 3] as number;
        const v = invoke.watched(access.sharedMutable(source) ? source : 0, () => operators.next(iterator));
        if (v === 0) {
          r.sp--;
          r.pc = arg;
        } else image[r.sp++] = v;
        return;
      }
      case 45: {
        // MAKE_FUNCTION
        const flags = arg & 255;
        const at = heap.alloc(FUNCTION, 4);
        image[at + 1] = word >>> 16;
        if (flags & 2) image[at + 3] = image[--r.sp] as number;
        if (flags & 1) image[at + 2] = image[--r.sp] as number;
        push(refTo(at));
        return;
      }
      case 46: {
        // MAKE_CLASS
        const n = arg & 255;
        const namespace = image[--r.sp] as number;
        r.sp -= n;
        push(objects.makeClass(word >>> 16, Array.from(image.subarray(r.sp, r.sp + n)), namespace));
        return;
      }
      case 47: // CALL
      case 48: {
        // CALL_KW
        const at = r.sp - (arg & 255) - 1;
        const callee = image[at] as number;
        if ((word & 255) === 47 && typeOf(callee) === FUNCTION && frames.enterPlain(callee, at, arg & 255)) return;
        const a = access.argumentsOf(word);
        if (waitsOutside(callee)) wake();
        result(invoke.call(callee, a, at), at);
        return;
      }
      case 49: {
        // CALL_METHOD
        const at = r.sp - (arg & 255) - 1;
        const a = access.argumentsOf(word);
        result(invoke.callMethod(image[at] as number, program.names[word >>> 16] as string, a, at), at);
        return;
      }
      case 50: // RETURN
        frames.leave();
        return;
      case 51: {
        // ENTER
        const manager = image[r.sp - 1] as number;
        if (sync.has(typeOf(manager))) {
          push(sync.enter(manager));
          return;
        }
        contextMethod(manager, '__enter__');
        result(invoke.callMethod(manager, '__enter__', positional([]), r.sp), r.sp);
        return;
      }
      case 52: {
        // EXIT
        const manager = image[--r.sp] as number;
        if (sync.has(typeOf(manager))) {
          sync.leave(manager);
          return;
        }
        contextMethod(manager, '__exit__');
        if (invoke.callMethod(manager, '__exit__', positional([NONE, NONE, NONE]), r.sp) === ENTERED)
          image[r.fp + FRAME_INSTEAD] = NOTHING;
        return;
      }
      case 53: {
        // EXIT_ERROR
        const manager = image[r.sp - 2] as number;
        const error = image[r.sp - 1] as number;
        image[r.sp - 2] = error;
        if (sync.has(typeOf(manager))) {
          sync.leave(manager);
          image[r.sp - 1] = FALSE;
          return;
        }
        const cls = image[addressOf(error) + 2] as number;
        const at = r.sp - 1;
        result(invoke.callMethod(manager, '__exit__', positional([cls, error, NONE]), at), at);
        return;
      }
      case 54: {
        // RAISE
        if (arg === 0) {
          const handled = image[r.record + T_HANDLED] as number;
          throw handled === NONE
            ? raise('RuntimeError', 'No active exception to reraise')
            : new Raised('', '', handled);
        }
        const cause = arg === 2 ? (image[--r.sp] as number) : 0;
        const e = asException(image[--r.sp] as number);
        if (cause !== 0 && e.value !== 0) image[addressOf(e.value) + 4] = cause;
        throw e;
      }
      case 55: // RERAISE
        throw new Raised('', '', image[--r.sp] as number);
      case 56: {
        // PUSH_HANDLED
        const error = image[r.sp - 1] as number;
        image[r.sp - 1] = image[r.record + T_HANDLED] as number;
        image[r.sp++] = error;
        image[r.record + T_HANDLED] = error;
        return;
      }
      case 57: // POP_HANDLED
        image[r.record + T_HANDLED] = image[--r.sp] as number;
        return;
      case 58: {
        // MATCH_ERROR
        const type = image[r.sp - 1] as number;
        const error = image[r.sp - 2] as number;
        image[r.sp - 1] = matches(error, type) ? TRUE : FALSE;
        return;
      }
      case 59: {
        // CALL_VAR
        const at = r.sp - access.calleeAt(word);
        const a = access.argumentsOf(word);
        const callee = image[at] as number;
        if (waitsOutside(callee)) wake();
        result(invoke.call(callee, a, at), at);
        return;
      }
      default:
        throw new Error(`unknown instruction ${word & 255} at ${r.pc - 1}`);
    }
  };

  const truth = (v: number): boolean => {
    if (v === TRUE) return true;
    if (v === FALSE || v === NONE) return false;
    if (!recorder.on || !access.sharedMutable(v)) return operators.truth(v);
    return invoke.watched(v, () => (operators.truth(v) ? 1 : 0)) === 1;
  };
  const matches = (error: number, type: number): boolean => {
    if (isRef(type) && typeOf(type) !== CLASS) return heap.itemsOf(addressOf(type)).some((t) => matches(error, t));
    return builtins.isSubclass(image[addressOf(error) + 2] as number, type);
  };
  const unpack = (n: number): void => {
    const v = image[--r.sp] as number;
    if (operators.lengthOf(v) < 0 && typeOf(v) !== ITERATOR) {
      throw raise('TypeError', `cannot unpack non-iterable ${text.typeName(v)} object`);
    }
    const items = operators.iterate(v);
    if (items.length < n) throw raise('ValueError', `not enough values to unpack (expected ${n}, got ${items.length})`);
    if (items.length > n) throw raise('ValueError', `too many values to unpack (expected ${n})`);
    for (let i = n - 1; i >= 0; i--) push(items[i] as number);
  };
  const rangeLoop = (n: number): void => {
    const parts = builtins.rangeParts(Array.from(image.subarray(r.sp - n, r.sp)));
    r.sp -= n;
    for (const part of parts) push(part);
  };
  const wake = (): void => {
    if (image[r.record + T_FLAGS] === 0) return;
    image[r.record + T_FLAGS] = 0;
    if (recorder.on) recorder.add('wake', r.thread, r.pc - 1, '', '', '');
  };
  const contextMethod = (manager: number, name: string): void => {
    const id = objects.nameId(name);
    if (typeOf(manager) === INSTANCE && id >= 0 && objects.methodOf(manager, id) !== 0) return;
    throw raise('TypeError', `'${text.typeName(manager)}' object does not support the context manager protocol`);
  };
  const unboundCell = (slot: number): never => {
    const f = functions[map.functionAt[r.pc - 1] as number];
    const name = f?.locals[slot];
    const free = f !== undefined && slot >= f.locals.length - f.free;
    throw free
      ? raise(
          'NameError',
          `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
        )
      : raise('UnboundLocalError', `cannot access local variable '${name}' where it is not associated with a value`);
  };
  const touchedCell = (kind: 'load' | 'store', slot: number, before: number, after: number): void => {
    const name = functions[map.functionAt[r.pc - 1] as number]?.locals[slot] ?? '';
    recorder.add(kind, r.thread, r.pc - 1, name, recorder.repr(before), recorder.repr(after));
  };
  const touchedItem = (
    kind: 'load' | 'store',
    container: number,
    index: number,
    before: number,
    after: number,
  ): void => {
    const name = `${recorder.nameOf(container)}[${recorder.repr(index)}]`;
    recorder.add(kind, r.thread, r.pc - 1, name, recorder.repr(before), recorder.repr(after));
  };
  const touchedAttribute = (
    kind: 'load' | 'store',
    object: number,
    name: number,
    before: number,
    after: number,
  ): void => {
    const path = `${recorder.nameOf(object)}.${objects.names[name]}`;
    recorder.add(kind, r.thread, r.pc - 1, path, recorder.repr(before), recorder.repr(after));
  };
  const itemOrNothing = (container: number, index: number): number => {
    try {
      return operators.loadItem(container, index);
    } catch {
      return 0; // a new key, or an error that the store itself will raise
    }
  };

  return execute;
}

import { type Access, NATIVE, PRINT, SUPER_CALL, waitsOutside } from './access.ts';
import { type Arguments, isMutable } from './builtins.ts';
import { raise } from './errors.ts';
import type { Frames } from './frames.ts';
import { ARRAY, CLASS, ERROR, FUNCTION, INSTANCE, METHOD, SUPER, THREAD, VALUE } from './layout.ts';
import type { Sync } from './sync/sync.ts';
import type { Threads } from './threads.ts';
import { addressOf, builtinOf, isBuiltin, NONE, small } from './values.ts';
import type { World } from './world.ts';

export type Invoke = ReturnType<typeof createInvoke>;

/** Calling anything that can be called. Each either returns its result or has entered a function of the program. */
export function createInvoke(world: World, frames: Frames, access: Access, sync: Sync, threads: Threads) {
  const { heap, text, operators, builtins, methods, objects, recorder, registers: r } = world;
  const { image, typeOf } = heap;

  const withSelf = (self: number, a: Arguments): Arguments => ({ values: [self, ...a.values], keywords: a.keywords });

  /** The argument of time.sleep, checked as CPython does. */
  const sleepTime = (a: Arguments): number => {
    const v = a.values[0];
    if (v === undefined) {
      throw raise('TypeError', `time.sleep() takes exactly one argument (${a.values.length} given)`);
    }
    if (!world.operators.isNumber(v)) {
      throw raise('TypeError', `'${text.typeName(v)}' object cannot be interpreted as an integer`);
    }
    if (operators.order(0, v, small(0)) < 0) throw raise('ValueError', 'sleep length must be non-negative');
    return v;
  };

  /** Runs an operation on a shared object and records whether it changed it. */
  const watched = (v: number, act: () => number): number => {
    if (!recorder.on || v === 0 || !heap.isSharedRef(v)) return act();
    const at = r.pc - 1;
    const before = recorder.repr(v);
    const name = recorder.nameOf(v);
    const result = act();
    const after = recorder.repr(v);
    recorder.add(before === after ? 'load' : 'store', r.thread, at, name, before, after);
    return result;
  };

  const callBuiltin = (callee: number, a: Arguments): number => {
    if (callee === PRINT) return builtins.call(builtinOf(callee), a);
    if (callee === SUPER_CALL) return objects.makeSuper(a.values[0] as number, a.values[1] as number);
    if (waitsOutside(callee)) {
      sleepTime(a);
      return NONE;
    }
    if (callee === NATIVE) return NONE;
    return watched(a.values.find(access.sharedMutable) ?? 0, () => builtins.call(builtinOf(callee), a));
  };

  const instantiate = (cls: number, a: Arguments, at: number): number => {
    const made = objects.instantiate(cls, a);
    const init = objects.inClass(cls, objects.INIT);
    if (init !== 0) return frames.enter(init, at, withSelf(made, a), made);
    if (typeOf(made) === INSTANCE && a.values.length + a.keywords.size > 0) {
      throw raise('TypeError', `${text.className(cls)}() takes no arguments`);
    }
    if (typeOf(made) === THREAD) builtins.initThread(made, a);
    return made;
  };

  /** Calls a value. The frame of a function that it enters begins at `at`. */
  const call = (callee: number, a: Arguments, at: number): number => {
    if (isBuiltin(callee)) return callBuiltin(callee, a);
    switch (typeOf(callee)) {
      case FUNCTION:
        return frames.enter(callee, at, a, 0);
      case METHOD: {
        const object = addressOf(callee);
        const self = image[object + 2] as number;
        const name = image[object + 1] as number;
        if (name > 0) return callMethod(self, objects.names[name - 1] as string, a, at);
        return frames.enter(image[object + 3] as number, at, withSelf(self, a), 0);
      }
      case CLASS:
        return instantiate(callee, a, at);
      default: {
        const method = objects.methodOf(callee, objects.nameId('__call__'));
        if (method !== 0) return frames.enter(method, at, withSelf(callee, a), 0);
        throw raise('TypeError', `'${text.typeName(callee)}' object is not callable`);
      }
    }
  };

  /** A method that a user class defines, or a value that the object holds under the name. */
  const callOwn = (self: number, name: string, a: Arguments, at: number): number => {
    const id = objects.nameId(name);
    const found = objects.hasOwn(self) ? objects.own(addressOf(self), id) : 0;
    if (found !== 0) return call(found, a, at);
    const method = objects.methodOf(self, id);
    if (typeOf(method) === FUNCTION) return frames.enter(method, at, withSelf(self, a), 0);
    if (typeOf(self) === THREAD) return threads.method(self, name, a);
    return call(objects.loadAttribute(self, id), a, at);
  };

  const callSuper = (self: number, name: string, a: Arguments, at: number): number => {
    const object = image[addressOf(self) + 2] as number;
    const found = objects.inSuper(self, objects.nameId(name));
    if (found !== 0) return frames.enter(found, at, withSelf(object, a), 0);
    if (typeOf(object) === THREAD && name === '__init__') {
      builtins.initThread(object, a);
      return NONE;
    }
    if (typeOf(object) === THREAD && name !== 'run') return threads.method(object, name, a);
    if (name !== '__init__') throw raise('AttributeError', `'super' object has no attribute '${name}'`);
    if (typeOf(object) === ERROR) image[addressOf(object) + 3] = heap.tuple(a.values);
    return NONE;
  };

  const callMethod = (self: number, name: string, a: Arguments, at: number): number => {
    const type = typeOf(self);
    if (sync.has(type)) return sync.run(self, name, a);
    switch (type) {
      case THREAD:
      case INSTANCE:
      case ERROR:
        return callOwn(self, name, a, at);
      case VALUE:
      case ARRAY: {
        // both end in their lock
        if (name === 'get_obj') return self;
        if (name === 'get_lock') return image[addressOf(self) + (type === VALUE ? 3 : 4)] as number;
        throw raise('AttributeError', `'Synchronized' object has no attribute '${name}'`);
      }
      case SUPER:
        return callSuper(self, name, a, at);
      case CLASS:
      case 0:
        return call(objects.loadAttribute(self, objects.nameId(name)), a, at);
      default:
        return watched(isMutable(type) ? self : 0, () => methods.call(self, name, a));
    }
  };

  return { call, callMethod, watched, sleepTime };
}

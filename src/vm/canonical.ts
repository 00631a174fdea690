import {
  BLOCK,
  BLOCK_AT,
  COUNT_AT,
  ENTRY_WORDS,
  HEAP_TOP,
  type Layout,
  PROCESS_COUNT,
  PROCESS_WORDS,
  RAW_WORDS,
  T_ARENA,
  T_ARENA_END,
  T_OBJECT,
  T_PACKED,
  T_SP,
  THREAD_COUNT,
  THREAD_WORDS,
  TYPE_MASK,
  UNNAMED,
  UNNAMED_PROCESSES,
} from './layout.ts';
import { addressOf, isRef, refTo } from './values.ts';

/** Thread count, length of the part before the heap, unnamed threads, processes, unnamed processes. */
const PREFIX = 5;

/**
 * The canonical form of an image: the words in use, with the heap in order of discovery from the roots (globals,
 * then threads, breadth first: Cheney's copying collector, CACM 13(11), 1970). Situations that differ only in where objects
 * lie, in garbage, or in spare capacity give the same words.
 *
 *     the five words of PREFIX, state and globals of each process, per thread: record and stack, heap
 */
export function createCanonical(image: Int32Array, layout: Layout, stackWords: number, globalCount: number) {
  // As long as the heap has been in use: most programs touch little of it.
  let forward = new Int32Array(1024);
  let stamped = new Int32Array(1024);
  let stamp = 0;
  let out = image;
  let top = 0;
  let heapStart = 0;
  /** Spare capacity of lists is left out: it is no part of the situation. Only a tidied heap keeps it. */
  let trims = true;

  /** Copies the object behind a reference once, and returns the reference to its copy. */
  const move = (v: number): number => {
    if (!isRef(v)) return v;
    const at = addressOf(v);
    if (at < layout.heap) return v; // constants never move
    const i = at - layout.heap;
    if (stamped[i] === stamp) return forward[i] as number;
    const to = refTo(layout.heap + top - heapStart);
    stamped[i] = stamp;
    forward[i] = to;
    const header = image[at] as number;
    const size = header >>> 8;
    for (let k = 0; k < size; k++) out[top + k] = image[at + k] as number;
    top += size;
    return to;
  };

  /** As move, for a block of which only the first `words` are in use. */
  const moveBlock = (v: number, words: number): number => {
    if (v === 0 || (words === 0 && trims)) return 0;
    const to = refTo(layout.heap + top - heapStart);
    const at = addressOf(v);
    if (!trims) words = ((image[at] as number) >>> 8) - 1;
    out[top] = ((words + 1) << 8) | BLOCK;
    for (let k = 1; k <= words; k++) out[top + k] = image[at + k] as number;
    top += words + 1;
    return to;
  };

  const scan = (at: number): number => {
    const header = out[at] as number;
    const type = header & TYPE_MASK;
    const size = header >>> 8;
    const raw = RAW_WORDS[type] as number;
    if (raw < 0) return size;
    const blockAt = BLOCK_AT[type] as number;
    for (let k = raw + 1; k < size; k++) {
      const v = out[at + k] as number;
      if (k === blockAt)
        out[at + k] = moveBlock(v, (out[at + (COUNT_AT[type] as number)] as number) * (ENTRY_WORDS[type] as number));
      else out[at + k] = move(v);
    }
    return size;
  };

  const words = (): number => {
    const threads = image[THREAD_COUNT] as number;
    let n = PREFIX + (globalCount + PROCESS_WORDS) * (image[PROCESS_COUNT] as number);
    for (let t = 0; t < threads; t++) n += T_PACKED + (image[layout.threads + t * THREAD_WORDS + T_SP] as number);
    return n;
  };

  /** Writes the canonical form; returns its length in words. `into` must hold `bound()` words. */
  const pack = (into: Int32Array): number => {
    const threads = image[THREAD_COUNT] as number;
    const globals = globalCount * (image[PROCESS_COUNT] as number);
    out = into;
    const used = (image[HEAP_TOP] as number) - layout.heap;
    if (used > forward.length) {
      forward = new Int32Array(used * 2);
      stamped = new Int32Array(used * 2);
    }
    stamp++;
    heapStart = words();
    top = heapStart;
    let n = 0;
    out[n++] = threads;
    out[n++] = heapStart;
    out[n++] = image[UNNAMED] as number;
    out[n++] = image[PROCESS_COUNT] as number;
    out[n++] = image[UNNAMED_PROCESSES] as number;
    for (let p = 0; p < (image[PROCESS_COUNT] as number); p++) {
      out[n++] = image[layout.processes + p * PROCESS_WORDS] as number;
      out[n++] = move(image[layout.processes + p * PROCESS_WORDS + 1] as number);
    }
    for (let g = 0; g < globals; g++) out[n++] = move(image[layout.globals + g] as number);
    for (let t = 0; t < threads; t++) {
      const record = layout.threads + t * THREAD_WORDS;
      for (let k = 0; k < T_OBJECT; k++) out[n++] = image[record + k] as number;
      for (let k = T_OBJECT; k < T_PACKED; k++) out[n++] = move(image[record + k] as number);
      const stack = layout.stacks + t * stackWords;
      const height = image[record + T_SP] as number;
      for (let k = 0; k < height; k++) out[n++] = move(image[stack + k] as number);
    }
    for (let at = heapStart; at < top; ) at += scan(at);
    return top;
  };

  /** Puts a canonical form back; `length` as pack returned it. */
  const restore = (from: Int32Array, length: number): void => {
    const threads = from[0] as number;
    const start = from[1] as number;
    const globals = globalCount * (from[3] as number);
    image[THREAD_COUNT] = threads;
    image[UNNAMED] = from[2] as number;
    image[PROCESS_COUNT] = from[3] as number;
    image[UNNAMED_PROCESSES] = from[4] as number;
    let n = PREFIX;
    for (let w = 0; w < (image[PROCESS_COUNT] as number) * PROCESS_WORDS; w++)
      image[layout.processes + w] = from[n++] as number;
    for (let g = 0; g < globals; g++) image[layout.globals + g] = from[n++] as number;
    for (let t = 0; t < threads; t++) {
      const record = layout.threads + t * THREAD_WORDS;
      for (let k = 0; k < T_PACKED; k++) image[record + k] = from[n++] as number;
      image[record + T_ARENA] = 0;
      image[record + T_ARENA_END] = 0;
      const stack = layout.stacks + t * stackWords;
      const height = image[record + T_SP] as number;
      for (let k = 0; k < height; k++) image[stack + k] = from[n++] as number;
    }
    for (let at = start, to = layout.heap; at < length; ) image[to++] = from[at++] as number;
    image[HEAP_TOP] = layout.heap + length - start;
  };

  return {
    pack,
    /** As pack, with the spare capacity of lists: not canonical, but what grows need not be copied at once. */
    packLoosely(into: Int32Array): number {
      trims = false;
      const length = pack(into);
      trims = true;
      return length;
    },
    restore,
    /** No canonical form of this image is longer, in words. */
    bound: (): number => words() + (image[HEAP_TOP] as number) - layout.heap,
  };
}

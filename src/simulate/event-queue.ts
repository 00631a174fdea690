/** Something that will happen. */
export interface Appointment {
  /** Virtual nanoseconds. */
  readonly at: number;
  readonly order: number;
  /** What happens then; null once it is cancelled. */
  happen: (() => void) | null;
}

/**
 * What will happen, earliest first; of two at one time, the one that was added first. That makes the simulation
 * deterministic. A binary heap: adding and taking cost log n. Cancelling leaves a dead entry that `next` skips.
 */
export interface EventQueue {
  add(at: number, happen: () => void): Appointment;
  /** Takes the next one out, or undefined when nothing will happen any more. */
  next(): Appointment | undefined;
}

const before = (a: Appointment, b: Appointment): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

export function createEventQueue(): EventQueue {
  const heap: Appointment[] = [];
  let order = 0;

  function rise(entry: Appointment): void {
    let place = heap.length;
    heap.push(entry);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const other = heap[parent] as Appointment; // parent < place < heap.length
      if (!before(entry, other)) break;
      heap[place] = other;
      place = parent;
    }
    heap[place] = entry;
  }

  function sink(entry: Appointment): void {
    const { length } = heap;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= length) break;
      let least = heap[child] as Appointment;
      const right = heap[child + 1];
      if (right !== undefined && before(right, least)) {
        child++;
        least = right;
      }
      if (!before(least, entry)) break;
      heap[place] = least;
      place = child;
    }
    heap[place] = entry;
  }

  function take(): Appointment | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (first !== last && last !== undefined) sink(last);
    return first;
  }

  return {
    add(at, happen) {
      const entry: Appointment = { at, order: order++, happen };
      rise(entry);
      return entry;
    },
    next() {
      for (;;) {
        const entry = take();
        if (entry === undefined || entry.happen !== null) return entry;
      }
    },
  };
}

/** An appointment that may be absent, given up. */
export function cancel(appointment: Appointment | null): null {
  if (appointment !== null) appointment.happen = null;
  return null;
}

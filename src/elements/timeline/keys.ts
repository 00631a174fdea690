/** What keys can do with a timeline. */
export interface Steered {
  zoomBy(factor: number): void;
  panBy(share: number): void;
  centre(): void;
  nextSegment(by: number): void;
  /** To the lane above (−1) or below (1), at the same time. */
  nextLane(by: number): void;
  /** To the first or last segment of the lane. */
  lastSegment(last: boolean): void;
}

const keys: Readonly<Record<string, (t: Steered) => void>> = {
  ArrowLeft: (t) => t.nextSegment(-1),
  ArrowRight: (t) => t.nextSegment(1),
  ',': (t) => t.nextSegment(-1),
  '.': (t) => t.nextSegment(1),
  ArrowUp: (t) => t.nextLane(-1),
  ArrowDown: (t) => t.nextLane(1),
  Home: (t) => t.lastSegment(false),
  End: (t) => t.lastSegment(true),
  w: (t) => t.zoomBy(0.7),
  s: (t) => t.zoomBy(1 / 0.7),
  a: (t) => t.panBy(-0.2),
  d: (t) => t.panBy(0.2),
  f: (t) => t.centre(),
};

/** Does what the key stands for, and keeps it from doing anything else. Shift is for the page (steps of five). */
export function steer(timeline: Steered, event: KeyboardEvent): void {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act(timeline);
}

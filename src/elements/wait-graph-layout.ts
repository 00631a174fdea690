import { cycleOf, isJoin } from '../analysis/wait-for.ts';
import type { ThreadView } from '../vm/types.ts';

/** A thread that waits, what for, and who has that (−1: nobody). */
export interface WaitEdge {
  readonly thread: number;
  readonly name: string;
  readonly holder: number;
  /** It waits for the holder itself (a join), not for something the holder has. */
  readonly direct: boolean;
}

/** Everybody who waits, and the cycle among them if there is one (thread ids, each waits for the next). */
export interface WaitGraph {
  readonly edges: readonly WaitEdge[];
  readonly cycle: readonly number[];
}

export function waitGraph(threads: readonly ThreadView[]): WaitGraph {
  const cycle = cycleOf(threads);
  const edges = threads.flatMap((t): WaitEdge[] => {
    const direct = isJoin(t);
    // A main thread that only waits for the others to end says nothing.
    if (!t.waitsFor || (t.id === 0 && direct && !cycle.includes(0))) return [];
    return [{ thread: t.id, name: t.waitsFor.name, holder: t.waitsFor.holder, direct }];
  });
  return { edges, cycle };
}

export interface GraphNode {
  readonly x: number;
  readonly y: number;
  /** A thread by id, or something it waits for by name. */
  readonly thread: number;
  readonly name: string;
  readonly stuck: boolean;
  /** Half width and half height; a thread is a circle. */
  readonly w: number;
  readonly h: number;
}

export interface GraphLine {
  readonly path: string;
  readonly kind: 'waits' | 'held';
  readonly labelX: number;
  readonly labelY: number;
  readonly label: string;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly GraphNode[];
  readonly lines: readonly GraphLine[];
  /** Edges that the drawing has no room for; the list below it shows them. */
  readonly left: readonly WaitEdge[];
}

const WIDTH = 362;
/** A circle of more threads than this is a list. */
const MAX_CYCLE = 5;
const MAX_ROWS = 3;

export function draw(graph: WaitGraph): Drawing {
  const { edges, cycle } = graph;
  if (cycle.length > 1 && cycle.length <= MAX_CYCLE) return drawCycle(graph);
  if (cycle.length > MAX_CYCLE) return { width: WIDTH, height: 0, nodes: [], lines: [], left: edges };
  const shown = edges.slice(0, MAX_ROWS);
  const nodes: GraphNode[] = [];
  const lines: GraphLine[] = [];
  shown.forEach((edge, row) => {
    const y = 34 + row * 62;
    const from = threadNode(edge.thread, 36, y, true, 24);
    nodes.push(from);
    const what = edge.direct ? undefined : thingNode(edge.name, 181, y);
    if (what) nodes.push(what);
    const to = edge.holder >= 0 ? threadNode(edge.holder, 326, y, cycle.includes(edge.holder), 24) : undefined;
    if (to) nodes.push(to);
    const first = what ?? to;
    if (first) lines.push(straight(from, first, 'waits'));
    if (what && to) lines.push(straight(what, to, 'held'));
  });
  return { width: WIDTH, height: shown.length * 62 + 6, nodes, lines, left: edges.slice(MAX_ROWS) };
}

function drawCycle({ edges, cycle }: WaitGraph): Drawing {
  const small = cycle.length > 2;
  const ring: GraphNode[] = [];
  const centre = { x: WIDTH / 2, y: small ? 140 : 97 };
  const radius = { x: small ? 140 : 107, y: small ? 112 : 66 };
  const inCycle = cycle.map((id) => edges.find((e) => e.thread === id)).filter((e) => e !== undefined);
  const count = inCycle.reduce((n, e) => n + (e.direct ? 1 : 2), 0);
  const place = (i: number) => {
    const angle = Math.PI + (i * 2 * Math.PI) / count;
    return { x: centre.x + radius.x * Math.cos(angle), y: centre.y + radius.y * Math.sin(angle) };
  };
  for (const edge of inCycle) {
    const at = place(ring.length);
    ring.push(threadNode(edge.thread, at.x, at.y, true, small ? 21 : 29));
    if (edge.direct) continue;
    const next = place(ring.length);
    ring.push(thingNode(edge.name, next.x, next.y, small));
  }
  const lines = ring.map((from, i) => {
    const to = ring[(i + 1) % ring.length] ?? from;
    return arc(from, to, centre, from.thread >= 0 ? 'waits' : 'held', small);
  });
  return {
    width: WIDTH,
    height: centre.y * 2,
    nodes: ring,
    lines,
    left: edges.filter((e) => !cycle.includes(e.thread)),
  };
}

const threadNode = (thread: number, x: number, y: number, stuck: boolean, r: number): GraphNode => ({
  x,
  y,
  thread,
  name: '',
  stuck,
  w: r,
  h: r,
});

const thingNode = (name: string, x: number, y: number, small = false): GraphNode => ({
  x,
  y,
  thread: -1,
  name,
  stuck: false,
  w: Math.min(64, Math.max(small ? 24 : 30, name.length * 4 + 12)),
  h: small ? 12 : 15,
});

/** Where the ray from a node's centre towards (x, y) leaves the node, with a gap. */
function leave(node: GraphNode, x: number, y: number, gap: number): { x: number; y: number } {
  const dx = x - node.x;
  const dy = y - node.y;
  const length = Math.hypot(dx, dy) || 1;
  const reach =
    node.thread >= 0 ? node.w : length * Math.min(node.w / (Math.abs(dx) || 1e-9), node.h / (Math.abs(dy) || 1e-9));
  const by = (reach + gap) / length;
  return { x: node.x + dx * by, y: node.y + dy * by };
}

const words = { waits: 'waits for', held: 'held by' } as const;
const round = (n: number): number => Math.round(n * 10) / 10;

function straight(from: GraphNode, to: GraphNode, kind: GraphLine['kind']): GraphLine {
  const a = leave(from, to.x, to.y, 1);
  const b = leave(to, from.x, from.y, 3);
  return {
    path: `M${round(a.x)} ${round(a.y)}L${round(b.x)} ${round(b.y)}`,
    kind,
    label: words[kind],
    labelX: round((a.x + b.x) / 2),
    labelY: round(a.y - 8),
  };
}

function arc(
  from: GraphNode,
  to: GraphNode,
  centre: { x: number; y: number },
  kind: GraphLine['kind'],
  small: boolean,
): GraphLine {
  const out = small ? 1.12 : 1.5;
  const cx = centre.x + ((from.x + to.x) / 2 - centre.x) * out;
  const cy = centre.y + ((from.y + to.y) / 2 - centre.y) * out;
  const a = leave(from, cx, cy, 1);
  const b = leave(to, cx, cy, 3);
  return {
    path: `M${round(a.x)} ${round(a.y)}Q${round(cx)} ${round(cy)} ${round(b.x)} ${round(b.y)}`,
    kind,
    label: small ? '' : words[kind],
    labelX: round(centre.x + (cx - centre.x) * 1.36),
    labelY: round(centre.y + (cy - centre.y) * 1.14 + 4),
  };
}

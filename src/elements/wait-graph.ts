import { css, html, LitElement, nothing, svg } from 'lit';
import type { ThreadView } from '../vm/types.ts';
import { hasShape, markName, markSvg, markText } from './marks.ts';
import { base, chips, panels } from './shared-styles.ts';
import { draw, type GraphLine, type GraphNode, type WaitEdge, waitGraph } from './wait-graph-layout.ts';

/**
 * `<rc-wait-graph>`: who waits for whom at a moment: dashed “waits for”, solid “held by”; a cycle says so.
 * Properties: `threads` (all of the moment's, main included). Sends nothing.
 */
export class RcWaitGraph extends LitElement {
  static override properties = { threads: { attribute: false } };
  static override styles = [
    base,
    chips,
    panels,
    css`
      :host {
        padding: 9px 14px 10px;
      }
      .top {
        display: flex;
        align-items: center;
        justify-content: space-between;
        min-height: 22px;
      }
      .none {
        padding: 6px 0;
        font-size: 12.5px;
        color: var(--ink-3);
      }
      .graph {
        display: block;
        width: 100%;
        max-width: 420px;
        max-height: 300px;
        margin: 6px auto 0;
      }
      text {
        font: 400 11px var(--sans);
        fill: var(--ink-2);
        text-anchor: middle;
      }
      .line {
        fill: none;
        stroke-width: 2;
        stroke: var(--ink-2);
      }
      .line.waits {
        stroke: var(--lock);
        stroke-dasharray: 5 4;
      }
      .head-waits {
        fill: var(--lock);
      }
      .head-held {
        fill: var(--ink-2);
      }
      .word.waits {
        fill: var(--lock);
        font-weight: 550;
      }
      circle.node {
        fill: var(--surface);
        stroke: var(--ink-2);
        stroke-width: 1.5;
      }
      circle.stuck {
        fill: var(--lock-soft);
        stroke: var(--lock);
        stroke-width: 2;
      }
      rect.node {
        fill: var(--surface);
        stroke: var(--ink-2);
        stroke-width: 1.5;
      }
      .name {
        font-weight: 650;
        font-size: 14px;
        fill: var(--ink);
      }
      .small .name {
        font-size: 12px;
      }
      .thing {
        font: 600 12.5px var(--mono);
        fill: var(--ink);
      }
      .small .thing {
        font-size: 10.5px;
      }
      .cycle {
        font-weight: 650;
        font-size: 13px;
        fill: var(--lock);
      }
      g svg.mark {
        fill: var(--ink);
      }
      ul {
        font-size: 12.5px;
        line-height: 1.7;
        color: var(--ink-2);
      }
    `,
  ];
  declare threads: readonly ThreadView[];

  constructor() {
    super();
    this.threads = [];
  }

  override render() {
    const graph = waitGraph(this.threads);
    const { edges, cycle } = graph;
    if (edges.length === 0) {
      return html`${this.#head(false)}
        <p class="none">Nobody waits.</p>`;
    }
    const drawing = draw(graph);
    const sentence = edges.map((e) => this.#say(e)).join('; ');
    return html`${this.#head(cycle.length > 0)}
      ${
        drawing.nodes.length > 0
          ? html`<svg
            class="graph ${cycle.length > 2 ? 'small' : ''}"
            viewBox="0 0 ${drawing.width} ${drawing.height}"
            role="img"
            aria-label=${`Wait-for graph${cycle.length > 0 ? ` with a cycle of ${cycle.length}` : ''}: ${sentence}.`}
          >
            ${drawing.lines.map(line)} ${drawing.nodes.map((n) => this.#node(n))}
            ${
              cycle.length > 1
                ? svg`<text class="cycle" x=${drawing.width / 2} y=${drawing.height / 2 - 3}>cycle of ${cycle.length}</text>
                  <text x=${drawing.width / 2} y=${drawing.height / 2 + 14}>nobody can go first</text>`
                : nothing
            }
          </svg>`
          : nothing
      }
      <ul class=${drawing.left.length === 0 ? 'vh' : ''}>
        ${edges.map(
          (e) => html`<li class=${drawing.left.includes(e) ? '' : 'vh'}>
            ${markName(e.thread, this.threads)} waits for ${e.direct ? '' : html`<code>${e.name}</code>`}${
              e.holder < 0
                ? ', which nobody has'
                : html`${e.direct ? '' : ', held by '}${markName(e.holder, this.threads)}`
            }
          </li>`,
        )}
      </ul>`;
  }

  #small(): boolean {
    return waitGraph(this.threads).cycle.length > 2;
  }

  #head(cycle: boolean) {
    return html`<div class="top">
      <h3 class="head">Who waits for whom</h3>
      ${cycle ? html`<span class="chip lock">deadlock</span>` : nothing}
    </div>`;
  }

  #say(edge: WaitEdge): string {
    const who = markText(edge.thread, this.threads);
    if (edge.direct) return `${who} waits for ${edge.name}`;
    const holder = edge.holder < 0 ? 'which nobody has' : `held by ${markText(edge.holder, this.threads)}`;
    return `${who} waits for ${edge.name}, ${holder}`;
  }

  #node(node: GraphNode) {
    if (node.thread < 0) {
      return svg`<g><rect class="node" x=${node.x - node.w} y=${node.y - node.h} width=${node.w * 2} height=${node.h * 2} rx="6"/>
        <text class="thing" x=${node.x} y=${node.y + 4.2}>${clip(node.name)}</text></g>`;
    }
    const name = markText(node.thread, this.threads);
    const shape = hasShape(node.thread);
    const size = node.w > 22 ? 11 : 8.5;
    const letters = name.length * (this.#small() ? 7.2 : 8.4);
    const left = node.x - (shape ? size + 4 + letters : letters) / 2;
    return svg`<g><circle class="node ${node.stuck ? 'stuck' : ''}" cx=${node.x} cy=${node.y} r=${node.w}/>
      ${shape ? svg`<svg x=${left} y=${node.y - size / 2} width=${size} height=${size} viewBox="0 0 12 12">${markSvg(node.thread)}</svg>` : nothing}
      <text class="name" x=${left + (shape ? size + 4 : 0) + letters / 2} y=${node.y + (this.#small() ? 4.2 : 4.8)}>${name}</text></g>`;
  }
}

const clip = (name: string): string => (name.length > 13 ? `${name.slice(0, 12)}…` : name);

/** The head is drawn, not a marker: ids do not reach across shadow roots reliably, and this needs none. */
const line = (l: GraphLine) => {
  const numbers = l.path.match(/-?[\d.]+/g)?.map(Number) ?? [];
  const [x = 0, y = 0] = numbers.slice(-2);
  const [px = 0, py = 0] = numbers.slice(-4, -2);
  const angle = (Math.atan2(y - py, x - px) * 180) / Math.PI;
  return svg`<path class="line ${l.kind}" d=${l.path}/>
    <path class="head-${l.kind}" d="M2 0-8-4.6-8 4.6z" transform="translate(${x} ${y}) rotate(${Math.round(angle)})"/>
    ${l.label ? svg`<text class="word ${l.kind}" x=${l.labelX} y=${l.labelY}>${l.label}</text>` : nothing}`;
};

/** One tab stop for a group of controls, arrows move inside it (ARIA Authoring Practices, toolbar). */

const items = (root: ParentNode): HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>('[tabindex]')].filter((item) => item.checkVisibility());

function to(item: HTMLElement | undefined, all: readonly HTMLElement[]): void {
  if (!item) return;
  for (const other of all) other.tabIndex = other === item ? 0 : -1;
}

export const rove = {
  /** After a render: exactly one item is the tab stop. */
  repair(root: ParentNode): void {
    const all = items(root);
    to(all.find((item) => item.tabIndex === 0) ?? all[0], all);
  },
  focusin(event: Event): void {
    const group = event.currentTarget;
    const item = event.target;
    if (group instanceof HTMLElement && item instanceof HTMLElement) to(item, items(group));
  },
  keydown(event: KeyboardEvent): void {
    const group = event.currentTarget;
    if (!(group instanceof HTMLElement) || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const all = items(group);
    const at = all.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    const n = all.length;
    const next: Record<string, number> = { ArrowRight: (at + 1) % n, ArrowLeft: (at + n - 1) % n, Home: 0, End: n - 1 };
    const item = all[next[event.key] ?? -1];
    if (!item) return;
    event.preventDefault();
    item.focus();
  },
};

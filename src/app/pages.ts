/** A page beside the lessons: loaded when it is first asked for. */
export interface Page {
  readonly id: 'compare' | 'benchmarks' | 'advisor';
  /** In the navigation, and in the window's title. */
  readonly label: string;
  readonly title: string;
  readonly load: () => Promise<unknown>;
}

export const pages: readonly Page[] = [
  {
    id: 'compare',
    label: 'Compare',
    title: 'One workload, several machines',
    load: () => import('./compare/define.ts'),
  },
  {
    id: 'benchmarks',
    label: 'Benchmarks',
    title: 'Threads or processes?',
    load: () => import('./benchmarks/define.ts'),
  },
  { id: 'advisor', label: 'Advisor', title: 'Which tool for which stage?', load: () => import('./advisor/define.ts') },
];

/** `/compare?with=gil` → the page and what follows its question mark; undefined for a lesson's address. */
export function pageOf(fragment: string): { readonly page: Page; readonly query: string } | undefined {
  const parts = /^\/([a-z]+)(?:\?(.*))?$/s.exec(fragment);
  const page = pages.find(({ id }) => id === parts?.[1]);
  return page && { page, query: parts?.[2] ?? '' };
}

declare module '../events.ts' {
  interface RcEvents {
    /** The run behind a bar of a chart is wanted. */
    'rc-open': { readonly id: string };
  }
}

export { emit } from '../events.ts';

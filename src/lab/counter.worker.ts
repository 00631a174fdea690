import { type Counted, type Order, obey } from './counting.ts';

/** What a worker says: that it is loaded, or how a round went. What it throws reaches the page as an error event. */
export type FromWorker = { readonly kind: 'ready' } | ({ readonly kind: 'counted' } & Counted);

const say = (message: FromWorker): void => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<Order>) => say({ kind: 'counted', ...obey(data) }));
say({ kind: 'ready' });

import { counter, defaultdict, deque, mapping } from './collections.ts';
import { executor } from './concurrent/executor.ts';
import { future } from './concurrent/future.ts';
import { processes } from './concurrent/processes.ts';
import { exits } from './exits.ts';
import { functools } from './functools.ts';
import { itertools } from './itertools.ts';
import { lazy } from './lazy.ts';
import type { LibraryModule } from './module.ts';
import { pool, poolOfMultiprocessing } from './multiprocessing/pool.ts';
import { files, folders, paths } from './stand-ins/files.ts';
import { datasets, forest } from './stand-ins/forest.ts';
import { mail } from './stand-ins/mail.ts';
import { page, requests } from './stand-ins/web.ts';
import { timer } from './timer.ts';
import { waitFor } from './wait-for.ts';

/** All modules. One that uses another comes after it, for the reader; the compiler sorts by need. */
export const LIBRARY: readonly LibraryModule[] = [
  lazy,
  exits,
  future,
  executor,
  processes,
  pool,
  poolOfMultiprocessing,
  timer,
  waitFor,
  functools,
  itertools,
  deque,
  mapping,
  defaultdict,
  counter,
  files,
  folders,
  paths,
  page,
  requests,
  mail,
  datasets,
  forest,
];

/** Names that mean a builtin of another name, as in CPython ≥ 3.11. */
export const ALIASES: Readonly<Record<string, string>> = {
  'concurrent.futures.TimeoutError': 'TimeoutError',
};

const byName = new Map(LIBRARY.flatMap((m) => m.names.map((name) => [`${m.module}.${name}`, m])));

/** The module that provides `concurrent.futures.wait`. */
export const providerOf = (name: string): LibraryModule | undefined => byName.get(name);

export const isLibraryMember = (name: string): boolean => byName.has(name) || Object.hasOwn(ALIASES, name);

/** Public names of a module that the library provides, without the module's. */
export const libraryMembers = (module: string): string[] =>
  [...byName.keys(), ...Object.keys(ALIASES)]
    .filter((name) => name.slice(0, name.lastIndexOf('.')) === module)
    .map((name) => name.slice(module.length + 1))
    .filter((name) => !name.startsWith('_'));

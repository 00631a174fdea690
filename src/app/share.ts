import { encodeLink, type Link } from '../trace/link.ts';
import { scheduleOf } from '../trace/record.ts';
import type { Lesson } from './lesson.ts';
import type { Run } from './run.ts';

/** A run of a lesson as a link holds it; the program goes along when it is not the lesson's own. */
export function linkOf({ trace, cursor }: Run, { slug, source, data }: Lesson): Link {
  const { program, machine } = trace;
  const changed = program.source !== source;
  return {
    lesson: slug,
    ...(changed && { program: { file: data.program, source: program.source } }),
    machine,
    schedule: scheduleOf(trace),
    cursor,
  };
}

export type Shared =
  | { readonly kind: 'copied'; readonly url: string }
  | { readonly kind: 'shown'; readonly url: string }
  | { readonly kind: 'refused'; readonly message: string };

/** Copies the link of a run, where the browser lets it; else it is to be shown. */
export async function share(run: Run, lesson: Lesson): Promise<Shared> {
  const encoded = await encodeLink(linkOf(run, lesson));
  if (!encoded.ok) return { kind: 'refused', message: encoded.message };
  const url = `${location.href.replace(/#.*$/, '')}#${encoded.fragment}`;
  try {
    await navigator.clipboard.writeText(url);
    return { kind: 'copied', url };
  } catch {
    return { kind: 'shown', url };
  }
}

/** Keeps the address in step with the run, so that a reload shows it again. The latest wins; a run too long for a link leaves only the lesson. */
export function createAddress(): { show(run: Run, lesson: Lesson): void; leave(): void } {
  const QUIET = 250; // browsers allow some hundred changes a minute
  let timer = 0;
  let latest = 0;
  const write = async (run: Run, lesson: Lesson): Promise<void> => {
    const mine = ++latest;
    const link = linkOf(run, lesson);
    const encoded = await encodeLink(link.schedule.length > 0 ? link : { ...link, cursor: 0 });
    if (mine !== latest) return;
    const fragment = encoded.ok && link.schedule.length > 0 ? encoded.fragment : `/lesson/${lesson.slug}`;
    history.replaceState(history.state, '', `#${fragment}`);
  };
  return {
    show(run, lesson) {
      clearTimeout(timer);
      timer = window.setTimeout(write, QUIET, run, lesson);
    },
    /** The page goes: what is still to be written would change the address of another page. */
    leave() {
      clearTimeout(timer);
      latest++;
    },
  };
}

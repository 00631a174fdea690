import { formatSchedule, parseSchedule, type Schedule } from '../schedule/text.ts';
import { defaultMachine, type Machine } from '../vm/machine.ts';
import { pack, unpack } from './compress.ts';
import { digestOfText } from './digest.ts';
import { MAX_SOURCE } from './file.ts';
import { formatMachine, isDefaultMachine, parseMachine } from './machine-text.ts';

/**
 * A run as the fragment of an address, without its `#`:
 *
 *     /lesson/03-lost-update?s=1_2*18_12_1*18_2&at=22&c=9f0c2a41
 *     /play?p=1c22…&m=every-step,nogil&s=1212&c=51d0e7aa
 *
 * - `v` version of this form, left out while it is 1
 * - `p` a program: 8 digits of its digest, then the packed text `file name, line end, source`
 * - `m` the machine, left out when it is the default one
 * - `s` the schedule text with `_` for a space, or `z`: the same, packed, when that is shorter: blocks of 2,000
 *   characters, each packed by itself and joined by `.`, so that a damaged one leaves those before it readable
 * - `at` the cursor
 * - `c` 8 digits of the digest of everything before `&c=`. It stands last: a link that lost its tail lacks it
 */
export interface Link {
  /** Name of a lesson's folder. Its program is meant unless there is a `program`. */
  readonly lesson?: string;
  readonly program?: { readonly file: string; readonly source: string };
  readonly machine: Machine;
  readonly schedule: Schedule;
  /** Moment to show; not checked against the run. */
  readonly cursor?: number;
}

export type EncodedLink =
  | { readonly ok: true; readonly fragment: string }
  | { readonly ok: false; readonly message: string };

export interface DecodedLink {
  /** What could be read, with an error the part before the damage; null when nothing can be shown. */
  readonly link: Link | null;
  /** One sentence; empty when all is well. */
  readonly error: string;
}

/** Version of the form. */
export const LINK_VERSION = 1;
/** Longest fragment that is made, and longest that is read, in characters. */
export const MAX_LINK = 32_000;
/** From this length on a schedule is packed when that makes it shorter. */
const PACK_FROM = 400;
const BLOCK = 2_000;

const LESSON = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** Writes a link. Rejects nothing: a run that is too long for a link is a message. Throws RangeError for a lesson name no link can hold. */
export async function encodeLink(link: Link): Promise<EncodedLink> {
  if (link.lesson !== undefined && !LESSON.test(link.lesson))
    throw new RangeError(`"${link.lesson}" is not a lesson's name`);
  const parts: string[] = [];
  if (link.program !== undefined) {
    const text = `${link.program.file.replace(/\s+/g, ' ')}\n${link.program.source}`;
    parts.push(`p=${check(text)}${await pack(text)}`);
  }
  if (!isDefaultMachine(link.machine)) parts.push(`m=${formatMachine(link.machine)}`);
  const text = formatSchedule(link.schedule);
  if (text !== '') {
    const packed = text.length < PACK_FROM ? text : await packBlocks(text);
    parts.push(packed.length < text.length ? `z=${packed}` : `s=${text.replaceAll(' ', '_')}`);
  }
  if (link.cursor !== undefined) parts.push(`at=${link.cursor}`);
  const path = link.lesson === undefined ? '/play' : `/lesson/${link.lesson}`;
  if (parts.length === 0) return { ok: true, fragment: path };
  const body = `${path}?${parts.join('&')}`;
  const fragment = `${body}&c=${check(body)}`;
  if (fragment.length <= MAX_LINK) return { ok: true, fragment };
  const message = `This run is too long for a link: ${count(fragment.length)} characters, the limit is ${count(MAX_LINK)}. Save it as a trace file instead.`;
  return { ok: false, message };
}

/** Reads a fragment, with or without its `#`. Never rejects, and nothing in it is evaluated. */
export async function decodeLink(fragment: string): Promise<DecodedLink> {
  const text = undoPercents(fragment.replace(/^#/, '').slice(0, 3 * MAX_LINK));
  if (fragment.length > 3 * MAX_LINK || text.length > MAX_LINK) {
    return {
      link: null,
      error: `This link is too long: ${count(fragment.length)} characters, the limit is ${count(MAX_LINK)}.`,
    };
  }
  const query = text.indexOf('?');
  const path = query < 0 ? text : text.slice(0, query);
  const lesson = /^\/lesson\/([^/]+)$/.exec(path)?.[1];
  if (lesson === undefined ? path !== '/play' : !LESSON.test(lesson)) {
    return { link: null, error: 'This link does not lead to a lesson or to a program of Racecourse.' };
  }
  const where = lesson === undefined ? {} : { lesson };
  if (query < 0) return { link: { ...where, machine: defaultMachine, schedule: [] }, error: '' };
  const sum = /^(.*)&c=([0-9a-f]{8})[^0-9a-zA-Z]*$/s.exec(text);
  const body = sum?.[1] ?? text;
  const sound = sum !== null && check(body) === sum[2];
  const values = new Map<string, string>();
  for (const part of body.slice(query + 1).split('&')) {
    const equals = part.indexOf('=');
    if (equals > 0 && !values.has(part.slice(0, equals))) values.set(part.slice(0, equals), part.slice(equals + 1));
  }
  const version = values.get('v') ?? '1';
  if (/^\d{1,6}$/.test(version) && Number(version) > LINK_VERSION) {
    return {
      link: null,
      error: `This link has form ${version}; this Racecourse reads up to ${LINK_VERSION}. Reload the page to get the newest.`,
    };
  }
  return readValues(where, values, sound);
}

async function readValues(
  where: Pick<Link, 'lesson'>,
  values: Map<string, string>,
  sound: boolean,
): Promise<DecodedLink> {
  let problem = sound ? '' : 'it was cut off or changed on its way';
  const m = values.get('m');
  const machine = m === undefined ? defaultMachine : parseMachine(m);
  if (machine === undefined) problem = `the machine "${(m ?? '').slice(0, 40)}" is unknown`;
  const p = values.get('p');
  const program = p === undefined ? undefined : await readProgram(p);
  if (program === null) {
    const left = { ...where, machine: machine ?? defaultMachine, schedule: [] };
    return {
      link: where.lesson === undefined ? null : left,
      error: 'This link is damaged: its program cannot be read.',
    };
  }
  if (program === undefined && where.lesson === undefined) {
    return {
      link: null,
      error:
        problem === ''
          ? 'This link holds no program.'
          : `This link is damaged: ${problem}, and its program is missing.`,
    };
  }
  const z = values.get('z');
  const blocks = z === undefined ? null : await unpackBlocks(z);
  if (blocks !== null && !blocks.whole) problem ||= 'its schedule is cut off';
  const parsed = parseSchedule(blocks?.text ?? (values.get('s') ?? '').replaceAll('_', ' '));
  if (parsed.error !== null) problem ||= `its schedule cannot be read. ${parsed.error.message.replace(/\.$/, '')}`;
  const schedule = machine === undefined ? [] : parsed.steps;
  const at = values.get('at') ?? '';
  const cursor = problem === '' && /^\d{1,7}$/.test(at) ? { cursor: Number(at) } : {};
  const link: Link = { ...where, ...(program && { program }), machine: machine ?? defaultMachine, schedule, ...cursor };
  if (problem === '') return { link, error: '' };
  return { link, error: `This link is damaged: ${problem}. Its first ${count(schedule.length)} steps were kept.` };
}

/** The program of `p`, or null when it is damaged or too long. */
async function readProgram(p: string): Promise<Link['program'] | null> {
  const text = await unpack(p.slice(8), MAX_SOURCE * 4);
  const end = text?.indexOf('\n') ?? -1;
  if (text === null || end < 0 || text.length > MAX_SOURCE + 1_000 || check(text) !== p.slice(0, 8)) return null;
  return { file: text.slice(0, end), source: text.slice(end + 1) };
}

async function packBlocks(text: string): Promise<string> {
  const blocks: string[] = [];
  for (let at = 0; at < text.length; at += BLOCK) blocks.push(await pack(text.slice(at, at + BLOCK)));
  return blocks.join('.');
}

/** The blocks up to the first damaged one. */
async function unpackBlocks(packed: string): Promise<{ readonly text: string; readonly whole: boolean }> {
  let text = '';
  for (const block of packed.split('.')) {
    const piece = await unpack(block, BLOCK);
    if (piece === null) return { text, whole: false };
    text += piece;
  }
  return { text, whole: true };
}

const check = (text: string): string => digestOfText(text).slice(0, 8);

/** Undoes percent signs that a mail program may have put in; text that is no such thing stays. */
const undoPercents = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const count = (n: number): string => n.toLocaleString('en');

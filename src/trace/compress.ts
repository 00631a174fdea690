/**
 * Text in a link: UTF-8, deflated (RFC 1951, the platform's CompressionStream), base64url without padding (RFC 4648 §5).
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The characters of [A–Z a–z 0–9 - _] for a text. */
export async function pack(text: string): Promise<string> {
  const bytes = await pump(
    new TextEncoder().encode(text),
    new CompressionStream('deflate-raw'),
    Number.POSITIVE_INFINITY,
  );
  return toBase64(bytes ?? new Uint8Array());
}

/**
 * The text behind packed characters, or null when they are damaged or stand for more than `limit` bytes: what a
 * small link would blow up to is never computed. Never rejects.
 */
export async function unpack(packed: string, limit: number): Promise<string | null> {
  if (!/^[\w-]*$/.test(packed)) return null;
  const bytes = await pump(fromBase64(packed), new DecompressionStream('deflate-raw'), limit);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

/** Sends bytes through a stream; null when it fails or gives more than `limit` bytes. */
async function pump(
  input: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
  limit: number,
): Promise<Uint8Array | null> {
  const writer = through.writable.getWriter();
  const ignore = (): void => {}; // a failure shows on the reading side
  writer.write(input).catch(ignore);
  writer.close().catch(ignore);
  const reader = through.readable.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      chunks.push(next.value);
      length += next.value.length;
      if (length > limit) {
        reader.cancel().catch(ignore);
        return null;
      }
    }
  } catch {
    return null;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let k = 0; k < Math.min(4, left + 1); k++) text += ALPHABET.charAt((word >>> (18 - 6 * k)) & 63);
  }
  return text;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let word = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    word = ((word << 6) | ALPHABET.indexOf(text.charAt(i))) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = word >>> bits;
    }
  }
  return bytes;
}

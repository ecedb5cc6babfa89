// Reads bytes as the text that an editor wrote, and finds where text stops being JSON, for a sentence that helps to mend it.
// It never takes damaged letters for others.

import { orNull } from '../../shared/errors.ts';
import type { TextPlace } from '../../shared/preset/preset-fault.ts';

/** Strict: a lenient decoder would turn damaged letters into others and call them good. Both drop a byte order mark. */
const utf8 = new TextDecoder('utf-8', { fatal: true });
const utf16 = new TextDecoder('utf-16le', { fatal: true });
const windows = new TextDecoder('windows-1252');

/** UTF-16 is known by its byte order mark or, as JSON begins with a sign of ASCII, by the zero beside that. */
const utf16Of = (bytes: Buffer): Buffer | null => {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return null;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return bytes;
  const isSwapped = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  return isSwapped && bytes.length % 2 === 0 ? Buffer.from(bytes).swap16() : null;
};

/** Text in UTF-8 or UTF-16; null: it is neither. */
export const unicodeText = (bytes: Buffer): string | null =>
  orNull(() => {
    const wide = utf16Of(bytes);
    return wide === null ? utf8.decode(bytes) : utf16.decode(wide);
  });

/** Tab, line feed, form feed and carriage return are the only ones below the blank that texts have. */
const isText = (byte: number): boolean => byte >= 0x20 || [0x09, 0x0a, 0x0c, 0x0d].includes(byte);

/** Letters beyond ASCII as UTF-8 has them: such a text is not of an older encoding, but damaged. */
const UTF8_LETTER = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}/;

/** What was wrong with bytes that are no text; `place` null: nothing in them looks like text. */
type NoText = { readonly text: null; readonly place: TextPlace | null };

/** Line and column of a place in a text. */
const placeAt = (text: string, index: number): TextPlace => {
  const lines = text.slice(0, index).split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
};

/** Text that somebody wrote elsewhere: Unicode, or what Windows calls ANSI. */
export const writtenText = (bytes: Buffer): { readonly text: string } | NoText => {
  const text = unicodeText(bytes);
  if (text !== null) return { text };
  if (!bytes.every(isText)) return { text: null, place: null };
  if (!UTF8_LETTER.test(bytes.toString('latin1'))) return { text: windows.decode(bytes) };
  const damaged = bytes.toString('utf8');
  return { text: null, place: placeAt(damaged, damaged.indexOf('\ufffd')) };
};

const BLANKS = /[ \t\n\r]*/y;
const TOKEN =
  /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/uy;

/** What may come next: `key?` and `value?` may also be the end of what is open. */
type Next = 'key' | 'key?' | 'colon' | 'value' | 'value?' | 'comma';

/** What may come after a token; null: it cannot stand there. `open` has the brackets that are open, and is changed. */
const nextAfter = (token: string, next: Next, open: string[]): Next | null => {
  const isValue = next === 'value' || next === 'value?';
  const isKey = next === 'key' || next === 'key?';
  switch (token) {
    case '{':
    case '[':
      if (!isValue) return null;
      open.push(token);
      return token === '{' ? 'key?' : 'value?';
    case '}':
    case ']': {
      const ends = token === '}' ? 'key?' : 'value?';
      const isOpen = open.pop() === (token === '}' ? '{' : '[');
      return isOpen && (next === 'comma' || next === ends) ? 'comma' : null;
    }
    case ',':
      if (next !== 'comma' || open.length === 0) return null;
      return open.at(-1) === '{' ? 'key' : 'value';
    case ':':
      return next === 'colon' ? 'value' : null;
    default:
      if (isKey) return token.startsWith('"') ? 'colon' : null;
      return isValue ? 'comma' : null;
  }
};

/** The first place at which a text cannot be JSON any more; its end where something is missing. */
export const jsonBreaksAt = (text: string): TextPlace => {
  const open: string[] = [];
  let next: Next = 'value';
  let at = 0;
  for (;;) {
    BLANKS.lastIndex = at;
    at += BLANKS.exec(text)?.[0].length ?? 0;
    TOKEN.lastIndex = at;
    const token: string | undefined = TOKEN.exec(text)?.[0];
    const after: Next | null = token === undefined ? null : nextAfter(token, next, open);
    if (token === undefined || after === null) return placeAt(text, at);
    next = after;
    at += token.length;
  }
};

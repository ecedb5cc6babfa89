// Numbers, times and lists as English writes them. Minutes are whole and never promise more than is left.

/** A clock time, as 14:40. */
export const clock = (wallMs: number): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(wallMs);

const dayOf = (wallMs: number): number => new Date(wallMs).setHours(0, 0, 0, 0);

/** A clock time and its day, as `today, 14:40`, `yesterday, 9:05` or `22 November, 14:40`. */
export const clockOn = (wallMs: number, nowMs: number): string => {
  const days = Math.round((dayOf(nowMs) - dayOf(wallMs)) / 86_400_000);
  const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' }).format(wallMs);
  return `${days === 0 ? 'today' : days === 1 ? 'yesterday' : date}, ${clock(wallMs)}`;
};

/** Whole minutes that have gone by, as `38 min`. */
export const minutesGone = (ms: number): string => `${Math.max(0, Math.floor(ms / 60_000))} min`;

/** Whole minutes that are left, rounded up, as `82 min`. */
export const minutesLeft = (ms: number): string => `${Math.max(0, Math.ceil(ms / 60_000 - 1e-6))} min`;

/** A length in hours and minutes, as `2 h 41 min`. */
export const span = (ms: number): string => {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes} min`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
};

/** How long ago, as `40 s ago`, `3 min ago`, `2 h 5 min ago` or `4 days ago`. */
export const ago = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 5) return 'just now';
  if (seconds < 90) return `${seconds} s ago`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 48 * 60 ? `${span(minutes * 60_000)} ago` : `${Math.floor(minutes / 1440)} days ago`;
};

/** A minute of the score, as `40 min`; before the dose mark with a true minus. */
export const minute = (minutes: number): string => (minutes < 0 ? `\u2212${-minutes} min` : `${minutes} min`);

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** A small number in letters. */
export const inLetters = (count: number): string => NUMBERS[count] ?? String(count);

/** `one lamp`, `six lamps`: a count in figures with its noun. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A count with thin spaces between its thousands, as `4 021`. */
export const inThousands = (count: number): string =>
  String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/g, '\u202f');

/** `10, 20 and 30`. */
export const listed = (items: readonly (string | number)[]): string => {
  const last = items.at(-1);
  if (last === undefined) return '';
  return items.length === 1 ? String(last) : `${items.slice(0, -1).join(', ')} and ${last}`;
};

/** Two names at most and how many more: `Desk lamp, Door lamp and 3 more`. */
export const named = (names: readonly string[]): string =>
  names.length <= 2 ? listed(names) : listed([...names.slice(0, 2), `${names.length - 2} more`]);

/** A percentage, as `3 %`: whole, except below 1 %. */
export const percent = (value: number): string => {
  const shown = value > 0 && value < 1 ? Math.max(0.1, Math.round(value * 10) / 10) : Math.round(value);
  return `${shown}\u202f%`;
};

/** In quotation marks. */
export const quoted = (text: string): string => `\u201c${text}\u201d`;

/** With a capital, as at the beginning of a line. */
export const capital = (text: string): string => text.replace(/^./, (letter) => letter.toUpperCase());

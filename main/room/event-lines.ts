// The event lines of a practice run: one line of JSON on standard output for everything that happens, in seconds of
// session time. For people and programs that watch a run; Stillroom never reads them.

import type { Found } from './faults.ts';
import type { Told } from './room.ts';

/** An event line's fields but `at`. */
type Fields = Readonly<Record<string, string | number | boolean | null>> & { readonly kind: string };

const round = (value: number, places = 1): number => Number(value.toFixed(places));

const lookFields = ({ path, role, at }: Told & { kind: 'look' }): Fields => {
  const tint =
    'warmthK' in path.to
      ? { warmthK: Math.round(path.to.warmthK) }
      : { x: round(path.to.colour.x, 3), y: round(path.to.colour.y, 3) };
  return {
    kind: 'look',
    role,
    brightnessPct: round(path.to.brightnessPct),
    ...tint,
    fadeS: round(Math.max(0, path.reachAt - at) / 1000),
  };
};

const fieldsOf = (told: Told): Fields => {
  switch (told.kind) {
    case 'look':
      return lookFields(told);
    case 'sound':
      return { kind: 'sound', levelDb: told.levelDb, fadeS: round(told.overMs / 1000) };
    default: {
      const { at: _, ...fields } = told;
      return fields;
    }
  }
};

export type EventLines = ReturnType<typeof openEventLines>;

/** Event lines in seconds from the latest Start; what comes before the first is at 0. */
export const openEventLines = (write: (line: string) => void) => {
  let startedAt: number | null = null;
  const line = (at: number, fields: Fields): void => {
    const seconds = startedAt === null ? 0 : Math.max(0, (at - startedAt) / 1000);
    write(`${JSON.stringify({ at: round(seconds, 3), ...fields })}\n`);
  };
  return {
    told: (told: Told): void => {
      if (told.kind === 'session' && told.what === 'started') startedAt = told.at;
      line(told.at, fieldsOf(told));
    },
    fault: (at: number, { code, about }: Found, isOver: boolean): void =>
      line(at, { kind: 'fault', code, about, isOver }),
    track: (at: number, title: string, playlist: string): void =>
      line(at, { kind: 'sound', track: title, playlist }),
  };
};

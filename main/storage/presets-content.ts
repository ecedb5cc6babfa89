// What presets.json holds, read and as text: the user's own presets, what the built-in ones play, and when each was
// used last. It never drops a preset that it cannot use without saying that the file was not good as it was.

import * as v from 'valibot';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { musicOf, type Preset, type PresetMusic, PresetMusicSchema } from '../../shared/preset/preset.ts';
import type { NoticeBoard } from './notices.ts';
import { calledOf, checkPreset } from './preset-check.ts';
import { isJsonObject, type JsonObject } from './quarantine.ts';

/** The version of the file; each preset in it has one of its own. */
export const FILE_VERSION = 1;

/** A preset of the file: one that is offered, or one of a newer version that is only carried along. */
export type Entry =
  | { readonly kind: 'preset'; readonly preset: Preset }
  | { readonly kind: 'newer'; readonly raw: unknown };

export interface Content {
  readonly entries: readonly Entry[];
  /** What each built-in preset plays instead of its usual music. */
  readonly music: Readonly<Record<string, PresetMusic>>;
  /** Wall ms of the last Start of each preset that was ever started, by id. */
  readonly lastUsed: Readonly<Record<string, number>>;
  /** Fields of the file that this version does not know. */
  readonly unknown: JsonObject;
}

/** What was read, and whether it has to be written anew because something was completed or left out. */
export interface Read extends Content {
  readonly isChanged: boolean;
  /** True when a part of the file had a shape that could not be used at all. */
  readonly isMisshapen: boolean;
}

/** What there is while there is no file. */
export const EMPTY: Read = {
  ...{ entries: [], music: {}, lastUsed: {}, unknown: {} },
  ...{ isChanged: false, isMisshapen: false },
};

/** The id of an entry, also of one that is only carried along. */
export const idOf = (entry: Entry): string => {
  if (entry.kind === 'preset') return entry.preset.id;
  const { id }: JsonObject = isJsonObject(entry.raw) ? entry.raw : {};
  return String(id);
};

/** The ids that no other preset may have. */
export const takenIds = (entries: readonly Entry[]): Set<string> =>
  new Set([...BUILT_IN_PRESETS.map(({ id }) => id), ...entries.map(idOf)]);

const readEntries = (raws: readonly unknown[], notices: NoticeBoard) => {
  const entries: Entry[] = [];
  const taken = takenIds([]);
  let isChanged = false;
  for (const [i, raw] of raws.entries()) {
    const checked = checkPreset(raw, taken);
    isChanged ||= checked.kind !== 'good' && checked.kind !== 'newer';
    switch (checked.kind) {
      case 'newer':
        notices.tell('presetNewer', calledOf(raw, i + 1));
        entries.push({ kind: 'newer', raw });
        break;
      case 'unreadable':
        notices.tell('presetUnreadable', calledOf(raw, i + 1));
        continue;
      case 'completed':
      case 'renamed':
        notices.tell('presetCompleted', checked.preset.label);
        entries.push({ kind: 'preset', preset: checked.preset });
        break;
      case 'good':
        entries.push({ kind: 'preset', preset: checked.preset });
    }
    for (const entry of entries.slice(-1)) taken.add(idOf(entry));
  }
  return { entries, isChanged };
};

/** Older files say only which playlist a built-in preset plays. */
const ofPlaylist = (id: string, playlist: unknown): unknown => {
  const preset = BUILT_IN_PRESETS.find((one) => one.id === id);
  return preset === undefined ? { playlist } : { ...musicOf(preset), playlist };
};

const readMusic = (music: JsonObject, playlists: JsonObject): Content['music'] => {
  const older = Object.entries(playlists).map(([id, playlist]) => [id, ofPlaylist(id, playlist)] as const);
  const chosen = [...older, ...Object.entries(music)].flatMap(([id, raw]) => {
    const parsed = v.safeParse(PresetMusicSchema, raw);
    return parsed.success ? [[id, parsed.output] as const] : [];
  });
  return Object.fromEntries(chosen);
};

const isInstant = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** Reads what the file holds; notices tell what was not good as it was. */
export const readContent = (document: JsonObject, notices: NoticeBoard): Read => {
  const { version, presets = [], playlists = {}, music = {}, lastUsed = {}, ...unknown } = document;
  const { entries, isChanged } = readEntries(Array.isArray(presets) ? presets : [], notices);
  const older = isJsonObject(playlists) ? playlists : {};
  const newer = isJsonObject(music) ? music : {};
  const chosen = readMusic(newer, older);
  const used = Object.entries(isJsonObject(lastUsed) ? lastUsed : {});
  const goodUsed = used.filter((pair): pair is [string, number] => isInstant(pair[1]));
  const isMisshapen =
    !Array.isArray(presets) ||
    ![playlists, music, lastUsed].every(isJsonObject) ||
    Object.keys(chosen).length < new Set([...Object.keys(older), ...Object.keys(newer)]).size ||
    goodUsed.length < used.length;
  return {
    ...{ entries, music: chosen, lastUsed: Object.fromEntries(goodUsed), unknown },
    ...{ isChanged: isChanged || isMisshapen, isMisshapen },
  };
};

/** So many presets are turned into text at once: about a ms of work. */
const PRESETS_A_PIECE = 100;

/** The file's text, a preset a line, in pieces that take no time to make. */
export function* textOf({ entries, music, lastUsed, unknown }: Content): Generator<string> {
  const used = Object.keys(lastUsed).length === 0 ? {} : { lastUsed };
  const head = JSON.stringify({ ...unknown, version: FILE_VERSION, music, ...used });
  yield `${head.slice(0, -1)},"presets":[`;
  for (let i = 0; i < entries.length; i += PRESETS_A_PIECE) {
    const lines = entries
      .slice(i, i + PRESETS_A_PIECE)
      .map((entry) => JSON.stringify(entry.kind === 'preset' ? entry.preset : entry.raw));
    yield `${i === 0 ? '' : ','}\n${lines.join(',\n')}`;
  }
  yield '\n]}\n';
}

// What presets.json holds, read and as text: the user's own presets, the music of the built-in ones, and when each was
// used last. It never drops a preset without saying so.

import * as v from 'valibot';
import type { EarlierPresets } from '../../shared/ipc/earlier.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { musicOf, type Preset, type PresetMusic, PresetMusicSchema } from '../../shared/preset/preset.ts';
import { isJsonObject, type JsonObject, type Understood } from './json-file.ts';
import type { NoticeBoard } from './notices.ts';
import { calledOf, checkPreset } from './preset-check.ts';
import { entryOf, fieldsOf, recordOf } from './tolerant-reading.ts';

/** The version of the file; each preset in it has its own. */
export const FILE_VERSION = 1;

/** A preset of the file. `preset` null: it has a newer version, so it is not offered but stays in the file. */
export interface Entry {
  readonly id: string;
  readonly preset: Preset | null;
  /** As it is written. */
  readonly raw: unknown;
}

export interface Content {
  readonly entries: readonly Entry[];
  /** What each built-in preset plays instead of its usual music. */
  readonly music: Readonly<Record<string, PresetMusic>>;
  /** Wall ms of the last Start of each preset that was ever started, by id. */
  readonly lastUsed: Readonly<Record<string, number>>;
  /** Fields of the file that this version does not know. */
  readonly unknown: JsonObject;
}

/** What there is while there is no file. */
export const EMPTY: Content = { entries: [], music: {}, lastUsed: {}, unknown: {} };

export const entryOfPreset = (preset: Preset): Entry => ({ id: preset.id, preset, raw: preset });

/** The ids that no other preset may have. */
export const takenIds = (entries: readonly Entry[]): Set<string> =>
  new Set([...BUILT_IN_PRESETS.map(({ id }) => id), ...entries.map(({ id }) => id)]);

const idIn = (raw: unknown): unknown => (isJsonObject(raw) ? raw.id : undefined);

const readEntries = (raws: readonly unknown[], tell: NoticeBoard['tell']) => {
  const entries: Entry[] = [];
  const taken = takenIds([]);
  let isChanged = false;
  for (const [i, raw] of raws.entries()) {
    const checked = checkPreset(raw, taken);
    isChanged ||= checked.kind !== 'good' && checked.kind !== 'newer';
    if (checked.kind === 'unreadable') {
      tell('presetUnreadable', calledOf(raw, i + 1));
      continue;
    }
    const isNewer = checked.kind === 'newer';
    if (isNewer) tell('presetNewer', calledOf(raw, i + 1));
    else if (checked.kind !== 'good') tell('presetCompleted', checked.preset.label);
    const entry = isNewer ? { id: String(idIn(raw)), preset: null, raw } : entryOfPreset(checked.preset);
    entries.push(entry);
    taken.add(entry.id);
  }
  return { entries, isChanged };
};

/** Older files only say which playlist a built-in preset plays. */
const musicOfPlaylist = (id: string, playlist: unknown): unknown => {
  const preset = BUILT_IN_PRESETS.find((one) => one.id === id);
  return preset === undefined ? { playlist } : { ...musicOf(preset), playlist };
};

const readFigures = fieldsOf<Pick<Content, 'music' | 'lastUsed'>>({
  music: recordOf(entryOf(PresetMusicSchema)),
  lastUsed: recordOf(entryOf(v.pipe(v.number(), v.finite()))),
});

/** Reads what the file holds. What was wrong with a preset is told of that preset. */
export const readContent = (found: JsonObject, tell: NoticeBoard['tell']): Understood<Content> => {
  const { version, presets = [], playlists = {}, music = {}, lastUsed, ...unknown } = found;
  const { entries, isChanged } = readEntries(Array.isArray(presets) ? presets : [], tell);
  const older = Object.entries(isJsonObject(playlists) ? playlists : {});
  const ofOlder = Object.fromEntries(older.map(([id, playlist]) => [id, musicOfPlaylist(id, playlist)]));
  const figures = readFigures({ music: isJsonObject(music) ? { ...ofOlder, ...music } : music, lastUsed });
  const isMisshapen = !Array.isArray(presets) || !isJsonObject(playlists) || figures.isBad;
  return {
    value: { entries, ...figures.value, unknown },
    isBad: isChanged || isMisshapen,
    isTold: !isMisshapen,
  };
};

/** Whether staff changed something between two contents; that a preset was used is no change of theirs. */
export const isChanged = (before: Content, after: Content): boolean =>
  before.entries !== after.entries || before.music !== after.music;

/** The file without the plans of these presets; null when it has none of them. */
export const withoutPlans = (json: JsonObject, ids: ReadonlySet<string>): JsonObject | null => {
  const { presets } = json;
  if (!Array.isArray(presets)) return null;
  const isMeant = (raw: unknown): raw is JsonObject =>
    isJsonObject(raw) && typeof raw.id === 'string' && ids.has(raw.id) && raw.plan != null;
  if (!presets.some(isMeant)) return null;
  return { ...json, presets: presets.map((raw) => (isMeant(raw) ? { ...raw, plan: null } : raw)) };
};

/** Text and label of each preset by id, as far as an edited file says. */
const textsOf = (raws: readonly unknown[]): ReadonlyMap<string, { text: string; label: string }> =>
  new Map(
    raws
      .filter(isJsonObject)
      .map((raw, i) => [
        typeof raw.id === 'string' ? raw.id : `${i}`,
        { text: JSON.stringify(raw), label: calledOf(raw, i + 1) },
      ]),
  );

/** What differs between a file as it was and what there is now, by labels. */
export const changesSince = (
  json: JsonObject,
  { entries, music }: Content,
): Omit<EarlierPresets, 'id' | 'untilWallMs'> => {
  const before = textsOf(Array.isArray(json.presets) ? json.presets : []);
  const after = textsOf(entries.map(({ raw }) => raw));
  const musicBefore = isJsonObject(json.music) ? json.music : {};
  const others = BUILT_IN_PRESETS.filter(
    ({ id }) => JSON.stringify(musicBefore[id]) !== JSON.stringify(music[id]),
  );
  const labelsOf = (of: typeof before, isMeant: (id: string) => boolean): readonly string[] =>
    [...of].flatMap(([id, { label }]) => (isMeant(id) ? [label] : []));
  return {
    changed: [
      ...others.map(({ label }) => label),
      ...labelsOf(after, (id) => before.has(id) && before.get(id)?.text !== after.get(id)?.text),
    ],
    added: labelsOf(after, (id) => !before.has(id)),
    removed: labelsOf(before, (id) => !after.has(id)),
  };
};

/** This many presets are turned into text at once, which takes about 1 ms. */
const PRESETS_A_PIECE = 100;

/** All that the file holds but the presets. */
const headOf = ({ music, lastUsed, unknown }: Content): JsonObject => {
  const used = Object.keys(lastUsed).length === 0 ? {} : { lastUsed };
  return { ...unknown, version: FILE_VERSION, music, ...used };
};

/** All that the file holds. */
export const documentOf = (content: Content): JsonObject => ({
  ...headOf(content),
  presets: content.entries.map(({ raw }) => raw),
});

/** The file's text, one preset a line, in pieces that are quick to make. */
export function* textOf(content: Content): Generator<string> {
  const { entries } = content;
  const head = JSON.stringify(headOf(content));
  yield `${head.slice(0, -1)},"presets":[`;
  for (let i = 0; i < entries.length; i += PRESETS_A_PIECE) {
    const lines = entries.slice(i, i + PRESETS_A_PIECE).map(({ raw }) => JSON.stringify(raw));
    yield `${i === 0 ? '' : ','}\n${lines.join(',\n')}`;
  }
  yield '\n]}\n';
}

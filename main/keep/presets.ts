// Keeps the presets: the built-in ones, which never change but for the music they play, and the user's own in
// presets.json. It never drops a preset from disk that it cannot use without putting the file aside first.

import * as v from 'valibot';
import { BUILT_IN_PRESETS } from '../../shared/built-in-presets.ts';
import {
  minutesAfterDose,
  musicOf,
  type Preset,
  type PresetMusic,
  PresetMusicSchema,
} from '../../shared/preset.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Notice, PresetSummary, PresetView } from '../../shared/snapshot.ts';
import { openKeptFile } from './kept-file.ts';
import { type NoticeBoard, openNotices } from './notices.ts';
import { calledOf, checkPreset } from './preset-check.ts';
import { isJsonObject, type JsonObject } from './set-aside.ts';
import type { OpenStore } from './store.ts';

/** The version of the file; each preset in it has one of its own. */
const FILE_VERSION = 1;

export interface PresetsParts {
  readonly folder: string;
  readonly openStore: OpenStore;
  readonly now?: () => Date;
}

export interface Presets {
  /** The built-in ones first, then the user's in the order of the file. */
  readonly all: () => readonly PresetView[];
  readonly find: (id: string) => Preset | null;
  /** Grows with every change. */
  readonly revision: () => number;
  readonly summaries: () => readonly PresetSummary[];
  readonly view: (id: string) => PresetView | null;
  /** Takes in what was read from an imported file; an older one is completed, and a taken id replaced. */
  readonly add: (raw: unknown) => Result<Preset, 'presetUnreadable' | 'presetNewer'>;
  /** The music that a preset plays from now on. */
  readonly chooseMusic: (id: string, music: PresetMusic) => Result<null, 'unknownPreset'>;
  readonly notices: () => readonly Notice[];
  readonly dismiss: (noticeId: string) => void;
  /** True when its last writing failed. */
  readonly isFailing: () => boolean;
}

/** A preset of the file: one that is offered, or one of a newer version that is only carried along. */
type Entry =
  | { readonly kind: 'preset'; readonly preset: Preset }
  | { readonly kind: 'newer'; readonly raw: unknown };

type ChosenMusic = Readonly<Record<string, PresetMusic>>;

interface Content {
  readonly entries: readonly Entry[];
  /** What each built-in preset plays instead of its usual music. */
  readonly music: ChosenMusic;
  /** Fields of the file that this version does not know. */
  readonly unknown: JsonObject;
}

/** What was read, and whether it has to be written anew because something was completed or left out. */
interface Read extends Content {
  readonly isChanged: boolean;
  /** True when a part of the file had a shape that could not be used at all. */
  readonly isMisshapen: boolean;
}

const builtInIds = BUILT_IN_PRESETS.map(({ id }) => id);

const idsOf = (entries: readonly Entry[]): ReadonlySet<string> => {
  const own = entries.map((entry) => {
    if (entry.kind === 'preset') return entry.preset.id;
    const { id }: JsonObject = isJsonObject(entry.raw) ? entry.raw : {};
    return String(id);
  });
  return new Set([...builtInIds, ...own]);
};

/** Older files say only which playlist a built-in preset plays. */
const ofPlaylist = (id: string, playlist: unknown): unknown => {
  const preset = BUILT_IN_PRESETS.find((one) => one.id === id);
  return preset === undefined ? { playlist } : { ...musicOf(preset), playlist };
};

const readMusic = (music: JsonObject, playlists: JsonObject): ChosenMusic => {
  const older = Object.entries(playlists).map(([id, playlist]) => [id, ofPlaylist(id, playlist)] as const);
  const chosen = [...older, ...Object.entries(music)].flatMap(([id, raw]) => {
    const parsed = v.safeParse(PresetMusicSchema, raw);
    return parsed.success ? [[id, parsed.output] as const] : [];
  });
  return Object.fromEntries(chosen);
};

const readContent = (document: JsonObject, notices: NoticeBoard): Read => {
  const { version, presets = [], playlists = {}, music = {}, ...unknown } = document;
  const raws: readonly unknown[] = Array.isArray(presets) ? presets : [];
  const entries: Entry[] = [];
  let isChanged = false;
  for (const [i, raw] of raws.entries()) {
    const checked = checkPreset(raw, idsOf(entries));
    switch (checked.kind) {
      case 'newer':
        notices.tell('presetNewer', calledOf(raw, i + 1));
        entries.push({ kind: 'newer', raw });
        break;
      case 'unreadable':
        notices.tell('presetUnreadable', calledOf(raw, i + 1));
        isChanged = true;
        break;
      case 'completed':
      case 'renamed':
        notices.tell('presetCompleted', checked.preset.label);
        isChanged = true;
        entries.push({ kind: 'preset', preset: checked.preset });
        break;
      case 'good':
        entries.push({ kind: 'preset', preset: checked.preset });
    }
  }
  const older = isJsonObject(playlists) ? playlists : {};
  const newer = isJsonObject(music) ? music : {};
  const chosen = readMusic(newer, older);
  const isMisshapen =
    !Array.isArray(presets) ||
    !isJsonObject(playlists) ||
    !isJsonObject(music) ||
    Object.keys(chosen).length < new Set([...Object.keys(older), ...Object.keys(newer)]).size;
  return { entries, music: chosen, unknown, isChanged: isChanged || isMisshapen, isMisshapen };
};

const EMPTY: Read = { entries: [], music: {}, unknown: {}, isChanged: false, isMisshapen: false };

/** Opens presets.json in the folder. Never throws; what went wrong is in the notices. */
export const openPresets = ({ folder, openStore, now = () => new Date() }: PresetsParts): Presets => {
  const notices = openNotices('presets');
  const file = openKeptFile({ folder, name: 'presets', openStore, now });
  const fileName = 'presets.json';
  const read = file.found === null ? EMPTY : readContent(file.found, notices);
  let content: Content = read;

  /** Writes what is held now. Answers the name under which the file before it was put aside. */
  const save = (): string | null => {
    const { entries, music, unknown } = content;
    const presets = entries.map((entry) => (entry.kind === 'preset' ? entry.preset : entry.raw));
    const { isWritten, aside } = file.write({ ...unknown, version: FILE_VERSION, music, presets });
    if (isWritten) notices.worked();
    else notices.failed(fileName);
    return aside;
  };

  let revision = 1;

  const change = (changed: Content): void => {
    content = changed;
    revision += 1;
    const aside = save();
    if (aside !== null) notices.tell('presetsSetAside', aside);
  };

  if (file.wasUnusable) notices.tell('presetsSetAside', file.aside ?? fileName);
  const { version }: JsonObject = file.found ?? {};
  if (read.isChanged || (version !== undefined && version !== FILE_VERSION)) file.distrust();
  if (read.isChanged) {
    const aside = save();
    if (read.isMisshapen) notices.tell('presetsSetAside', aside ?? fileName);
  }

  const builtIn = (): readonly Preset[] =>
    BUILT_IN_PRESETS.map((preset) => ({ ...preset, ...content.music[preset.id] }));
  const own = (): readonly Preset[] =>
    content.entries.flatMap((entry) => (entry.kind === 'preset' ? [entry.preset] : []));

  const all = (): readonly PresetView[] => [
    ...builtIn().map((preset) => ({ ...preset, isBuiltIn: true })),
    ...own().map((preset) => ({ ...preset, isBuiltIn: false })),
  ];

  return {
    all,
    revision: () => revision,
    summaries: () =>
      all().map((preset) => ({
        ...{ id: preset.id, label: preset.label, kind: preset.kind, isBuiltIn: preset.isBuiltIn },
        minutes: minutesAfterDose(preset),
        lastUsedAt: null,
      })),
    view: (id) => all().find((preset) => preset.id === id) ?? null,
    find: (id) => [...builtIn(), ...own()].find((preset) => preset.id === id) ?? null,
    add: (raw) => {
      const checked = checkPreset(raw, idsOf(content.entries));
      if (!('preset' in checked)) return fail(checked.kind === 'newer' ? 'presetNewer' : 'presetUnreadable');
      const { preset } = checked;
      if (checked.kind === 'completed') notices.tell('presetCompleted', preset.label);
      change({ ...content, entries: [...content.entries, { kind: 'preset', preset }] });
      return ok(preset);
    },
    chooseMusic: (id, chosen) => {
      const music = musicOf(chosen);
      if (builtInIds.includes(id)) {
        change({ ...content, music: { ...content.music, [id]: music } });
        return ok(null);
      }
      if (!content.entries.some((entry) => entry.kind === 'preset' && entry.preset.id === id)) {
        return fail('unknownPreset');
      }
      const entries = content.entries.map((entry) =>
        entry.kind === 'preset' && entry.preset.id === id
          ? { ...entry, preset: { ...entry.preset, ...music } }
          : entry,
      );
      change({ ...content, entries });
      return ok(null);
    },
    notices: notices.all,
    dismiss: notices.dismiss,
    isFailing: notices.isFailing,
  };
};

// Keeps the presets: the built-in ones, of which only the music can be changed, and the user's own in presets.json. It
// never removes a preset that it cannot use without putting the file aside first.

import { setImmediate as pause } from 'node:timers/promises';
import type { EarlierPresets, TakenOver } from '../../shared/ipc/earlier.ts';
import { type PresetSummary, type PresetView, plainPreset } from '../../shared/ipc/snapshot.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { minutesAfterDose, musicOf, type Preset, type PresetMusic } from '../../shared/preset/preset.ts';
import type { PresetFault } from '../../shared/preset/preset-fault.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { openEarlier } from './earlier.ts';
import { type JsonObject, openJsonFile } from './json-file.ts';
import { checkPreset, freshId } from './preset-check.ts';
import {
  type Content,
  changesSince,
  documentOf,
  EMPTY,
  entryOfPreset,
  FILE_VERSION,
  isChanged,
  readContent,
  takenIds,
  textOf,
  withoutPlans,
} from './presets-content.ts';

/** A change is offered at once; its promise resolves when it is on the disk, or could not be written and was told. */
export type Presets = ReturnType<typeof openPresets>;

/** What was added, or why it was not. */
type Added = Result<Preset, 'presetUnreadable' | 'presetNewer'> & { readonly fault?: PresetFault };

/** Changes that nobody waits for are one write within this time (ms of real time). */
export const PRESETS_DELAY_MS = 250;

const isBuiltIn = (id: string): boolean => BUILT_IN_PRESETS.some((preset) => preset.id === id);

/** A preset as it is offered, whole and in the list. */
interface Offer {
  readonly view: PresetView;
  readonly summary: PresetSummary;
}

/** Each own preset's, made once, so that thousands are listed quickly. */
const offers = new WeakMap<Preset, Offer>();

const offerOf = (preset: Preset, isBuiltIn: boolean, lastUsedAt: number | null): Offer => {
  const known = offers.get(preset);
  if (known?.summary.lastUsedAt === lastUsedAt) return known;
  const { id, label, kind } = preset;
  const summary = { id, label, kind, isBuiltIn, minutes: minutesAfterDose(preset), lastUsedAt };
  const offer = { view: known?.view ?? { ...preset, isBuiltIn }, summary };
  offers.set(preset, offer);
  return offer;
};

/** All that is offered of a content: the built-in presets first. */
const offeredOf = ({ entries, music, lastUsed }: Content) => {
  // A preset may be called constructor, which every object has.
  const usedAt = ({ id }: Preset): number | null =>
    Object.hasOwn(lastUsed, id) ? (lastUsed[id] ?? null) : null;
  const builtIn = BUILT_IN_PRESETS.map((preset) => ({ ...preset, ...music[preset.id] }));
  const own = entries.flatMap(({ preset }) => (preset === null ? [] : [preset]));
  const offered = [
    ...builtIn.map((preset) => offerOf(preset, true, usedAt(preset))),
    ...own.map((preset) => offerOf(preset, false, usedAt(preset))),
  ];
  return {
    all: offered.map(({ view }) => view),
    byId: new Map(offered.map(({ view }) => [view.id, view])),
    summaries: offered.map(({ summary }) => summary),
  };
};

/** Opens presets.json in the folder. Never throws; notices say what went wrong. */
export const openPresets = (folder: string, now = () => new Date()) => {
  const earlier = openEarlier(folder, 'presets', FILE_VERSION, now);
  const file = openJsonFile<Content>({
    folder,
    name: 'presets',
    version: FILE_VERSION,
    empty: EMPTY,
    read: readContent,
    text: textOf,
    delayMs: PRESETS_DELAY_MS,
    isLarge: true,
    now,
    replacing: (before, after, place) => {
      if (!isChanged(before, after)) return;
      earlier.keep(place);
      // The free text of a plan is on the disk only as long as its preset.
      const here = new Set(after.entries.map(({ id }) => id));
      const gone = new Set(before.entries.flatMap(({ id }) => (here.has(id) ? [] : [id])));
      if (gone.size > 0) earlier.takeOut((json) => withoutPlans(json, gone));
    },
  });
  let content = file.found;
  let offered: ReturnType<typeof offeredOf> | null = null;
  let revision = 1;
  /** Where a removed preset was and when it was used, so that it can be restored. */
  const removed = new Map<string, { readonly place: number; readonly usedAt: number | undefined }>();
  /** Plans of presets that are gone, which no version on the disk has any more; until the program ends. */
  const plans = new Map<string, Preset['plan']>();
  /** What there was before somebody went back, until something else is changed. */
  let beforeGoingBack: Content | null = null;

  /** Offers what is changed from now on. Nobody need wait for it. */
  const note = (changed: Partial<Content>): void => {
    beforeGoingBack = null;
    content = { ...content, ...changed };
    offered = null;
    revision += 1;
    file.write(content);
  };

  /** Does the same; resolves when it is on the disk, or could not be written and was told. */
  const change = (changed: Partial<Content>): Promise<void> => {
    note(changed);
    return file.kept();
  };

  /** Changes presets, and remembers the plans of those that are dropped. */
  const replaceAll = (changed: Partial<Content> & Pick<Content, 'entries'>): Promise<void> => {
    const here = new Set(changed.entries.map(({ id }) => id));
    for (const { id, preset } of content.entries) {
      if (!here.has(id) && preset?.plan) plans.set(id, preset.plan);
    }
    return change(changed);
  };

  /** Makes everything what was read, keeps the present as a version, and remembers it. */
  const become = async ({ entries, music }: Pick<Content, 'entries' | 'music'>): Promise<void> => {
    const before = content;
    earlier.need();
    const done = replaceAll({ entries, music });
    beforeGoingBack = before;
    await done;
  };

  const offer = () => {
    offered ??= offeredOf(content);
    return offered;
  };
  const placeOf = (wanted: string): number => content.entries.findIndex(({ id }) => id === wanted);
  const replace = (place: number, preset: Preset): Promise<void> =>
    change({ entries: content.entries.with(place, entryOfPreset(preset)) });

  const insert = (preset: Preset): Promise<void> => {
    const { place = content.entries.length, usedAt } = removed.get(preset.id) ?? {};
    removed.delete(preset.id);
    const entries = content.entries.toSpliced(place, 0, entryOfPreset(preset));
    const lastUsed = usedAt === undefined ? content.lastUsed : { ...content.lastUsed, [preset.id]: usedAt };
    return change({ entries, lastUsed });
  };

  return {
    /** The built-in ones first, then the user's in the order of the file; the same list until something changes. */
    all: (): readonly PresetView[] => offer().all,
    count: (): number => offer().all.length,
    /** Grows with every change. */
    revision: (): number => revision,
    /** All presets as a list shows them; the same list until something changes. */
    summaries: (): readonly PresetSummary[] => offer().summaries,
    view: (id: string): PresetView | null => offer().byId.get(id) ?? null,
    find: (id: string): Preset | null => {
      const view = offer().byId.get(id);
      return view === undefined ? null : plainPreset(view);
    },
    /** Adds what was read from an imported file. An older preset is completed, and a taken id replaced. */
    add: async (raw: unknown): Promise<Added> => {
      const checked = checkPreset(raw, takenIds(content.entries));
      if (checked.kind === 'newer') return fail('presetNewer');
      if (checked.kind === 'unreadable') {
        const { fault } = checked;
        return { ...fail('presetUnreadable'), ...(fault === null ? {} : { fault }) };
      }
      const { preset } = checked;
      if (checked.kind === 'completed') file.tell('presetCompleted', preset.label);
      await change({ entries: [...content.entries, entryOfPreset(preset)] });
      return ok(preset);
    },
    /**
     * Keeps an own preset: a new one at the end, a changed one where it is, a removed one where it was. Returns its id,
     * which is a fresh one only when a preset of a newer version already has the given one.
     */
    save: async (given: Preset): Promise<Result<string, 'builtInPreset'>> => {
      if (isBuiltIn(given.id)) return fail('builtInPreset');
      const place = placeOf(given.id);
      const isNewer = content.entries[place]?.preset === null;
      const id = isNewer ? freshId(given.label, takenIds(content.entries)) : given.id;
      const preset = { ...given, id };
      await (place === -1 || isNewer ? insert(preset) : replace(place, preset));
      return ok(id);
    },
    /** Removes an own preset. Until the program ends, `save` puts it back in its place. */
    remove: async (id: string): Promise<Result<null, 'builtInPreset' | 'unknownPreset'>> => {
      if (isBuiltIn(id)) return fail('builtInPreset');
      const place = placeOf(id);
      if (!content.entries[place]?.preset) return fail('unknownPreset');
      const { [id]: usedAt, ...lastUsed } = content.lastUsed;
      removed.set(id, { place, usedAt });
      await replaceAll({ entries: content.entries.toSpliced(place, 1), lastUsed });
      return ok(null);
    },
    /** The music that a preset plays from now on. */
    chooseMusic: async (id: string, chosen: PresetMusic): Promise<Result<null, 'unknownPreset'>> => {
      const music = musicOf(chosen);
      if (isBuiltIn(id)) {
        await change({ music: { ...content.music, [id]: music } });
        return ok(null);
      }
      const place = placeOf(id);
      const preset = content.entries[place]?.preset;
      if (!preset) return fail('unknownPreset');
      await replace(place, { ...preset, ...music });
      return ok(null);
    },
    /** The presets as they were, the newest first; those that are as now are left out. */
    earlier: async (): Promise<readonly EarlierPresets[]> => {
      const versions: EarlierPresets[] = [];
      for (const { id, untilMs } of earlier.all()) {
        // Thousands of presets in ten versions are a lot to read.
        await pause();
        const json = earlier.read(id);
        const since = json && changesSince(json, content);
        const isOther = since !== null && Object.values(since).some((labels) => labels.length > 0);
        if (isOther) versions.push({ id, untilWallMs: untilMs, ...since });
      }
      return versions;
    },
    /** Everything as it was in a version, and the present one kept as a version. */
    goBack: async (versionId: string): Promise<Result<null, 'unknownVersion'>> => {
      const json = earlier.read(versionId);
      if (json === null) return fail('unknownVersion');
      const { entries, music } = readContent(json, file.tell).value;
      const whole = entries.map((entry) => {
        if (entry.preset === null || entry.preset.plan !== null || placeOf(entry.id) !== -1) return entry;
        return entryOfPreset({ ...entry.preset, plan: plans.get(entry.id) ?? null });
      });
      await become({ entries: whole, music });
      return ok(null);
    },
    /** All that the file holds, to be taken over elsewhere. */
    document: (): JsonObject => documentOf(content),
    /** Everything as another program kept it; answers how many presets were taken over, and how many could not be read. */
    takeOver: async (json: JsonObject): Promise<Pick<TakenOver, 'presets' | 'leftOut'>> => {
      let leftOut = 0;
      const { value } = readContent(json, (code) => {
        if (code === 'presetUnreadable') leftOut += 1;
      });
      await become(value);
      return { presets: value.entries.length, leftOut };
    },
    /** As it was before somebody went back, unless something was changed since. */
    undoGoBack: async (): Promise<Result<null, 'unknownVersion'>> => {
      if (beforeGoingBack === null) return fail('unknownVersion');
      const { entries, music } = beforeGoingBack;
      await replaceAll({ entries, music });
      return ok(null);
    },
    /** Notes that a session was started with it, in wall ms. An unknown preset is ignored. */
    used: (id: string, wallMs: number): void => {
      if (offer().byId.has(id)) note({ lastUsed: { ...content.lastUsed, [id]: wallMs } });
    },
    /** Writes now what still waits. */
    flush: file.flush,
    /** Writes what still waits before it returns, and settles when nothing is under way. */
    close: file.close,
    ...file.state,
  };
};

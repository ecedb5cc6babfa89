// Goes back to an earlier version of the presets, the settings or the lists of music, or takes over another room's, and takes
// it into use at once: the lights are connected anew, folders of music come and go, the door's window moves. Never in a
// session.

import { isDeepStrictEqual } from 'node:util';
import type { EarlierVersions, TakenOver, WithVersions } from '../../shared/ipc/earlier.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { folderIdOf, SINGLE_FILES } from '../sound/library/folder-scan.ts';
import type { Library } from '../sound/library/library.ts';
import type { KeptMusic } from '../storage/music.ts';
import type { Presets } from '../storage/presets.ts';
import type { KeptSettings, Settings } from '../storage/settings.ts';
import { choicesApart } from '../storage/settings-schema.ts';
import type { WholeSetup } from '../storage/setup-file.ts';
import type { Room } from './room.ts';
import type { RoomLights } from './room-lights.ts';
import type { RoomSound } from './room-sound.ts';

export interface GoingBackParts {
  readonly room: Pick<Room, 'session'>;
  readonly presets: Pick<Presets, 'earlier' | 'goBack' | 'undoGoBack' | 'document' | 'takeOver'>;
  readonly settings: Pick<KeptSettings, 'get' | 'change' | 'earlier' | 'goBack' | 'document' | 'takeOver'>;
  readonly music: Pick<KeptMusic, 'earlier' | 'goBack' | 'undoGoBack' | 'document' | 'takeOver'>;
  readonly roomLights: Pick<RoomLights, 'joining' | 'takeKept'>;
  readonly roomSound: Pick<RoomSound, 'player'>;
  readonly library: Pick<Library, 'removeFolder' | 'addKept' | 'listsChanged'>;
  readonly showDoor: (isWanted: boolean) => void;
}

export type GoingBack = ReturnType<typeof openGoingBack>;

type Refused = 'sessionRuns' | 'unknownVersion';

/** Nothing was gone back to yet. */
export const openGoingBack = (parts: GoingBackParts) => {
  const { room, presets, settings, music, roomLights, roomSound, library, showDoor } = parts;
  /** The settings before somebody went back, and what they were after it. */
  let gone: { readonly before: Partial<Settings>; readonly after: Settings } | null = null;

  const takeMusic = async (before: Settings, after: Settings): Promise<void> => {
    const left = before.playlistFolders.filter((folder) => !after.playlistFolders.includes(folder));
    for (const folder of left) library.removeFolder(folderIdOf(folder));
    if (!isDeepStrictEqual(before.musicFiles, after.musicFiles)) library.removeFolder(SINGLE_FILES);
    await library.addKept(after.playlistFolders, after.musicFiles);
  };

  const takeIntoUse = async (before: Settings): Promise<void> => {
    const after = settings.get();
    const apart = choicesApart(before, after);
    if (apart.includes('door')) showDoor(after.doorWindow);
    if (apart.includes('loudspeaker')) roomSound.player.followOutput();
    if (apart.includes('music')) await takeMusic(before, after);
    if (apart.includes('bridge') || apart.includes('lamps')) {
      roomLights.joining.stop();
      await roomLights.takeKept();
    }
  };

  /** Takes changed settings into use; `replaced`: what going forth brings back. */
  const settingsChanged = async (before: Settings, replaced: Partial<Settings>): Promise<void> => {
    await takeIntoUse(before);
    gone = { before: replaced, after: settings.get() };
  };

  const settingsBack = async (versionId: string): Promise<Result<null, Refused>> => {
    const before = settings.get();
    const replaced = settings.goBack(versionId);
    if (!replaced.ok) return replaced;
    await settingsChanged(before, replaced.value);
    return ok(null);
  };

  const musicMoved = (moved: Result<null, Refused>): Result<null, Refused> => {
    library.listsChanged();
    return moved;
  };

  const settingsForward = async (): Promise<Result<null, Refused>> => {
    const present = settings.get();
    if (gone === null || choicesApart(gone.after, present).length > 0) return fail('unknownVersion');
    settings.change(gone.before);
    gone = null;
    await takeIntoUse(present);
    return ok(null);
  };

  const back = {
    presets: presets.goBack,
    settings: settingsBack,
    music: async (versionId: string) => musicMoved(music.goBack(versionId)),
  };
  const forth = {
    presets: presets.undoGoBack,
    settings: settingsForward,
    music: async () => musicMoved(music.undoGoBack()),
  };

  const whenIdle = async <T, E>(act: () => Promise<Result<T, E>>): Promise<Result<T, E | 'sessionRuns'>> =>
    room.session().stage === 'running' ? fail('sessionRuns') : act();

  return {
    versions: async (): Promise<EarlierVersions> => ({
      presets: await presets.earlier(),
      settings: settings.earlier(),
      music: music.earlier(),
    }),
    /** Everything of one kind as it was in a version. What is there now is kept as a version first. */
    goBack: (what: WithVersions, versionId: string): Promise<Result<null, Refused>> =>
      whenIdle(() => back[what](versionId)),
    /** As it was before somebody went back, unless it was changed since. */
    undo: (what: WithVersions): Promise<Result<null, Refused>> => whenIdle(() => forth[what]()),
    /** All that another room or computer could use. */
    whole: (): WholeSetup => ({
      settings: settings.document(),
      presets: presets.document(),
      music: music.document(),
    }),
    /** Makes everything what another room gave. What is here now is kept as versions first; `undo` of each brings it back. */
    takeOver: (setup: WholeSetup): Promise<Result<TakenOver, 'sessionRuns'>> =>
      whenIdle(async () => {
        const before = settings.get();
        // All at once: nobody starts a session in between.
        const replaced = settings.takeOver(setup.settings);
        const lists = music.takeOver(setup.music);
        const taken = presets.takeOver(setup.presets);
        library.listsChanged();
        await settingsChanged(before, replaced);
        return ok({ ...(await taken), lists });
      }),
  };
};

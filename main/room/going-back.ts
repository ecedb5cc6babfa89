// Goes back to an earlier version of the presets or the settings, and takes it into use at once: the lights are connected
// anew, folders of music come and go, the door's window moves. Never in a session.

import { isDeepStrictEqual } from 'node:util';
import type { EarlierVersions, WithVersions } from '../../shared/ipc/earlier.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { folderIdOf, SINGLE_FILES } from '../sound/library/folder-scan.ts';
import type { Library } from '../sound/library/library.ts';
import type { Presets } from '../storage/presets.ts';
import type { KeptSettings, Settings } from '../storage/settings.ts';
import { choicesApart } from '../storage/settings-schema.ts';
import type { Room } from './room.ts';
import type { RoomLights } from './room-lights.ts';
import type { RoomSound } from './room-sound.ts';

export interface GoingBackParts {
  readonly room: Pick<Room, 'session'>;
  readonly presets: Pick<Presets, 'earlier' | 'goBack' | 'undoGoBack'>;
  readonly settings: Pick<KeptSettings, 'get' | 'change' | 'earlier' | 'goBack'>;
  readonly roomLights: Pick<RoomLights, 'joining' | 'takeKept'>;
  readonly roomSound: Pick<RoomSound, 'player'>;
  readonly library: Pick<Library, 'removeFolder' | 'addKept'>;
  readonly showDoor: (isWanted: boolean) => void;
}

export type GoingBack = ReturnType<typeof openGoingBack>;

type Refused = 'sessionRuns' | 'unknownVersion';

/** Nothing was gone back to yet. */
export const openGoingBack = (parts: GoingBackParts) => {
  const { room, presets, settings, roomLights, roomSound, library, showDoor } = parts;
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

  const settingsBack = async (versionId: string): Promise<Result<null, Refused>> => {
    const before = settings.get();
    const replaced = settings.goBack(versionId);
    if (!replaced.ok) return replaced;
    await takeIntoUse(before);
    gone = { before: replaced.value, after: settings.get() };
    return ok(null);
  };

  const settingsForward = async (): Promise<Result<null, Refused>> => {
    const present = settings.get();
    if (gone === null || choicesApart(gone.after, present).length > 0) return fail('unknownVersion');
    settings.change(gone.before);
    gone = null;
    await takeIntoUse(present);
    return ok(null);
  };

  const whenIdle = async (act: () => Promise<Result<null, Refused>>): Promise<Result<null, Refused>> =>
    room.session().stage === 'running' ? fail('sessionRuns') : act();

  return {
    versions: async (): Promise<EarlierVersions> => ({
      presets: await presets.earlier(),
      settings: settings.earlier(),
    }),
    /** Everything of one kind as it was in a version. What is there now is kept as a version first. */
    goBack: (what: WithVersions, versionId: string): Promise<Result<null, Refused>> =>
      whenIdle(() => (what === 'presets' ? presets.goBack(versionId) : settingsBack(versionId))),
    /** As it was before somebody went back, unless it was changed since. */
    undo: (what: WithVersions): Promise<Result<null, Refused>> =>
      whenIdle(() => (what === 'presets' ? presets.undoGoBack() : settingsForward())),
  };
};

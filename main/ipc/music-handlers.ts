// What main does for the commands about music: the library, the playlists, and which of them a preset plays. Adding
// music never disturbs what is heard; what would take music from a running session is refused.

import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Answer, AnswerTo } from '../../shared/ipc/contract.ts';
import { musicOf, type PresetMusic, playlistsOf, withPlaylist } from '../../shared/preset/preset.ts';
import { fail, ok } from '../../shared/result.ts';
import { isMusic, trackIdOf } from '../sound/library/audio-files.ts';
import { folderIdOf, SINGLE_FILES } from '../sound/library/folder-scan.ts';
import { readList } from '../sound/library/list-files.ts';
import { isListName, writeM3u8 } from '../sound/library/m3u.ts';
import { DONE, type HandlerParts, type Handlers, saveFile, telling } from './answers.ts';

export type MusicHandlerParts = Pick<
  HandlerParts,
  'library' | 'presets' | 'settings' | 'chooseFile' | 'changed'
> & { readonly room: Pick<HandlerParts['room'], 'session'> };

/** The longest title of a playlist, in characters. */
const LONGEST_TITLE = 60;

const aboutOf = async (file: string): Promise<Stats | null> =>
  path.isAbsolute(file) ? stat(file).catch(() => null) : null;

/** The handlers of the commands about music. */
export const musicHandlers = (parts: MusicHandlerParts) => {
  const { library, presets, settings, room, chooseFile } = parts;
  const told = telling(parts.changed);

  /** True while a session runs that plays, or may yet play, a playlist that would be gone. */
  const isInUse = (isGone: (playlistId: string) => boolean): boolean => {
    const session = room.session();
    return session.stage === 'running' && playlistsOf(session.preset).some(isGone);
  };

  const addFolder = async (chosen: string): Promise<Answer> => {
    const folder = path.resolve(chosen);
    const added = await library.addFolder(folder);
    if (!added.ok) return added;
    const { playlistFolders } = settings.get();
    const isKept = playlistFolders.some((kept) => path.resolve(kept) === folder);
    if (!isKept) settings.change({ playlistFolders: [...playlistFolders, folder] });
    return told(DONE);
  };

  /** Adds files, one by one, that no folder of the library holds. */
  const addFiles = async (files: readonly string[]): Promise<void> => {
    const added = files.filter((file) => library.idOf(file) === null);
    if (added.length === 0) return;
    await library.addFiles(added);
    const { musicFiles } = settings.get();
    settings.change({ musicFiles: [...new Set([...musicFiles, ...added])] });
  };

  const importFrom = async (file: string): Promise<AnswerTo<'importPlaylist'>> => {
    const list = await readList(file, settings.get().playlistFolders);
    if (!list.ok) return list;
    const { title, files, missed, missing } = list.value;
    if (files.length === 0) return fail('playlistFileEmpty');
    await addFiles([...new Set(files)]);
    const trackIds = files.map((file) => library.idOf(file) ?? trackIdOf(file));
    const called = title.trim().slice(0, LONGEST_TITLE).trim();
    const saved = told(library.savePlaylist(null, called === '' ? 'M3U' : called, trackIds));
    return saved.ok
      ? ok({ found: files.length, missed, missing: [...missing], playlistId: saved.value })
      : saved;
  };

  /** Adds a folder or a list, and tells of the list; refuses what is neither. */
  const addOther = async (dropped: string, about: Stats | null): Promise<AnswerTo<'addDropped'>> => {
    if (about === null) return fail('fileUnreadable');
    if (about.isDirectory()) return addFolder(dropped);
    if (!isListName(dropped)) return fail('folderWithoutAudio');
    return importFrom(dropped);
  };

  /** Adds all of it that can be added; refused when nothing can. */
  const addDropped = async (paths: readonly string[]): Promise<AnswerTo<'addDropped'>> => {
    const lookAt = async (one: string) => {
      const about = await aboutOf(one);
      return { one, about, isTrack: about?.isFile() === true && (await isMusic(one)) };
    };
    const dropped = await Promise.all(paths.map(lookAt));
    const files = dropped.filter(({ isTrack }) => isTrack);
    await addFiles(files.map(({ one }) => path.resolve(one)));
    const others: AnswerTo<'addDropped'>[] = [];
    for (const each of dropped) if (!each.isTrack) others.push(await addOther(each.one, each.about));
    const isAnyAdded = files.length > 0 || others.some((answer) => answer.ok);
    const imported = others.findLast((answer) => answer.ok && answer.value !== null);
    return told(imported ?? (isAnyAdded ? DONE : (others[0] ?? DONE)));
  };

  const removeFolder = (folderId: string): Answer => {
    const folder = library.folderOf(folderId);
    if (folder === null && folderId !== SINGLE_FILES) return fail('unknownPlaylist');
    if (isInUse((playlistId) => library.isNeededBy(folderId, playlistId))) return fail('sessionRuns');
    library.removeFolder(folderId);
    if (folder === null) settings.change({ musicFiles: [] });
    else {
      const { playlistFolders } = settings.get();
      settings.change({ playlistFolders: playlistFolders.filter((kept) => path.resolve(kept) !== folder) });
    }
    return told(DONE);
  };

  /** Goes on with a folder where it is now: presets that play it play it there. */
  const moveFolder = async (folderId: string): Promise<Answer> => {
    if (library.folderOf(folderId) === null) return fail('unknownPlaylist');
    if (isInUse((playlistId) => library.isNeededBy(folderId, playlistId))) return fail('sessionRuns');
    const chosen = await chooseFile('musicFolder');
    if (chosen === null) return fail('cancelled');
    const added = await addFolder(chosen);
    const movedTo = folderIdOf(chosen);
    if (!added.ok || movedTo === folderId) return added;
    const playing = presets.all().filter((preset) => playlistsOf(preset).includes(folderId));
    const there = playing.map((preset) =>
      presets.chooseMusic(preset.id, withPlaylist(musicOf(preset), folderId, movedTo)),
    );
    await Promise.all(there);
    return removeFolder(folderId);
  };

  const removePlaylist = (playlistId: string): Answer => {
    if (isInUse((used) => used === playlistId)) return fail('sessionRuns');
    return library.removePlaylist(playlistId) ? told(DONE) : fail('unknownPlaylist');
  };

  const exportPlaylist = async (playlistId: string): Promise<Answer> => {
    const ids = library.trackIds(playlistId);
    const title = library.titleOf(playlistId);
    if (ids === null || title === null) return fail('unknownPlaylist');
    return saveFile(chooseFile, 'playlistExport', title, (to) => {
      const known = new Map(library.content().tracks.map((track) => [track.id, track]));
      const tracks = ids.flatMap((id) => {
        const [file, track] = [library.fileOf(id), known.get(id)];
        return file === null || track === undefined ? [] : [{ ...track, file }];
      });
      return ok(writeM3u8(title, tracks, path.dirname(to)));
    });
  };

  /** A playlist that the preset already has may be missing; a newly chosen one must exist. */
  const chooseMusic = async (presetId: string, music: PresetMusic): Promise<Answer> => {
    const preset = presets.find(presetId);
    if (preset === null) return fail('unknownPreset');
    const known = new Set([...library.playlists().map(({ id }) => id), ...playlistsOf(preset)]);
    if (!playlistsOf(music).every((id) => known.has(id))) return fail('unknownPlaylist');
    return told(await presets.chooseMusic(presetId, music));
  };

  return {
    library: () => ok(library.content()),
    playlistTracks: ({ playlistId }) => {
      const ids = library.trackIds(playlistId);
      return ids === null ? fail('unknownPlaylist') : ok(ids);
    },
    addMusicFolder: async () => {
      const folder = await chooseFile('musicFolder');
      return folder === null ? fail('cancelled') : addFolder(folder);
    },
    addDropped: ({ paths }) => addDropped(paths),
    removeMusicFolder: ({ folderId }) => removeFolder(folderId),
    moveMusicFolder: ({ folderId }) => moveFolder(folderId),
    savePlaylist: ({ playlistId, title, trackIds }) =>
      told(library.savePlaylist(playlistId, title, trackIds)),
    removePlaylist: ({ playlistId }) => removePlaylist(playlistId),
    mark: ({ trackIds, marks }) => told(library.mark(trackIds, marks)),
    importPlaylist: async () => {
      const file = await chooseFile('playlistFile');
      return file === null ? fail('cancelled') : importFrom(file);
    },
    exportPlaylist: ({ playlistId }) => exportPlaylist(playlistId),
    chooseMusic: ({ presetId, music }) => chooseMusic(presetId, music),
  } satisfies Partial<Handlers>;
};

// The music screen: the music there is, the playlists made of it, and the marks for a session. It holds no music of its
// own: main has the library, and every change is asked of it.

import { useEffect, useState } from 'react';
import type { ImportedPlaylist } from '../../../shared/ipc/contract.ts';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import type { MusicFolder } from '../../../shared/sound/music.ts';
import { Button } from '../../ui/Button.tsx';
import { pathsOf } from '../../ui/bridge.ts';
import { RefusalLine, useCommands } from '../../ui/Commands.tsx';
import { Wrong } from '../../ui/Section.tsx';
import { UndoRedo, type UndoRedoProps } from '../../ui/UndoRedo.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { useUndoKeys } from '../../ui/useKeys.ts';
import { words } from '../../words/index.ts';
import { BackButton } from '../common/HeaderParts.tsx';
import { Notices } from '../common/Notices.tsx';
import { Imported } from './Imported.tsx';
import { MeasuringLine } from './MeasuringLine.tsx';
import styles from './Music.module.css';
import { MusicFiles } from './MusicFiles.tsx';
import { freeTitle } from './playlist-editing.ts';
import { ALL, FILES, Sources } from './Sources.tsx';
import { Tracks } from './Tracks.tsx';
import { useLibrary } from './track-rows.ts';
import { usePlaylists } from './usePlaylists.ts';

const { music: say } = words;

const NO_FOLDERS: readonly MusicFolder[] = [];

interface HeaderProps {
  readonly isRunning: boolean;
  /** What was done last, in a sentence. */
  readonly done: string | null;
  readonly steps: UndoRedoProps['steps'];
  readonly onAdded: () => void;
}

const Header = ({ isRunning, done, steps, onAdded }: HeaderProps) => {
  const { refusal } = useCommands();
  const { ask, isBusy, wrong } = useAsk();
  return (
    <header className="screen-head-with-keys">
      <BackButton />
      <h1 className={styles.title}>{say.title}</h1>
      <div className={styles.status}>
        {refusal === null && wrong === null && done === null && isRunning && <p>{say.running}</p>}
        {refusal === null && done !== null && (
          <p role="status" className={styles.done}>
            {done}
          </p>
        )}
        <Wrong sentence={wrong} />
        <RefusalLine />
      </div>
      <UndoRedo steps={steps} />
      <Button isBusy={isBusy} onPress={() => void ask('addMusicFolder', {}).then(onAdded)}>
        {say.addFolder}
      </Button>
    </header>
  );
};

/**
 * True while files are held over the window; `onPaths` takes files and folders that are dropped anywhere on it. What is
 * dragged within the page is left alone.
 */
const useDroppedFiles = (onPaths: (paths: readonly string[]) => void): boolean => {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const take = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      // Lists in the page accept drags too, and would show a drop place for these.
      event.preventDefault();
      event.stopPropagation();
      if (event.type === 'dragleave') {
        if (event.relatedTarget === null) setOver(false);
        return;
      }
      setOver(event.type !== 'drop');
      if (event.type !== 'drop') return;
      const paths = pathsOf([...event.dataTransfer.files]);
      if (paths.length > 0) onPaths(paths);
    };
    const names = ['dragenter', 'dragover', 'dragleave', 'drop'] as const;
    for (const name of names) window.addEventListener(name, take, true);
    return () => {
      for (const name of names) window.removeEventListener(name, take, true);
    };
  }, [onPaths]);
  return isOver;
};

/** The music screen, in three columns. */
export const Music = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { sound, session } = snapshot;
  const [wished, setWished] = useState(ALL);
  const [isRenaming, setRenaming] = useState(false);
  const [library, refresh] = useLibrary(sound.library);
  const open = sound.playlists.find(({ id }) => id === wished) ?? null;
  const chosen = open !== null || wished === FILES ? wished : ALL;
  const playlists = usePlaylists(sound.playlists, open, sound.library.revision);
  const isRunning = session.stage === 'running';

  const choose = (id: string): void => {
    setRenaming(false);
    setWished(id);
  };
  const make = async (trackIds: readonly string[]): Promise<void> => {
    const title = freeTitle(
      say.newPlaylist,
      sound.playlists.map((playlist) => playlist.title),
    );
    const id = await playlists.make(title, trackIds);
    if (id === null) return;
    setWished(id);
    setRenaming(true);
  };
  const addTo = (playlistId: string, trackIds: readonly string[]): void =>
    playlists.edit(playlistId, 'added', trackIds.length, (former) => [...former, ...trackIds]);
  const step = async (take: () => Promise<string | null>): Promise<void> => {
    setRenaming(false);
    const playlistId = await take();
    if (playlistId !== null) setWished(playlistId);
  };
  const undo = (): void => void step(playlists.undo);
  const redo = (): void => void step(playlists.redo);
  useUndoKeys(undo, redo);

  const imports = useAsk();
  const { ask } = imports;
  const [imported, setImported] = useState<ImportedPlaylist | null>(null);
  const [isRefused, setRefused] = useState(false);
  const importList = async (): Promise<void> => {
    setImported(null);
    const answer = await ask('importPlaylist', {});
    setRefused(!answer.ok);
    if (!answer.ok) return;
    setImported(answer.value);
    refresh();
    choose(answer.value.playlistId);
  };

  const addPaths = async (paths: readonly string[]): Promise<void> => {
    setImported(null);
    const answer = await ask('addDropped', { paths: [...paths] });
    setRefused(!answer.ok);
    if (answer.ok) setImported(answer.value);
    refresh();
  };
  const isOver = useDroppedFiles((paths) => void addPaths(paths));
  const { canUndo, canRedo, done } = playlists;

  return (
    <div className={styles.music}>
      <Header isRunning={isRunning} done={done} steps={{ canUndo, canRedo, undo, redo }} onAdded={refresh} />
      <MeasuringLine library={sound.library} />
      <Notices snapshot={snapshot} />
      <Imported
        list={imported}
        wrong={isRefused ? imports.wrong : null}
        onDismiss={() => {
          setImported(null);
          setRefused(false);
        }}
      />
      <main className={styles.columns}>
        <nav className="stack shrinks gap-3" aria-label={say.sources}>
          <Sources
            sound={sound}
            folders={library?.content.folders ?? NO_FOLDERS}
            chosen={chosen}
            onChoose={choose}
            onDropTracks={addTo}
          />
          <div className="row-wraps gap-2">
            <Button onPress={() => void make([])}>{say.newPlaylist}</Button>
            <Button kind="link" isBusy={imports.isBusy} onPress={() => void importList()}>
              {say.import}
            </Button>
          </div>
        </nav>
        {library === null ? (
          <p className={styles.opening}>{say.opening}</p>
        ) : chosen === FILES ? (
          <div className={styles.wide}>
            <MusicFiles content={library.content} />
          </div>
        ) : (
          <Tracks
            key={chosen}
            library={library}
            playlist={open}
            own={sound.playlists.filter(({ kind }) => kind === 'own')}
            playlists={playlists}
            trial={sound.trial}
            why={isRunning ? say.whyNot : null}
            isRenaming={isRenaming}
            onRenaming={setRenaming}
            onMake={(trackIds) => void make(trackIds)}
            onAddTo={addTo}
            onMarked={refresh}
          />
        )}
      </main>
      {isOver && (
        <div className={styles.drop}>
          <p>{say.dropHere}</p>
        </div>
      )}
    </div>
  );
};

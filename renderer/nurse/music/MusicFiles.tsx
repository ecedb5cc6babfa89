// The folders that music comes from, and the files in them that cannot be played, each with what to do. Removing a
// folder here touches no file.

import type { LibraryContent, MusicFolder } from '../../../shared/sound/music.ts';
import { Button } from '../../ui/Button.tsx';
import { Hint, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import styles from './MusicFiles.module.css';

const { music: say } = words;

const nameOf = ({ kind, name }: MusicFolder): string => (kind === 'files' ? say.singleFiles : name);

/** Asks where a folder that is away is now, and goes on with it there. */
export const WhereNow = ({ folderId }: { readonly folderId: string }) => {
  const { ask, isBusy, wrong } = useAsk();
  return (
    <>
      <Button isBusy={isBusy} onPress={() => void ask('moveMusicFolder', { folderId })}>
        {say.whereNow}
      </Button>
      <Wrong sentence={wrong} />
    </>
  );
};

const Folder = ({ folder }: { readonly folder: MusicFolder }) => {
  const { ask, isBusy, wrong } = useAsk();
  const { id, kind, trackCount, isAway } = folder;
  const about = [isAway ? say.folderAway : say.summary(trackCount, null), say.folderKinds[kind]];
  return (
    <li className={styles.folder} data-away={isAway || undefined}>
      <div className={styles.words}>
        <p className={styles.name}>{nameOf(folder)}</p>
        <p className={styles.about}>{about.filter((part) => part !== '').join(words.app.separator)}</p>
        <Wrong sentence={wrong} />
      </div>
      {isAway && <WhereNow folderId={id} />}
      {kind !== 'bundled' && (
        <Button
          kind="link"
          label={say.removeNamed(nameOf(folder))}
          isBusy={isBusy}
          onPress={() => void ask('removeMusicFolder', { folderId: id })}
        >
          {say.remove}
        </Button>
      )}
    </li>
  );
};

const Unplayable = ({ content }: { readonly content: LibraryContent }) => {
  const folders = new Map(content.folders.map((folder) => [folder.id, nameOf(folder)]));
  return (
    <section aria-label={say.unplayableTitle} className="narrows stack gap-3">
      <h3 className="strong">{say.unplayableTitle}</h3>
      {content.unplayable.length === 0 ? (
        <Hint>{say.noneUnplayable}</Hint>
      ) : (
        <ul>
          {content.unplayable.map((file) => (
            <li key={`${file.folderId} ${file.name} ${file.reason}`} className={styles.file}>
              <p className={styles.fileName}>
                {file.name}
                <span className={styles.in}> {say.unplayableIn(folders.get(file.folderId) ?? '')}</span>
              </p>
              <p className={styles.about}>
                {file.reason === 'inPart' ? say.inPart(file.unheardS) : say.unplayable[file.reason]}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

export const MusicFiles = ({ content }: { readonly content: LibraryContent }) => (
  <div className={styles.files}>
    <section aria-label={say.folders} className="narrows stack gap-3">
      <h3 className="strong">{say.folders}</h3>
      <Hint>{say.filesStay}</Hint>
      <ul>
        {content.folders.map((folder) => (
          <Folder key={folder.id} folder={folder} />
        ))}
      </ul>
    </section>
    <Unplayable content={content} />
  </div>
);

// The right side of the music screen: what can be done with the selected tracks. Marks are hints for a session and
// forbid nothing.

import { Play, Square } from 'lucide-react';
import { CHARACTERS, type LibraryTrack } from '../../../shared/sound/music.ts';
import type { PlaylistView } from '../../../shared/sound/sound-view.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { Hint } from '../../ui/Section.tsx';
import { words } from '../../words/index.ts';
import styles from './TrackPanel.module.css';
import type { TrackActions } from './useTrackActions.ts';

const { music: say } = words;

/** Ids of options that stand for no character and no playlist. */
const ANY = 'any';
const NEW = 'new';

interface TrackPanelProps {
  readonly actions: TrackActions;
  /** The ids of the tracks whose loudness is known. */
  readonly measured: ReadonlySet<string>;
  /** The playlists that can be added to. */
  readonly own: readonly PlaylistView[];
  /** Why nobody can listen now; null when they can. */
  readonly why: string | null;
  /** null: adds to a new playlist. */
  readonly onAddTo: (playlistId: string | null) => void;
}

const Head = ({ actions, measured }: TrackPanelProps) => {
  const { tracks } = actions;
  const [track, ...more] = tracks;
  if (track === undefined || more.length > 0) {
    return <h2 className={styles.title}>{say.chosen(tracks.length)}</h2>;
  }
  const about = [track.artist, track.album, track.durationS === null ? null : say.length(track.durationS)];
  return (
    <div>
      <h2 className={styles.title}>{track.title}</h2>
      {about
        .filter((line) => line !== null)
        .map((line) => (
          <p key={line} className={styles.about}>
            {line}
          </p>
        ))}
      <p className={styles.measured}>{measured.has(track.id) ? say.measured : say.notMeasured}</p>
    </div>
  );
};

/** What all of them suit; an empty id where they differ. */
const suitsOf = (tracks: readonly LibraryTrack[]): string => {
  const [only = ANY, ...more] = new Set(tracks.map(({ marks }) => marks.suits ?? ANY));
  return more.length > 0 ? '' : only;
};

const MarkFields = ({ tracks, mark }: TrackActions) => {
  const withWords = tracks.filter(({ marks }) => marks.hasWords).length;
  const areAll = withWords === tracks.length;
  return (
    <div className={styles.marks}>
      <Checkbox
        name={withWords > 0 && !areAll ? say.someHaveWords : say.hasWords}
        isSet={areAll}
        onChange={(hasWords) => mark({ hasWords })}
      />
      <Choice
        label={say.suits}
        isLabelAbove
        options={[
          { id: ANY, name: say.suitsAny } as const,
          ...CHARACTERS.map((id) => ({ id, name: say.marks.characters[id], about: say.suitsOf[id] })),
        ]}
        chosen={suitsOf(tracks)}
        missing={say.suitsMixed}
        onChoose={(id) => mark({ suits: id === ANY ? null : id })}
      />
    </div>
  );
};

const ListKeys = ({ canMove, move, takeOut }: TrackActions) => (
  <div className="gap-3 grid">
    {canMove && (
      <div className={styles.pair}>
        <Button size="small" label={say.moveUp} onPress={() => move(-1)} hint={say.keys.up}>
          {say.up}
        </Button>
        <Button size="small" label={say.moveDown} onPress={() => move(1)} hint={say.keys.down}>
          {say.down}
        </Button>
      </div>
    )}
    <Button hint={say.keys.takeOut} onPress={takeOut}>
      {say.takeOut}
    </Button>
  </div>
);

export const TrackPanel = (props: TrackPanelProps) => {
  const { actions, own, why, onAddTo } = props;
  const { tracks, playingId } = actions;
  const isPlaying = playingId !== null && tracks.some(({ id }) => id === playingId);
  if (tracks.length === 0) {
    return (
      <aside className={styles.panel}>
        <p>{say.noneChosen}</p>
        <Hint>{say.noneChosenHint}</Hint>
      </aside>
    );
  }
  const Sign = isPlaying ? Square : Play;
  return (
    <aside className={styles.panel}>
      <Head {...props} />
      <div className="gap-3 grid">
        <Button why={why} hint={say.keys.listen} onPress={() => actions.listen()}>
          <Sign className={styles.sign} aria-hidden="true" />
          {isPlaying ? say.stop : say.listen}
        </Button>
        <MenuButton
          label={say.addTo}
          entries={[
            ...own.map(({ id, title, trackCount, awayCount, lengthMs }) => ({
              id,
              name: title,
              about: say.summary(trackCount, lengthMs, awayCount),
            })),
            { id: NEW, name: say.addToNew },
          ]}
          onChoose={(id) => onAddTo(id === NEW ? null : id)}
        />
      </div>
      {actions.ownId !== null && <ListKeys {...actions} />}
      <MarkFields {...actions} />
    </aside>
  );
};

// "Same as last time, except…": what was changed during the session, to be kept or dropped line by line, and the label
// under which it is kept, which is shown before anything is made.

import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import type { SessionChange } from '../../../shared/changes.ts';
import type { LibraryView } from '../../../shared/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { words } from '../../words/index.ts';
import { Wrong } from '../SetupSection.tsx';
import styles from './KeepChanges.module.css';
import { KeepOrDrop } from './KeepOrDrop.tsx';
import { type Keeping, keyOf } from './useKeeping.ts';
import { type TitleOf, useTitles } from './useTitles.ts';

const { keeping: say } = words.turnover;

/** So many titles are told of tracks that were passed over; of more only how many. */
const MOST_TITLES = 3;

/** Titles of tracks that were passed over, as far as the library knows them. */
const aboutOf = (change: SessionChange, titleOf: TitleOf): string | null => {
  if (change.kind !== 'leftOut') return null;
  const titles = change.trackIds.flatMap((id) => titleOf(id) ?? []).slice(0, MOST_TITLES);
  return titles.length === 0 ? null : say.tracks(titles, change.trackIds.length - titles.length);
};

interface KeepingProps {
  readonly keeping: Keeping;
  readonly titleOf: TitleOf;
}

const Where = ({ keeping }: { readonly keeping: Keeping }): ReactElement => {
  const { isNew, label, ranAs } = keeping;
  if (!isNew) return <p className={styles.where}>{say.intoOwn(label)}</p>;
  return (
    <div className={styles.where}>
      <p>{say.intoNew(ranAs ?? '')}</p>
      <p className={styles.offered}>
        <strong className={styles.newLabel}>{label}</strong>
        <Button kind="link" onPress={keeping.offerAnother}>
          {say.anotherLabel}
        </Button>
      </p>
    </div>
  );
};

const Choosing = ({ keeping, titleOf }: KeepingProps): ReactElement => {
  const { changes, chosen, label, asking } = keeping;
  return (
    <>
      <ul className={styles.lines}>
        {changes.map((change) => (
          <KeepOrDrop
            key={keyOf(change)}
            line={say.change(change)}
            about={aboutOf(change, titleOf)}
            word={keeping.wordFor(change)}
            onSay={(word) => keeping.say(change, word)}
          />
        ))}
      </ul>
      <footer className={styles.foot}>
        <Where keeping={keeping} />
        <span className={styles.keep}>
          <Button
            why={chosen.length === 0 ? say.noneChosen : null}
            isBusy={asking.isBusy}
            onPress={() => void keeping.keep(chosen)}
          >
            {say.keepThese(chosen.length, label)}
          </Button>
        </span>
      </footer>
    </>
  );
};

const KeptNow = ({ keeping, titleOf }: KeepingProps): ReactElement => (
  <>
    <ul className={styles.lines}>
      {keeping.kept?.changes.map((change) => (
        <li key={keyOf(change)} className={styles.keptLine}>
          <Check className={styles.tick} aria-hidden="true" />
          <span>
            {say.change(change)}
            {aboutOf(change, titleOf) !== null && (
              <span className={styles.titles}>{aboutOf(change, titleOf)}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
    <footer className={styles.foot}>
      <span className={styles.keep}>
        <Button isBusy={keeping.asking.isBusy} onPress={keeping.takeBack}>
          {say.undo}
        </Button>
      </span>
    </footer>
  </>
);

const Nothing = ({ isWiped }: { readonly isWiped: boolean }): ReactElement => (
  <div className={styles.nothing}>
    {isWiped ? (
      <p>{say.wiped}</p>
    ) : (
      <>
        <p>{say.nothing}</p>
        <p className={styles.about}>{say.nothingAbout}</p>
      </>
    )}
  </div>
);

export interface KeepChangesProps {
  readonly keeping: Keeping;
  readonly library: LibraryView;
}

/** What to keep of the last session. */
export const KeepChanges = ({ keeping, library }: KeepChangesProps): ReactElement => {
  const { changes, kept, ranAs, asking } = keeping;
  const passedOver = [...changes, ...(kept?.changes ?? [])].some(({ kind }) => kind === 'leftOut');
  const titleOf = useTitles(passedOver, library.revision);
  const isChoosing = kept === null && changes.length > 0;
  return (
    <section className={styles.card} aria-label={say.title}>
      <header className={styles.head}>
        <div className={styles.said}>
          <h2 className={styles.title}>{say.title}</h2>
          <p className={styles.about} role="status">
            {kept !== null ? say.kept(kept.label) : isChoosing ? say.about : ''}
          </p>
        </div>
        {isChoosing && changes.length > 1 && (
          <Button isBusy={asking.isBusy} onPress={() => void keeping.keep(changes)}>
            {say.keepAll}
          </Button>
        )}
      </header>
      {isChoosing && <Choosing keeping={keeping} titleOf={titleOf} />}
      {kept !== null && <KeptNow keeping={keeping} titleOf={titleOf} />}
      {!isChoosing && kept === null && <Nothing isWiped={ranAs === null} />}
      <Wrong sentence={asking.wrong} />
    </section>
  );
};

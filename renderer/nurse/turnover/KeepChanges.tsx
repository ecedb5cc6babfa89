// "Same as last time, except…": the changes of the session, to keep or drop line by line, and the label to keep them
// under, shown before anything is made.

import { Check } from 'lucide-react';
import { useState } from 'react';
import { type Key, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { LibraryView } from '../../../shared/sound/sound-view.ts';
import { Button } from '../../ui/Button.tsx';
import { Wrong } from '../../ui/Section.tsx';
import { words } from '../../words/index.ts';
import { type Line, linesOf, phasesOf } from './change-lines.ts';
import styles from './KeepChanges.module.css';
import { type Keeping, type TitleOf, useTitles, type Word } from './useKeeping.ts';

const { keeping: say } = words.turnover;

/** The most titles of refused tracks that are listed; of more only the count. */
const MOST_TITLES = 3;

/** Titles of refused tracks, as far as the library knows them. */
const aboutOf = ([change]: Line, titleOf: TitleOf): string | null => {
  if (change.kind !== 'leftOut') return null;
  const titles = change.trackIds.flatMap((id) => titleOf(id) ?? []).slice(0, MOST_TITLES);
  return titles.length === 0 ? null : say.tracks(titles, change.trackIds.length - titles.length);
};

/** A line as it is read. */
interface ShownLine {
  readonly line: Line;
  readonly text: string;
  readonly about: string | null;
}

interface KeepingProps {
  readonly keeping: Keeping;
  readonly lines: readonly ShownLine[];
}

const Where = ({ keeping }: { readonly keeping: Keeping }) => {
  const { isNew, label, ranAs } = keeping;
  if (!isNew) return <p className="hint grows">{say.intoOwn(label)}</p>;
  return (
    <div className="hint grows">
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

interface KeepOrDropProps {
  readonly line: string;
  /** A second, fainter line. */
  readonly about: string | null;
  /** null: nobody has chosen. */
  readonly word: Word | null;
  readonly onSay: (word: Word | null) => void;
}

const wordIn = (keys: ReadonlySet<Key>): Word | null =>
  keys.has('keep') ? 'keep' : keys.has('drop') ? 'drop' : null;

/** A change with two large keys: keep it for the next time, or drop it. Neither may be chosen beforehand. */
export const KeepOrDrop = ({ line, about, word, onSay }: KeepOrDropProps) => (
  <li className={styles.line} data-word={word ?? undefined}>
    <div className="pretty grows">
      <p>{line}</p>
      {about !== null && <p className="one-line caption">{about}</p>}
    </div>
    <ToggleButtonGroup
      className={styles.keys ?? ''}
      aria-label={line}
      selectedKeys={word === null ? [] : [word]}
      onSelectionChange={(keys) => onSay(wordIn(keys))}
    >
      <ToggleButton id="keep" className={styles.key ?? ''}>
        {say.keep}
      </ToggleButton>
      <ToggleButton id="drop" className={styles.key ?? ''}>
        {say.drop}
      </ToggleButton>
    </ToggleButtonGroup>
  </li>
);

const Choosing = ({ keeping, lines }: KeepingProps) => {
  const { chosen, asking } = keeping;
  return (
    <>
      <ul className={styles.lines}>
        {lines.map(({ line, text, about }) => (
          <KeepOrDrop
            key={text}
            line={text}
            about={about}
            word={keeping.wordFor(line)}
            onSay={(word) => keeping.say(line, word)}
          />
        ))}
      </ul>
      <footer className="keeps-size row-apart gap-4">
        <Where keeping={keeping} />
        <span className={styles.keep}>
          <Button
            why={chosen.length === 0 ? say.noneChosen : null}
            isBusy={asking.isBusy}
            onPress={() => void keeping.keep(chosen)}
          >
            {say.keepChosen}
          </Button>
        </span>
      </footer>
    </>
  );
};

const KeptNow = ({ keeping, lines }: KeepingProps) => (
  <>
    <ul className={styles.lines}>
      {lines.map(({ text, about }) => (
        <li key={text} className={styles.keptLine}>
          <Check className={styles.tick} aria-hidden="true" />
          <span>
            {text}
            {about !== null && <span className={styles.titles}>{about}</span>}
          </span>
        </li>
      ))}
    </ul>
    <footer className="keeps-size row-apart gap-4">
      <span className={styles.keep}>
        <Button isBusy={keeping.asking.isBusy} onPress={keeping.takeBack}>
          {words.undoing.undo}
        </Button>
      </span>
    </footer>
  </>
);

export const KeepChanges = (props: { readonly keeping: Keeping; readonly library: LibraryView }) => {
  const { keeping, library } = props;
  const { changes, kept, ranAs, asking } = keeping;
  const [isApart, setApart] = useState(false);
  const present = kept?.changes ?? changes;
  const titleOf = useTitles(
    present.some(({ kind }) => kind === 'leftOut'),
    library.revision,
  );
  const lines = linesOf(present, isApart).map((line) => ({
    line,
    text: say.change(line[0], phasesOf(line, keeping.phaseCount)),
    about: aboutOf(line, titleOf),
  }));
  const isChoosing = kept === null && changes.length > 0;
  const canBeApart = linesOf(changes, false).length < changes.length;
  return (
    <section className={styles.card} aria-label={say.title}>
      {ranAs !== null && (
        <header className="keeps-size row-apart gap-4">
          <div className="narrows">
            <h2 className="strong">{say.title}</h2>
            <p className="hint" role="status">
              {kept !== null ? say.kept(kept.label) : isChoosing ? say.about : ''}
            </p>
          </div>
          {isChoosing && (
            <div className="keeps-size row">
              {canBeApart && (
                <Button kind="link" onPress={() => setApart(!isApart)}>
                  {isApart ? say.together : say.apart}
                </Button>
              )}
              <Button isBusy={asking.isBusy} onPress={() => void keeping.keep(changes)}>
                {say.keepAll}
              </Button>
            </div>
          )}
        </header>
      )}
      {isChoosing && <Choosing keeping={keeping} lines={lines} />}
      {kept !== null && <KeptNow keeping={keeping} lines={lines} />}
      {!isChoosing && kept === null && (
        <div className={styles.nothing}>
          <p>{ranAs === null ? say.wiped : say.nothing}</p>
          {ranAs !== null && <p className="hint">{say.nothingAbout}</p>}
        </div>
      )}
      <Wrong sentence={asking.wrong} />
    </section>
  );
};

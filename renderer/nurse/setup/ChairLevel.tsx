// Calibrates the level at the chair: pink noise plays, somebody types what their meter shows, and from then on levels are
// shown in dB too. It must never play during a session.

import { useState } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import {
  atChairDb,
  chairWordOf,
  NOISE_FROM_DB,
  nextNoiseDb,
  shownDbOf,
} from '../../../shared/sound/chair.ts';
import { Button } from '../../ui/Button.tsx';
import { Field, Form } from '../../ui/Field.tsx';
import { Hint, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import styles from './SetupSound.module.css';

const { chair: say, words: levels } = words.sound;

/** The usual level of deep in the built-in presets, used to explain the result. */
const USUAL_DEEP_DB = -6;

const keptSaid = (chairDb: number): string => {
  const db = atChairDb(USUAL_DEEP_DB, chairDb);
  return say.is(levels[chairWordOf(db)].toLowerCase(), Math.round(db));
};

interface NoiseProps {
  /** null: none plays. */
  readonly levelDb: number | null;
  /** A calibration is stored. */
  readonly isKept: boolean;
  readonly why: string | null;
}

const Noise = ({ levelDb, isKept, why }: NoiseProps) => {
  const { ask, isBusy, wrong } = useAsk();
  const play = (toDb: number | null): void => void ask('playNoise', { levelDb: toDb });
  return (
    <>
      <div className="row-wraps gap-2">
        {levelDb === null ? (
          <>
            <Button why={why} isBusy={isBusy} onPress={() => play(NOISE_FROM_DB)}>
              {isKept ? say.again : say.play}
            </Button>
            {isKept && (
              <Button kind="link" why={why} onPress={() => void ask('calibrate', { shownDb: null })}>
                {say.forget}
              </Button>
            )}
          </>
        ) : (
          <>
            <Button kind="primary" onPress={() => play(null)}>
              {say.stop}
            </Button>
            <Button onPress={() => play(nextNoiseDb(levelDb, -1))}>{say.softer}</Button>
            <Button onPress={() => play(nextNoiseDb(levelDb, 1))}>{say.louder}</Button>
          </>
        )}
      </div>
      <Wrong sentence={wrong} />
    </>
  );
};

/** The field for the meter's reading, while noise plays. */
const Reading = () => {
  const [typed, setTyped] = useState('');
  const { ask, refuse, forget, isBusy, wrong } = useAsk();
  /** The noise stops once the reading is stored. */
  const keepShown = async (shownDb: number): Promise<void> => {
    const answer = await ask('calibrate', { shownDb });
    if (answer.ok) await ask('playNoise', { levelDb: null });
  };
  const keep = (): void => {
    const shownDb = shownDbOf(typed);
    if (shownDb === null) refuse(say.notANumber);
    else void keepShown(shownDb);
  };
  return (
    <Form onSend={keep}>
      <Field
        label={say.shows}
        value={typed}
        onChange={(value) => {
          setTyped(value);
          forget();
        }}
        hint={say.hint}
        example={say.unit}
        most={6}
        wrong={wrong}
      >
        <Button isBusy={isBusy} onPress={keep}>
          {say.keep}
        </Button>
      </Field>
    </Form>
  );
};

export const ChairLevel = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { chairDb, trial } = snapshot.sound;
  const why = snapshot.session.stage === 'running' ? words.setup.whyNot : null;
  const levelDb = trial?.kind === 'noise' ? trial.levelDb : null;
  return (
    <section className={styles.chair} aria-label={say.title}>
      <h3 className={styles.title}>{say.title}</h3>
      <p className="pretty" role="status">
        {chairDb === null ? say.none : keptSaid(chairDb)}
      </p>
      {levelDb === null && chairDb === null && <Hint>{say.about}</Hint>}
      <Noise levelDb={levelDb} isKept={chairDb !== null} why={why} />
      {levelDb !== null && <Reading />}
      {why !== null && <Hint>{why}</Hint>}
    </section>
  );
};

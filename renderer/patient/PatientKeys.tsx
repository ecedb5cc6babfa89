// The three pairs of keys and the bar, and the dots that show how light and how loud it is. A press beyond the agreed
// limits lights its key like any other and changes nothing.

import { CircleMinus, Moon, Music2, Sun, Volume1, Volume2 } from 'lucide-react';
import { type DisplayState, DOTS } from '../../shared/score/display-score.ts';
import type { PatientAct } from '../../shared/session/events.ts';
import { send } from '../ui/bridge.ts';
import { words } from '../words/index.ts';
import { Key, REQUEST_TEXTS, SomeoneKey } from './Key.tsx';
import { Offers } from './Offers.tsx';
import styles from './PatientKeys.module.css';

/** Sends a press to main. A refusal is never shown. */
const press = (act: PatientAct) => (): void => void send('patient', { act });

const Dots = ({ lit, label }: { readonly lit: number; readonly label: string }) => (
  <div className={styles.dots} role="img" aria-label={label}>
    {Array.from({ length: DOTS }, (_, place) => `dot-${place + 1}`).map((name, place) => (
      <i key={name} {...(place < lit ? { 'data-lit': true } : {})} />
    ))}
  </div>
);

export interface PatientKeysProps {
  readonly display: DisplayState;
  /** Of the level that is heard, not of the one that is wanted. */
  readonly soundDots: number;
}

export const PatientKeys = ({ display, soundDots }: PatientKeysProps) => {
  const p = words.patient;
  const { lightDots, request } = display;
  return (
    <div className={styles.keys}>
      <div className={styles.pair}>
        <Key name={p.lighter} icon={<Sun />} onPress={press('lighter')} />
        <Dots lit={lightDots ?? 0} label={p.lightLevel(lightDots ?? 0, DOTS)} />
        <Key name={p.darker} icon={<Moon />} kind="lower" onPress={press('darker')} />
      </div>
      <div className={styles.pair}>
        <Key name={p.louder} icon={<Volume2 />} onPress={press('louder')} />
        <Dots lit={soundDots} label={p.soundLevel(soundDots, DOTS)} />
        <Key name={p.softer} icon={<Volume1 />} kind="lower" onPress={press('softer')} />
      </div>
      <div className={styles.pair}>
        <Key name={p.different} icon={<Music2 />} onPress={press('different')} />
        <div />
        <Key
          name={p.silence}
          icon={<CircleMinus />}
          kind="lower"
          isKept={display.silenced}
          tellsState
          onPress={press('silence')}
        />
      </div>
      <Offers display={display} />
      <div className={styles.ask}>
        <SomeoneKey request={request} />
        <span className="unseen" aria-live="polite">
          {request === 'none' ? '' : REQUEST_TEXTS[request]}
        </span>
      </div>
    </div>
  );
};

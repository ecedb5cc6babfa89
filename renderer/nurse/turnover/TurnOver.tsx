// The turnover as a list: what the program does at one press, ticked off as main reports it, and what people do by hand.
// What is done by hand is only a reminder and must never block anything.

import { Check, Clock } from 'lucide-react';
import { useState } from 'react';
import type { LightsView, Snapshot } from '../../../shared/ipc/snapshot.ts';
import type { Look } from '../../../shared/preset/preset.ts';
import {
  type StepState,
  TURNOVER_STEPS,
  type Turnover,
  type TurnoverStep,
} from '../../../shared/session/session.ts';
import { isWiped } from '../../../shared/session/turnover.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { words } from '../../words/index.ts';
import styles from './TurnOver.module.css';

const { room: say } = words.turnover;

/** Light and scenes that wait for the bridge are done when it is back. */
const stateOf = (step: TurnoverStep, { steps }: Turnover, { state }: LightsView): StepState =>
  step === 'look' && steps.look === 'done' && state !== 'ready' ? 'later' : steps[step];

const lineOf = (step: TurnoverStep, look: Look): string =>
  step === 'look'
    ? say.steps.look(look.brightnessPct, 'warmthK' in look ? look.warmthK : null)
    : say.steps[step];

const stateText = (step: TurnoverStep, state: StepState): string => {
  if (state !== 'later') return say[state];
  return step === 'volumes' ? say.stillHeard : say.later;
};

export interface AfterSessionProps {
  readonly snapshot: Snapshot;
  readonly turnover: Turnover;
}

const Step = ({ step, snapshot, turnover }: AfterSessionProps & { readonly step: TurnoverStep }) => {
  const state = stateOf(step, turnover, snapshot.lights);
  const isLater = state === 'later';
  return (
    <li className={styles.step} data-state={state}>
      <span className={styles.mark} aria-hidden="true">
        {isLater ? <Clock className={styles.sign} /> : <Check className={styles.sign} />}
      </span>
      <span className={styles.line}>
        {lineOf(step, snapshot.roomLook)}
        <span className={isLater ? styles.later : 'unseen'}>{stateText(step, state)}</span>
      </span>
    </li>
  );
};

const Reminder = ({ sentence }: { readonly sentence: string }) => {
  const [isTicked, setTicked] = useState(false);
  return <Checkbox name={sentence} isSet={isTicked} onChange={setTicked} />;
};

interface TurnOverProps extends AfterSessionProps {
  readonly isBusy: boolean;
  /** How many changes this press keeps. */
  readonly keepsFirst: number;
  readonly onTurnOver: () => void;
}

export const TurnOver = (props: TurnOverProps) => {
  const { snapshot, turnover, isBusy, keepsFirst, onTurnOver } = props;
  const isDone = isWiped(turnover);
  const hasBegun = turnover.steps.label !== 'ahead';
  return (
    <section className={styles.card} aria-label={say.title}>
      <h2 className="keeps-size strong">{say.title}</h2>
      <div className={styles.body}>
        <ul>
          {TURNOVER_STEPS.map((step) => (
            <Step key={step} step={step} snapshot={snapshot} turnover={turnover} />
          ))}
        </ul>
        <section className={styles.byHand} aria-label={say.byHand}>
          <h3 className="faint-heading">{say.byHand}</h3>
          {say.reminders.map((line) => (
            <Reminder key={line} sentence={line} />
          ))}
        </section>
      </div>
      {!isDone && (
        <footer className="keeps-size gap-2 grid">
          <span className={styles.key}>
            <Button kind="primary" size="footer" isBusy={isBusy} onPress={onTurnOver}>
              {hasBegun && !isBusy ? say.again : say.turnOver}
            </Button>
          </span>
          {keepsFirst > 0 && <p className={styles.about}>{say.keptFirst(keepsFirst)}</p>}
        </footer>
      )}
    </section>
  );
};

// Corrects the dose mark: how many minutes ago it was, by a large key, by steps or typed. What would move is shown before
// anybody confirms it. A correction can be corrected again.

import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Group, Input, NumberField, Radio, RadioGroup } from 'react-aria-components';
import { MINUTE_MS } from '../../../shared/session/timeline.ts';
import { Button } from '../../ui/Button.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { wallOf } from '../../ui/useNow.ts';
import { words } from '../../words/index.ts';
import type { SessionProps } from '../common/session-props.ts';
import styles from './CorrectDose.module.css';
import type { DoseFigureProps } from './DoseFigure.tsx';
import {
  MOST_MINUTES,
  type Move,
  minutesSince,
  minutesSincePressed,
  movesOf,
  QUICK_MINUTES,
} from './dose-moves.ts';

const { dose: say } = words;

interface MinutesProps {
  /** null: nothing is chosen yet, so that every key can be. */
  readonly chosen: number | null;
  readonly onChange: (minutes: number) => void;
}

const QuickMinutes = ({ chosen, onChange }: MinutesProps) => (
  <RadioGroup
    className={styles.quick ?? ''}
    aria-label={say.itWas}
    value={chosen === null ? null : String(chosen)}
    onChange={(value) => onChange(Number(value))}
    orientation="horizontal"
  >
    {QUICK_MINUTES.map((quick) => (
      <Radio key={quick} value={String(quick)} className={styles.key ?? ''}>
        {say.minutesAgo(quick)}
      </Radio>
    ))}
  </RadioGroup>
);

const OtherMinutes = ({ chosen, onChange }: MinutesProps) => (
  <NumberField
    className={styles.other ?? ''}
    aria-label={say.minutes}
    value={chosen ?? 0}
    onChange={(value) => onChange(Number.isNaN(value) ? 0 : value)}
    minValue={0}
    maxValue={MOST_MINUTES}
    step={1}
    decrementAriaLabel={say.fewer}
    incrementAriaLabel={say.more}
  >
    <Group className={styles.stepper ?? ''}>
      <AriaButton slot="decrement" className={styles.step ?? ''}>
        <Minus className={styles.sign} aria-hidden="true" />
      </AriaButton>
      <Input className={styles.input ?? ''} />
      <AriaButton slot="increment" className={styles.step ?? ''}>
        <Plus className={styles.sign} aria-hidden="true" />
      </AriaButton>
    </Group>
    <span aria-hidden="true">{say.minutesAgoShort}</span>
  </NumberField>
);

/** When everything that counts from the mark will be, with the former times fainter beside them. */
const Moves = ({
  moves,
  clock,
  nowMs,
}: Omit<SessionProps, 'session'> & { readonly moves: readonly Move[] }) => (
  <>
    {moves.map(({ kind, before, after }) => {
      const ahead = after.filter((at) => at > nowMs).map((at) => wallOf(clock, at));
      const was = before.map((at) => wallOf(clock, at));
      const isMoved = before.some((at, i) => Math.abs(at - (after[i] ?? at)) >= MINUTE_MS / 2);
      return (
        <div key={kind}>
          <dt>{kind === 'checks' ? say.checks(after.length) : say[kind]}</dt>
          <dd>
            {say.times(after.length - ahead.length, ahead)}{' '}
            {isMoved && <span className={styles.was}>{say.insteadOf(was)}</span>}
          </dd>
        </div>
      );
    })}
  </>
);

export const CorrectDose = (props: DoseFigureProps & { readonly onDone: () => void }) => {
  const { session, doseAt, clock, nowMs: now, onDone } = props;
  const [chosen, choose] = useState<number | null>(null);
  const { ask, isBusy, wrong } = useAsk();
  const stands = minutesSince(doseAt, now);
  const minutes = chosen ?? stands;
  const markAt = chosen === null ? doseAt : now - minutes * MINUTE_MS;
  const pressedAgo = minutesSincePressed(session, now);
  const early = session.startedAt - markAt;

  const correct = async (minutesAgo: number): Promise<void> => {
    const answer = await ask('correctDose', { minutesAgo });
    if (answer.ok) onDone();
  };

  return (
    <div className={styles.correct}>
      <div className="gap-4 grid">
        <QuickMinutes chosen={chosen} onChange={choose} />
        <OtherMinutes chosen={minutes} onChange={choose} />
      </div>
      <div className={styles.what}>
        <dl className={styles.meaning} aria-live="polite">
          <div className={styles.mark}>
            <dt>{say.marked(session.preset.kind)}</dt>
            <dd>{say.clock(wallOf(clock, markAt))}</dd>
          </div>
          <Moves moves={movesOf(session, (now - markAt) / MINUTE_MS, now)} clock={clock} nowMs={now} />
        </dl>
        {early >= MINUTE_MS && <p className={styles.note}>{say.beforeStart(early)}</p>}
      </div>
      {wrong !== null && (
        <p className={styles.wrong} role="alert">
          {wrong}
        </p>
      )}
      <div className={styles.foot}>
        <Button
          kind="primary"
          why={chosen === null ? say.asItIs : null}
          isBusy={isBusy}
          onPress={() => void correct(minutes)}
        >
          {say.put(wallOf(clock, markAt))}
        </Button>
        {pressedAgo !== null && (
          <Button onPress={() => void correct(pressedAgo)}>
            {say.pressed(wallOf(clock, session.doseMarkedAt ?? doseAt))}
          </Button>
        )}
        <span className={styles.leave}>
          <Button kind="link" onPress={onDone}>
            {say.leave}
          </Button>
        </span>
      </div>
    </div>
  );
};

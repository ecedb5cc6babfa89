// Three cards: what light, sound and door are at, and how the patient changed them.

import { type DoorSign, doorSign } from '../../../shared/score/door-score.ts';
import type { Now } from '../../ui/useNow.ts';
import { words } from '../../words/index.ts';
import type { ConsoleProps } from '../common/session-props.ts';
import { type Card, doorCard, lightCard, soundCard } from './console-cards.ts';
import styles from './StatusCards.module.css';

interface CardProps {
  readonly topic: string;
  readonly card: Card;
  readonly sign?: DoorSign;
}

const StatusCard = ({ topic, card, sign }: CardProps) => (
  <section className={styles.card} aria-label={topic}>
    <h2 className="faint-heading">{topic}</h2>
    <p className={styles.head} data-sign={sign}>
      {card.head}
    </p>
    <div className={styles.lines}>
      {card.lines.map(({ text, tone }) => (
        <p key={text} className={styles.line} data-tone={tone}>
          {text}
        </p>
      ))}
    </div>
  </section>
);

/** Light, Sound and Door. */
export const StatusCards = ({ snapshot, session, now }: ConsoleProps & { readonly now: Now }) => {
  const { lights } = snapshot;
  return (
    <div className={styles.cards}>
      <StatusCard topic={words.cards.light} card={lightCard(session, lights, now.sessionMs)} />
      <StatusCard topic={words.cards.sound} card={soundCard(session, snapshot, now.sessionMs, now.wallMs)} />
      <StatusCard topic={words.cards.door} card={doorCard(session)} sign={doorSign(session)} />
    </div>
  );
};

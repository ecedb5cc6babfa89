// Eight facts before Start in one glance: a tick for each that is ready, and a sentence only for what needs attention,
// with a link to where it is fixed. A press opens all of them. Nothing here bars Start.

import {
  Check,
  ChevronDown,
  CircleAlert,
  CircleDashed,
  CircleQuestionMark,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react';
import { useRef } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { words } from '../../words/index.ts';
import { ScreenLink } from '../common/HeaderParts.tsx';
import styles from './Readiness.module.css';
import {
  needsAttention,
  type ReadinessFact,
  type ReadinessState,
  readinessSummary,
} from './readiness-facts.ts';

const { ready: say } = words;

const SIGNS: Readonly<Record<ReadinessState, LucideIcon>> = {
  ready: Check,
  pending: CircleDashed,
  untold: CircleQuestionMark,
  warning: CircleAlert,
  wrong: TriangleAlert,
};

const Sign = ({ state }: Pick<ReadinessFact, 'state'>) => {
  const Drawn = SIGNS[state];
  return <Drawn className={`${styles.sign} ${styles[state]}`} aria-hidden="true" />;
};

/** One fact: its tick, and its sentence if it needs attention. */
const Fact = ({ fact }: { readonly fact: ReadinessFact }) => {
  const { topic, state, text, way } = fact;
  return (
    <li className={styles.fact}>
      <span className={styles.tick}>
        <Sign state={state} />
        {say[topic]}
        {!needsAttention(fact) && <span className="unseen">{text}</span>}
      </span>
      {needsAttention(fact) && (
        <p className={styles.sentence}>
          <span>{text}</span>
          {way !== null && (
            <ScreenLink size="small" to="setup">
              {way}
            </ScreenLink>
          )}
        </p>
      )}
    </li>
  );
};

const Details = ({ facts }: { readonly facts: readonly ReadinessFact[] }) => (
  <Dialog className="sheet-content scrolling">
    <Heading slot="title" className={styles.title ?? ''}>
      {say.details}
    </Heading>
    <dl className={styles.details}>
      {facts.map(({ topic, state, text, hint }) => (
        <div key={topic}>
          <dt>
            <Sign state={state} />
            {say[topic]}
          </dt>
          <dd>
            {text}
            {hint !== null && <span className={styles.hint}>{hint}</span>}
          </dd>
        </div>
      ))}
    </dl>
  </Dialog>
);

export const Readiness = ({ facts }: { readonly facts: readonly ReadinessFact[] }) => {
  const key = useRef<HTMLButtonElement>(null);
  return (
    <section className={styles.readiness}>
      <DialogTrigger>
        <AriaButton ref={key} className={styles.key ?? ''}>
          {readinessSummary(facts)}
          <ChevronDown className={styles.arrow} aria-hidden="true" />
        </AriaButton>
        {/* Everything outside it can still be pressed, Start and Full light above all. */}
        <Popover
          isNonModal
          shouldCloseOnInteractOutside={(element) => key.current?.contains(element) !== true}
          className={styles.sheet ?? ''}
          placement="top start"
          offset={8}
          containerPadding={16}
        >
          <Details facts={facts} />
        </Popover>
      </DialogTrigger>
      <ul className={styles.facts} aria-label={words.before.readiness}>
        {facts.map((fact) => (
          <Fact key={fact.topic} fact={fact} />
        ))}
      </ul>
    </section>
  );
};

// Eight facts before Start in one glance: a tick for each that is as a session needs it, and a sentence only for what
// needs a look, with the way to where it is mended. All of it opens at a press; nothing here bars anybody from Start.

import { Check, ChevronDown, CircleAlert, CircleDashed, type LucideIcon, TriangleAlert } from 'lucide-react';
import { type ReactElement, useRef } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import styles from './Readiness.module.css';
import { type ReadinessFact, type ReadinessState, readinessSaid } from './readiness-facts.ts';

const { ready: say } = words;

const SIGNS: Readonly<Record<ReadinessState, LucideIcon>> = {
  ready: Check,
  asking: CircleDashed,
  look: CircleAlert,
  wrong: TriangleAlert,
};

const Sign = ({ state }: Pick<ReadinessFact, 'state'>): ReactElement => {
  const Drawn = SIGNS[state];
  return <Drawn className={`${styles.sign} ${styles[state]}`} aria-hidden="true" />;
};

const needsLook = ({ state }: ReadinessFact): boolean => state === 'look' || state === 'wrong';

/** One fact: its tick among the others, and beneath them its sentence if it needs a look. */
const Fact = ({ fact }: { readonly fact: ReadinessFact }): ReactElement => {
  const { tell } = useCommands();
  const { topic, state, said, way } = fact;
  return (
    <li className={styles.fact}>
      <span className={styles.tick}>
        <Sign state={state} />
        {say[topic]}
        {!needsLook(fact) && <span className="unseen">{said}</span>}
      </span>
      {needsLook(fact) && (
        <p className={styles.sentence}>
          <span>{said}</span>
          {way !== null && (
            <Button kind="link" size="small" onPress={() => void tell('show', { view: 'setup' })}>
              {way}
            </Button>
          )}
        </p>
      )}
    </li>
  );
};

const Details = ({ facts }: { readonly facts: readonly ReadinessFact[] }): ReactElement => (
  <Dialog className="sheet-content scrolling">
    <Heading slot="title" className={styles.title ?? ''}>
      {say.details}
    </Heading>
    <dl className={styles.details}>
      {facts.map(({ topic, state, said, hint }) => (
        <div key={topic}>
          <dt>
            <Sign state={state} />
            {say[topic]}
          </dt>
          <dd>
            {said}
            {hint !== null && <span className={styles.hint}>{hint}</span>}
          </dd>
        </div>
      ))}
    </dl>
  </Dialog>
);

/** The facts in the order given. */
export const Readiness = ({ facts }: { readonly facts: readonly ReadinessFact[] }): ReactElement => {
  const key = useRef<HTMLButtonElement>(null);
  return (
    <section className={styles.readiness}>
      <DialogTrigger>
        <AriaButton ref={key} className={styles.key ?? ''}>
          {readinessSaid(facts)}
          <ChevronDown className={styles.arrow} aria-hidden="true" />
        </AriaButton>
        {/* Nothing outside it is barred, Start and Full light least of all. */}
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

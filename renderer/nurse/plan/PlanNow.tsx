// The plan beside a running session: the parts that matter now, and the whole plan at a press. The whole plan covers the
// chart and must never cover a key of the console.

import { type RefObject, useRef } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import type { PlanCard } from '../../../shared/preset/plan.ts';
import { Button } from '../../ui/Button.tsx';
import { words } from '../../words/index.ts';
import { ScreenLink } from '../common/HeaderParts.tsx';
import type { SessionProps } from '../common/session-props.ts';
import styles from './PlanNow.module.css';
import reading from './PlanReading.module.css';
import { planLines } from './plan-lines.ts';
import { planMoment } from './plan-moments.ts';

const { plan: say } = words;

/** A whole plan to read, in as few lines as possible. What was not said is fainter than what was. */
export const PlanReading = ({ plan }: { readonly plan: PlanCard }) => (
  <dl className="gap-1 grid">
    {planLines(plan).map(({ part, name, said, isSaid }) => (
      <div key={part} className={reading.line} data-said={isSaid}>
        <dt>{name}</dt>
        <dd>{said}</dd>
      </div>
    ))}
  </dl>
);

/** What the whole plan leaves free above and beneath, in px: the next key, and the keys at the foot. */
const keptClear = (): { readonly above: number; readonly beneath: number } => {
  if (window.innerHeight < 720) return { above: 144, beneath: 84 };
  return window.innerHeight < 960 ? { above: 160, beneath: 104 } : { above: 210, beneath: 128 };
};

/** Opens beside the card. */
const Whole = (props: { readonly plan: PlanCard; readonly card: RefObject<HTMLElement | null> }) => {
  const { plan, card } = props;
  const { above, beneath } = keptClear();
  return (
    <DialogTrigger>
      <AriaButton className={styles.key ?? ''}>{say.whole}</AriaButton>
      <Popover
        className={styles.sheet ?? ''}
        triggerRef={card}
        placement="start top"
        offset={16}
        containerPadding={beneath}
        maxHeight={window.innerHeight - above - beneath}
        isNonModal
      >
        <Dialog className={styles.dialog ?? ''}>
          {({ close }) => (
            <>
              <header className="keeps-size row-apart gap-2">
                <Heading slot="title" className={styles.title ?? ''}>
                  {say.whole}
                </Heading>
                {plan.companion && <ScreenLink to="companion">{say.forCompanion}</ScreenLink>}
                <Button onPress={close}>{say.close}</Button>
              </header>
              <div className={styles.whole}>
                <PlanReading plan={plan} />
              </div>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
};

/** The parts of the plan that matter now; nothing without a plan. */
export const PlanNow = ({ session, nowMs }: Omit<SessionProps, 'clock'>) => {
  const { plan } = session.preset;
  const card = useRef<HTMLElement>(null);
  if (plan === null) return null;
  const now = planMoment(session, nowMs);
  const { brief, notes } = now === null ? { brief: [], notes: [] } : say.nowIn(plan, now.parts);
  return (
    <section ref={card} className={styles.card} aria-label={say.title}>
      <header className="keeps-size row-apart gap-2">
        <h2 className="narrows faint-heading one-line">
          {say.title}
          {now !== null && <span className={styles.moment}>{say.moments[now.moment]}</span>}
        </h2>
        <Whole plan={plan} card={card} />
      </header>
      {now !== null && (
        <div className={styles.lines}>
          <div key={now.moment} className={styles.read}>
            {brief.length > 0 && (
              <p className={styles.brief}>
                {brief.map((said, at) => (
                  <span key={said} className={styles.part}>
                    {said}
                    {at < brief.length - 1 && words.app.separator}
                  </span>
                ))}
              </p>
            )}
            {notes.map((note) => (
              <p key={note} className={styles.note}>
                {note}
              </p>
            ))}
          </div>
        </div>
      )}
    </section>
  );
};

// What the patient sees and touches: a faint ring at rest, three pairs of keys and a bar when awake. It must never show
// an error or any text but the names of its keys, and nothing on it blinks or moves.

import { useEffect, useRef } from 'react';
import { Button } from 'react-aria-components';
import type { Snapshot } from '../../shared/ipc/snapshot.ts';
import { heardDots } from '../../shared/score/display-score.ts';
import { want } from '../../shared/score/score.ts';
import type { Session } from '../../shared/session/session.ts';
import { send } from '../ui/bridge.ts';
import { useNow } from '../ui/useNow.ts';
import { words } from '../words/index.ts';
import { PageLayer } from './PageLayer.tsx';
import styles from './PatientDisplay.module.css';
import { PatientKeys } from './PatientKeys.tsx';
import { openPage, usePages } from './pages.ts';
import { SettlePicture } from './SettlePicture.tsx';
import { useLingering, useTakesPresses } from './timing.ts';

/** As long as `--picture-turn`, with a moment to spare; in ms. */
const PICTURE_GOES_MS = 61_000;

export interface PatientDisplayProps {
  readonly session: Session;
  /** On the session clock. */
  readonly nowMs: number;
  /** The level that the player reported last, in dB over the normalised track; null: silence. */
  readonly heardDb: number | null;
  /** In small, on the console, which never shows the content of an open page. */
  readonly isSmall?: boolean;
}

const wake = (): void => void send('patient', { act: 'wake' });

export const PatientDisplay = (props: PatientDisplayProps) => {
  const { session, nowMs, heardDb, isSmall = false } = props;
  const { display } = want(session, nowMs);
  const isRunning = session.stage === 'running';
  const pictureSince = useLingering(isRunning && display.picture ? session.startedAt : null, PICTURE_GOES_MS);
  const { open: opened } = usePages();
  const open = opened !== null && display.pages.includes(opened) ? opened : null;
  const takesPresses = useTakesPresses(display.awake && open === null);
  const whole = useRef<HTMLElement>(null);

  // Moves the focus, since its element is hidden once the display wakes or falls asleep.
  useEffect(() => {
    const element = whole.current;
    if (element === null || document.activeElement === document.body) return;
    if (!element.contains(document.activeElement) && document.activeElement !== null) return;
    const on = open === null ? '[data-keys] button' : '[data-page] :is(textarea, button)';
    const selector = display.awake ? on : '[data-wake]';
    element.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  }, [display.awake, open]);

  // A page that is no longer offered does not reopen by itself; its content stays.
  const isOver = opened !== null && open === null && isRunning && !isSmall;
  useEffect(() => {
    if (isOver) openPage(null);
  }, [isOver]);

  return (
    <main
      ref={whole}
      className={styles.display}
      aria-label={words.patient.label}
      data-awake={display.awake || undefined}
      data-open={open ?? undefined}
    >
      <div className={styles.rest} data-picture={display.picture || undefined}>
        {pictureSince !== null && (
          <SettlePicture sinceStartMs={nowMs - pictureSince} isPresent={display.picture} />
        )}
        <div className={styles.ring} />
      </div>
      {isRunning && (
        <Button
          className={styles.wake ?? ''}
          aria-label={words.patient.wake}
          data-wake
          onPress={wake}
          onKeyDown={({ key }) => {
            if (key.length === 1) wake();
          }}
        />
      )}
      {/* Under an open page the keys fade, and neither a hand nor a screen reader finds them. */}
      <div
        className="patient-layer"
        data-keys
        data-present={(display.awake && open === null) || undefined}
        data-takes={takesPresses || undefined}
        aria-hidden={open !== null}
        inert={open !== null}
      >
        {isRunning && (
          <PatientKeys display={display} soundDots={heardDots(heardDb, session.preset.limits.soundDb)} />
        )}
      </div>
      {isSmall ? (
        open !== null && <div className={styles.closed} />
      ) : (
        <PageLayer open={open} isPresent={open !== null && display.awake} request={display.request} />
      )}
      <Button className={styles.staff ?? ''} onPress={() => void send('show', { view: 'console' })}>
        {words.patient.staff}
      </Button>
    </main>
  );
};

/** The patient display as the whole room window. */
export const PatientScreen = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { sessionMs } = useNow(snapshot.clock);
  return <PatientDisplay session={snapshot.session} nowMs={sessionMs} heardDb={snapshot.sound.levelDb} />;
};

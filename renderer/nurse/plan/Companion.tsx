// How to be here, for a companion in the room. During a session it covers the patient display, so the first touch or a
// minute brings that back: no patient may be without their keys because of it.

import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import type { PlanCard } from '../../../shared/preset/plan.ts';
import { send } from '../../ui/bridge.ts';
import { words } from '../../words/index.ts';
import { useChosenPreset } from '../presets/usePresets.ts';
import styles from './Companion.module.css';

const { companion: say } = words;

/** The patient display comes back by itself after this long, in ms. */
const GIVEN_BACK_MS = 60_000;

const givePatientDisplay = (): void => {
  void send('patient', { act: 'wake' });
  void send('show', { view: 'patient' });
};

const Lines = ({ plan }: { readonly plan: PlanCard | null }) => (
  <div className={styles.lines}>
    <h1 className={styles.how}>{say.how}</h1>
    {plan !== null && <p>{say.touch[plan.touch]}</p>}
    {plan !== null && <p>{say.talk[plan.talk]}</p>}
  </div>
);

const InSession = ({ plan }: { readonly plan: PlanCard | null }) => {
  useEffect(() => {
    const timer = setTimeout(givePatientDisplay, GIVEN_BACK_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <Lines plan={plan} />
      <Button className="whole-key" aria-label={say.toPatient} onPress={givePatientDisplay} />
    </>
  );
};

const Before = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { preset } = useChosenPreset(snapshot.presets);
  return <Lines plan={preset?.plan ?? null} />;
};

export const Companion = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { session } = snapshot;
  return (
    <main className={styles.companion} aria-label={say.title}>
      {session.stage === 'running' ? (
        <InSession plan={session.preset.plan} />
      ) : (
        <Before snapshot={snapshot} />
      )}
      <Button className={styles.staff ?? ''} onPress={() => void send('show', { view: 'console' })}>
        {words.patient.staff}
      </Button>
    </main>
  );
};

// The whole set-up as one file, in Set-up: saved for another room or computer, and taken over from one, which can be undone.

import { useState } from 'react';
import { type TakenOver, WITH_VERSIONS } from '../../../shared/ipc/earlier.ts';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { Hint, Section, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import styles from './SetupEarlier.module.css';

const { whole: say } = words.setup;

export const SetupWhole = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { ask, isBusy, wrong } = useAsk();
  const [done, setDone] = useState<string | null>(null);
  const [taken, setTaken] = useState<TakenOver | null>(null);
  const whyNot = snapshot.session.stage === 'running' ? words.setup.whyNot : null;

  const begin = (): void => {
    setDone(null);
    setTaken(null);
  };
  const save = async (): Promise<void> => {
    begin();
    if ((await ask('saveSetup', {})).ok) setDone(say.saved);
  };
  const takeOver = async (): Promise<void> => {
    begin();
    const answer = await ask('takeOverSetup', {});
    if (answer.ok) setTaken(answer.value);
  };
  const undo = async (): Promise<void> => {
    const answers = [];
    for (const what of WITH_VERSIONS) answers.push(await ask('undoGoBack', { what }));
    begin();
    if (answers.every(({ ok }) => ok)) setDone(say.isUndone);
  };

  return (
    <Section title={say.title}>
      <Hint>{say.about}</Hint>
      <div className="row-wraps gap-3">
        <Button isBusy={isBusy} onPress={() => void save()}>
          {say.save}
        </Button>
        <Button isBusy={isBusy} why={whyNot} onPress={() => void takeOver()}>
          {say.takeOver}
        </Button>
      </div>
      <Wrong sentence={wrong} />
      {done !== null && (
        <p className={styles.done} role="status">
          {done}
        </p>
      )}
      {taken !== null && (
        <div className={styles.done} role="status">
          <p>{say.takenOver(taken)}</p>
          <span className="keeps-size">
            <Button isBusy={isBusy} onPress={() => void undo()}>
              {say.undo}
            </Button>
          </span>
        </div>
      )}
    </Section>
  );
};

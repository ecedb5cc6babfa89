// Set-up of the sound output and of the level at the chair. Sound must never move to another output by itself; a person
// chooses.

import type { ReactElement } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import type { OutputsView } from '../../../shared/sound/sound-view.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Hint, Section, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import { ChairLevel } from './ChairLevel.tsx';
import styles from './SetupSound.module.css';

const { sound: say } = words;

const Outputs = ({ outputs }: { readonly outputs: OutputsView }): ReactElement => {
  const { ask, wrong } = useAsk();
  const { isKnown, present, inUse, isLost } = outputs;
  return (
    <>
      {isLost && (
        <p role="alert" className={styles.lost}>
          {say.lost(inUse?.name ?? null)}
        </p>
      )}
      {present.length === 0 ? (
        <Hint>{isKnown ? say.none : say.looking}</Hint>
      ) : (
        <Choice
          label={say.choose}
          isLabelAbove
          options={present.map(({ id, name }) => ({ id, name }))}
          chosen={isLost ? '' : (inUse?.id ?? '')}
          missing={isLost ? say.chooseAnother : say.notUsedYet}
          onChoose={(outputId) => void ask('chooseOutput', { outputId })}
        />
      )}
      {inUse !== null && !isLost && <Hint>{say.inUse(inUse.name)}</Hint>}
      <Wrong sentence={wrong} />
    </>
  );
};

export const SetupSound = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => (
  <Section title={say.title}>
    <Outputs outputs={snapshot.sound.outputs} />
    <ChairLevel snapshot={snapshot} />
  </Section>
);

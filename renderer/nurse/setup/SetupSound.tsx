// Set-up of the music, in short, of the sound output, and of the level at the chair. Sound must never move to another
// output by itself; a person chooses.

import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import type { OutputsView } from '../../../shared/sound/sound-view.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { Hint, Section, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import { MeasuringLine } from '../music/MeasuringLine.tsx';
import { ChairLevel } from './ChairLevel.tsx';
import styles from './SetupSound.module.css';

const { sound: say, setupMusic } = words;

const Outputs = ({ outputs }: { readonly outputs: OutputsView }) => {
  const { ask, wrong } = useAsk();
  const { isKnown, present, inUse, isLost, isStopped } = outputs;
  return (
    <>
      {isLost && (
        <p role="alert" className={styles.lost}>
          {isStopped ? say.stopped : say.lost(inUse?.name ?? null)}
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

export const SetupSound = ({ snapshot }: { readonly snapshot: Snapshot }) => (
  <Section title={say.title}>
    <Outputs outputs={snapshot.sound.outputs} />
    <ChairLevel snapshot={snapshot} />
  </Section>
);

/** The music in short: how much there is, what is being measured, and the way to the music screen. */
export const SetupMusic = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { tell } = useCommands();
  const { playlists, library } = snapshot.sound;
  const isDone = library.measuring === null && !library.isScanning;
  return (
    <Section
      title={setupMusic.title}
      action={<Button onPress={() => void tell('show', { view: 'music' })}>{setupMusic.open}</Button>}
    >
      <p>
        {library.trackCount === 0
          ? setupMusic.none
          : setupMusic.summary(library.trackCount, playlists.length)}
      </p>
      <MeasuringLine library={library} />
      {isDone && library.trackCount > 0 && <Hint>{setupMusic.allMeasured}</Hint>}
      {library.unplayableCount > 0 && <Hint>{setupMusic.unplayable(library.unplayableCount)}</Hint>}
    </Section>
  );
};

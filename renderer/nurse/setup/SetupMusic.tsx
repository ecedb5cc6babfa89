// Set-up of the music, in short: how much there is, what is being measured, and the way to the music screen.

import type { ReactElement } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { Hint, Section } from '../../ui/Section.tsx';
import { words } from '../../words/index.ts';
import { MeasuringLine } from '../music/MeasuringLine.tsx';

const { setupMusic: say } = words;

export const SetupMusic = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => {
  const { tell } = useCommands();
  const { playlists, library } = snapshot.sound;
  const isDone = library.measuring === null && !library.isScanning;
  return (
    <Section
      title={say.title}
      action={<Button onPress={() => void tell('show', { view: 'music' })}>{say.open}</Button>}
    >
      <p>{library.trackCount === 0 ? say.none : say.summary(library.trackCount, playlists.length)}</p>
      <MeasuringLine library={library} />
      {isDone && library.trackCount > 0 && <Hint>{say.allMeasured}</Hint>}
      {library.unplayableCount > 0 && <Hint>{say.unplayable(library.unplayableCount)}</Hint>}
    </Section>
  );
};

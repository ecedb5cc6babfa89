// Set-up's smaller parts: what the room is called, the window by the door, the log, and how keys are kept.

import { type ReactElement, useState } from 'react';
import type { Snapshot } from '../../shared/snapshot.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { useAsk } from '../ui/useAsk.ts';
import { words } from '../words/index.ts';
import { Hint, SetupSection, Wrong } from './SetupSection.tsx';

interface PartProps {
  readonly snapshot: Snapshot;
}

/** The longest name of a room, in characters, as the contract has it. */
const LONGEST_NAME = 40;

export const SetupRoom = ({ snapshot }: PartProps): ReactElement => {
  const [typed, setTyped] = useState(snapshot.roomName);
  const { ask, isBusy, isDone, wrong, forget } = useAsk();
  const isSaved = isDone && typed.trim() === snapshot.roomName;
  const save = (): void => void ask('nameRoom', { name: typed.trim() });
  return (
    <SetupSection title={words.setup.room.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          label={words.setup.room.name}
          value={typed}
          onChange={(value) => {
            setTyped(value);
            forget();
          }}
          hint={isSaved ? words.setup.room.saved : words.setup.room.nameHint}
          most={LONGEST_NAME}
          wrong={wrong}
        >
          <Button isBusy={isBusy} onPress={save}>
            {words.setup.room.save}
          </Button>
        </Field>
      </form>
    </SetupSection>
  );
};

export const SetupDoor = ({ snapshot }: PartProps): ReactElement => {
  const { ask, isBusy, wrong } = useAsk();
  const { door } = words.setup;
  const isOpen = snapshot.quiet.doorWindow;
  return (
    <SetupSection
      title={door.title}
      action={
        <Button isBusy={isBusy} onPress={() => void ask('showDoor', { open: !isOpen })}>
          {isOpen ? door.close : door.open}
        </Button>
      }
    >
      <Hint>{door.hint}</Hint>
      <Wrong sentence={wrong} />
    </SetupSection>
  );
};

export const SetupLog = (): ReactElement => {
  const { ask, isBusy, isDone, wrong } = useAsk();
  const { log } = words.setup;
  return (
    <SetupSection
      title={log.title}
      action={
        <Button isBusy={isBusy} onPress={() => void ask('saveLog', {})}>
          {log.save}
        </Button>
      }
    >
      <Hint>{isDone ? log.saved : log.hint}</Hint>
      <Wrong sentence={wrong} />
    </SetupSection>
  );
};

export const SetupKeys = ({ snapshot }: PartProps): ReactElement => (
  <SetupSection title={words.setup.keys.title}>
    <Hint>{snapshot.keysEncrypted ? words.setup.keys.encrypted : words.setup.keys.readable}</Hint>
  </SetupSection>
);

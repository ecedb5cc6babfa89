// Set-up of the room's name, and the key that saves the log.

import { type PropsWithChildren, type ReactElement, useState } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Section, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import styles from './SetupRoom.module.css';

interface PartProps {
  readonly snapshot: Snapshot;
}

/** The longest room name that the contract accepts, in characters. */
const LONGEST_NAME = 40;

const RoomName = ({ snapshot }: PartProps): ReactElement => {
  const [typed, setTyped] = useState(snapshot.roomName);
  const { ask, isBusy, isDone, wrong, forget } = useAsk();
  const isSaved = isDone && typed.trim() === snapshot.roomName;
  const save = (): void => void ask('nameRoom', { name: typed.trim() });
  return (
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
  );
};

interface LineProps extends PropsWithChildren {
  readonly name: string;
  readonly about: string;
  readonly wrong: string | null;
}

const Line = ({ name, about, wrong, children }: LineProps): ReactElement => (
  <li className={styles.line}>
    <div className={styles.words}>
      <p>{name}</p>
      <p className="caption" role="status">
        {about}
      </p>
    </div>
    {children}
    <div className={styles.wrong}>
      <Wrong sentence={wrong} />
    </div>
  </li>
);

const Log = (): ReactElement => {
  const { ask, isBusy, isDone, wrong } = useAsk();
  const { log } = words.setup;
  return (
    <Line name={log.name} about={isDone ? log.saved : log.about} wrong={wrong}>
      <Button isBusy={isBusy} onPress={() => void ask('saveLog', {})}>
        {log.save}
      </Button>
    </Line>
  );
};

export const SetupRoom = ({ snapshot }: PartProps): ReactElement => (
  <Section title={words.setup.room.title}>
    <RoomName snapshot={snapshot} />
    <ul>
      <Log />
    </ul>
  </Section>
);

// Set-up of the room's name, the key that saves the log, and the light for the next person.

import { useState } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import type { Look } from '../../../shared/preset/preset.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Field, Form } from '../../ui/Field.tsx';
import { Hint, Section, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import styles from './SetupRoom.module.css';

/** The longest room name that the contract accepts, in characters. */
const LONGEST_NAME = 40;

const RoomName = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const [typed, setTyped] = useState(snapshot.roomName);
  const { ask, isBusy, isDone, wrong, forget } = useAsk();
  const isSaved = isDone && typed.trim() === snapshot.roomName;
  const save = (): void => void ask('nameRoom', { name: typed.trim() });
  return (
    <Form onSend={save}>
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
    </Form>
  );
};

const Log = () => {
  const { ask, isBusy, isDone, wrong } = useAsk();
  const { log } = words.setup;
  return (
    <li className={styles.log}>
      <div className={styles.words}>
        <p>{log.name}</p>
        <p className="caption" role="status">
          {isDone ? log.saved : log.about}
        </p>
      </div>
      <Button isBusy={isBusy} onPress={() => void ask('saveLog', {})}>
        {log.save}
      </Button>
      <div className={styles.wrong}>
        <Wrong sentence={wrong} />
      </div>
    </li>
  );
};

export const SetupRoom = ({ snapshot }: { readonly snapshot: Snapshot }) => (
  <Section title={words.setup.room.title}>
    <RoomName snapshot={snapshot} />
    <ul>
      <Log />
    </ul>
  </Section>
);

const { roomLook: say } = words.setup;

/** From light to rest in to light to clean in, in %. */
const BRIGHTNESSES: readonly number[] = [10, 18, 25, 35, 40, 50, 70, 100];

const WARMTHS: readonly (keyof typeof say.warmths)[] = [2000, 2200, 2700, 3000, 4000];

/**
 * The light that every turnover leaves for the next person: how bright and how warm. Choosing it must not change a lamp
 * now. A value that is not among the options, as from an edited file, stays until somebody chooses another.
 */
export const SetupRoomLook = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { ask, wrong } = useAsk();
  const { roomLook: look } = snapshot;
  const warmthK = 'warmthK' in look ? look.warmthK : null;
  const choose = (next: Look): void => void ask('chooseRoomLook', { look: next });
  return (
    <Section title={say.title}>
      <div className={styles.choices}>
        <Choice
          label={say.brightness}
          isLabelAbove
          options={BRIGHTNESSES.map((pct) => ({ id: String(pct), name: say.percent(pct) }))}
          chosen={String(look.brightnessPct)}
          missing={say.percent(look.brightnessPct)}
          onChoose={(id) => choose({ ...look, brightnessPct: Number(id) })}
        />
        <Choice
          label={say.warmth}
          isLabelAbove
          options={WARMTHS.map((k) => ({ id: String(k), name: say.warmths[k], about: say.kelvin(k) }))}
          chosen={String(warmthK)}
          missing={warmthK === null ? say.coloured : say.kelvin(warmthK)}
          onChoose={(id) => choose({ brightnessPct: look.brightnessPct, warmthK: Number(id) })}
        />
      </div>
      <Hint>{say.about}</Hint>
      <Wrong sentence={wrong} />
    </Section>
  );
};

// Sets, changes and removes the console's PIN. It must never show or keep what is typed.

import { useState } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { Field, type FieldProps, Form } from '../../ui/Field.tsx';
import { Hint, Section, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';

const { pin: say } = words.setup;

/** The longest PIN that the contract accepts, in digits. */
const LONGEST = 8;
const isPin = (typed: string): boolean => /^\d{4,8}$/.test(typed);

type Doing = 'set' | 'remove';

const PinField = (props: FieldProps) => (
  <Field {...props} onChange={(value) => props.onChange(value.replace(/\D/g, ''))} most={LONGEST} isSecret />
);

interface FormProps {
  readonly doing: Doing;
  readonly isSet: boolean;
  readonly onDone: (said: string | null) => void;
}

const PinForm = ({ doing, isSet, onDone }: FormProps) => {
  const [present, setPresent] = useState('');
  const [first, setFirst] = useState('');
  const [again, setAgain] = useState('');
  const { ask, isBusy, wrong, refuse } = useAsk();

  const keep = async (): Promise<void> => {
    if ((isSet && !isPin(present)) || (doing === 'set' && !isPin(first))) return refuse(say.tooShort);
    if (doing === 'set' && first !== again) {
      setFirst('');
      setAgain('');
      return refuse(say.differs);
    }
    const pin = doing === 'set' ? first : null;
    const answer = await ask('setPin', { pin, present: isSet ? present : null });
    if (answer.ok) onDone(doing === 'set' ? say.kept : say.removed);
    else setPresent('');
  };

  return (
    <Form className="gap-3 grid" onSend={() => void keep()}>
      {isSet && (
        <PinField
          label={say.present}
          hint={say.presentHint}
          value={present}
          onChange={setPresent}
          startsHere
        />
      )}
      {doing === 'set' && (
        <>
          <PinField
            label={say.first}
            hint={say.firstHint}
            value={first}
            onChange={setFirst}
            startsHere={!isSet}
          />
          <PinField label={say.again} hint={say.againHint} value={again} onChange={setAgain} />
        </>
      )}
      <Wrong sentence={wrong} />
      <div className="row-wraps gap-2">
        <Button kind="primary" isBusy={isBusy} onPress={() => void keep()}>
          {doing === 'set' ? say.keep : say.remove}
        </Button>
        <Button kind="link" onPress={() => onDone(null)}>
          {say.cancel}
        </Button>
      </div>
      {/* Enter in a field sends the form. */}
      <button type="submit" hidden />
    </Form>
  );
};

export const SetupPin = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const [doing, setDoing] = useState<Doing | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const isSet = snapshot.lock !== 'none';
  const begin = (what: Doing) => (): void => {
    setDone(null);
    setDoing(what);
  };
  return (
    <Section title={say.title}>
      <p role="status" className="pretty">
        {done ?? (isSet ? say.isSet : say.none)}
      </p>
      {doing === null ? (
        <div className="row-wraps gap-2">
          <Button onPress={begin('set')}>{isSet ? say.change : say.set}</Button>
          {isSet && (
            <Button kind="link" onPress={begin('remove')}>
              {say.remove}
            </Button>
          )}
        </div>
      ) : (
        <PinForm
          key={doing}
          doing={doing}
          isSet={isSet}
          onDone={(said) => {
            setDone(said);
            setDoing(null);
          }}
        />
      )}
      <Hint>{say.always}</Hint>
      {snapshot.isPinReadable && <Hint>{say.readable}</Hint>}
      {isSet && <Hint>{say.forgotten}</Hint>}
    </Section>
  );
};

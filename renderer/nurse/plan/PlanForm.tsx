// The plan card as a form: how to be with the person, what lies ready, their own words, what was agreed. All of it is in
// sight at once.

import { Label, TextArea, TextField } from 'react-aria-components';
import { LONGEST_NOTE, LOOK_INS, NOTES, type PlanCard, TALKS, TOUCHES } from '../../../shared/preset/plan.ts';
import { Checkbox, Toggle } from '../../ui/Checkbox.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { words } from '../../words/index.ts';
import styles from './PlanForm.module.css';

const { plan: say } = words;

interface PlanFormProps {
  readonly plan: PlanCard;
  readonly onChange: (part: keyof PlanCard, next: PlanCard) => void;
  /** The focus has left a note. */
  readonly onLeave: () => void;
}

const named = <Id extends string>(ids: readonly Id[], names: Readonly<Record<Id, string>>) =>
  ids.map((id) => ({ id, name: names[id] }));

const Company = ({ plan, onChange }: PlanFormProps) => (
  <>
    <Segmented
      label={say.parts.talk}
      options={named(TALKS, say.talk)}
      chosen={plan.talk}
      onChoose={(talk) => onChange('talk', { ...plan, talk })}
    />
    <Segmented
      label={say.parts.touch}
      options={named(TOUCHES, say.touch)}
      chosen={plan.touch}
      onChoose={(touch) => onChange('touch', { ...plan, touch })}
    />
    <Segmented
      label={say.parts.lookIn}
      options={named(LOOK_INS, say.lookIn)}
      chosen={plan.lookIn}
      onChoose={(lookIn) => onChange('lookIn', { ...plan, lookIn })}
    />
  </>
);

interface TogglesProps extends Omit<PlanFormProps, 'onLeave'> {
  readonly title: string;
  readonly parts: readonly (keyof typeof say.wanted)[];
  /** How many stand side by side. */
  readonly abreast: 2 | 3;
}

const Toggles = ({ plan, onChange, title, parts, abreast }: TogglesProps) => (
  <fieldset className={styles.toggles} data-abreast={abreast}>
    <legend className={styles.legend}>{title}</legend>
    {parts.map((part) => (
      <Toggle
        key={part}
        name={say.wanted[part]}
        isSet={plan[part]}
        onChange={(isSet) => onChange(part, { ...plan, [part]: isSet })}
      />
    ))}
  </fieldset>
);

interface NoteProps {
  readonly label: string;
  /** Shown while nothing is written. */
  readonly example: string;
  readonly text: string;
  readonly onWrite: (text: string) => void;
  /** The focus has left the note. */
  readonly onLeave: () => void;
}

/** A note, in the person's own words: a few lines that grow with the text, never beyond the card. */
export const Note = ({ label, example, text, onWrite, onLeave }: NoteProps) => (
  <TextField
    className={styles.note ?? ''}
    value={text}
    onChange={(written) => onWrite(written.replace(/\s*\n\s*/g, ' '))}
    onBlur={onLeave}
    maxLength={LONGEST_NOTE}
  >
    <Label className="caption">{label}</Label>
    <TextArea
      className={styles.text ?? ''}
      placeholder={example}
      rows={1}
      spellCheck="false"
      autoComplete="off"
    />
  </TextField>
);

export const PlanForm = (props: PlanFormProps) => {
  const { plan, onChange } = props;
  return (
    <main className={styles.form}>
      <div className={styles.column}>
        <Company {...props} />
        <Toggles
          {...props}
          title={say.groups.room}
          parts={['eyeMask', 'blanket', 'water', 'companion']}
          abreast={2}
        />
        <Toggles {...props} title={say.groups.display} parts={['write', 'draw', 'picture']} abreast={3} />
      </div>
      <div className={styles.column}>
        {NOTES.map((part) => (
          <Note
            key={part}
            label={say.parts[part]}
            example={say.examples[part]}
            text={plan[part]}
            onWrite={(text) => onChange(part, { ...plan, [part]: text })}
            onLeave={props.onLeave}
          />
        ))}
        <fieldset className={styles.agreed}>
          <legend className={styles.legend}>{say.groups.agreed}</legend>
          {(['medicinesTalkedAbout', 'quietAgreed'] as const).map((part) => (
            <Checkbox
              key={part}
              name={say.agreed[part]}
              isSet={plan[part]}
              onChange={(isSet) => onChange(part, { ...plan, [part]: isSet })}
            />
          ))}
        </fieldset>
      </div>
    </main>
  );
};

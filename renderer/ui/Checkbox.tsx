// A tick for what somebody agrees to or wants. A sentence to agree to must never be ticked beforehand.

import { Check } from 'lucide-react';
import { Checkbox as AriaCheckbox, ToggleButton } from 'react-aria-components';
import styles from './Checkbox.module.css';

interface CheckboxProps {
  readonly sentence: string;
  readonly isSet: boolean;
  readonly onChange: (isSet: boolean) => void;
}

/** A tick beside the whole sentence. */
export const Checkbox = ({ sentence, isSet, onChange }: CheckboxProps) => (
  <AriaCheckbox className={styles.checkbox ?? ''} isSelected={isSet} onChange={onChange}>
    <span className={styles.box}>
      <Check className="icon tick" aria-hidden="true" />
    </span>
    <span className={styles.sentence}>{sentence}</span>
  </AriaCheckbox>
);

interface ToggleProps {
  readonly name: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Something that is wanted or not, with a tick that can be seen across a table. */
export const Toggle = ({ name, isOn, onChange }: ToggleProps) => (
  <ToggleButton className={styles.toggle ?? ''} isSelected={isOn} onChange={onChange}>
    <span className={styles.toggleMark}>
      <Check className={styles.toggleTick} aria-hidden="true" />
    </span>
    {name}
  </ToggleButton>
);

// A tick for what somebody agrees to or wants. A sentence to agree to must never be ticked beforehand.

import { Check } from 'lucide-react';
import { Checkbox as AriaCheckbox, ToggleButton } from 'react-aria-components';
import styles from './Checkbox.module.css';

interface TickProps {
  readonly name: string;
  readonly isSet: boolean;
  readonly onChange: (isSet: boolean) => void;
}

/** A tick beside the whole sentence. */
export const Checkbox = ({ name, isSet, onChange }: TickProps) => (
  <AriaCheckbox className={styles.checkbox ?? ''} isSelected={isSet} onChange={onChange}>
    <span className={styles.box}>
      <Check className="icon tick" aria-hidden="true" />
    </span>
    <span className={styles.sentence}>{name}</span>
  </AriaCheckbox>
);

/** Something that is wanted or not, with a tick that can be seen across a table. */
export const Toggle = ({ name, isSet, onChange }: TickProps) => (
  <ToggleButton className={styles.toggle ?? ''} isSelected={isSet} onChange={onChange}>
    <span className={styles.toggleMark}>
      <Check className={styles.toggleTick} aria-hidden="true" />
    </span>
    {name}
  </ToggleButton>
);

// A tick beside the whole sentence that somebody agrees to. It must never be set beforehand.

import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components';
import styles from './Checkbox.module.css';

export interface CheckboxProps {
  readonly sentence: string;
  readonly isSet: boolean;
  readonly onChange: (isSet: boolean) => void;
}

export const Checkbox = ({ sentence, isSet, onChange }: CheckboxProps): ReactElement => (
  <AriaCheckbox className={styles.checkbox ?? ''} isSelected={isSet} onChange={onChange}>
    <span className={styles.box}>
      <Check className="icon tick" aria-hidden="true" />
    </span>
    <span className={styles.sentence}>{sentence}</span>
  </AriaCheckbox>
);

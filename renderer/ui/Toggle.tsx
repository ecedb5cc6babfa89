// Something that is wanted or not, with a tick that can be seen across a table.

import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import { ToggleButton } from 'react-aria-components';
import styles from './Toggle.module.css';

export interface ToggleProps {
  readonly name: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export const Toggle = ({ name, isOn, onChange }: ToggleProps): ReactElement => (
  <ToggleButton className={styles.toggle ?? ''} isSelected={isOn} onChange={onChange}>
    <span className={styles.mark}>
      <Check className={styles.tick} aria-hidden="true" />
    </span>
    {name}
  </ToggleButton>
);

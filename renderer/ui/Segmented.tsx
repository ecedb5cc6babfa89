// One of a few, all in sight, for talking while tapping, where a list that opens would be in the way.

import { Label, Radio, RadioGroup } from 'react-aria-components';
import styles from './Segmented.module.css';

export interface SegmentedProps<Id extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly name: string }[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}

export const Segmented = <Id extends string>({ label, options, chosen, onChoose }: SegmentedProps<Id>) => (
  <RadioGroup
    className={styles.group ?? ''}
    value={chosen}
    onChange={(id) => onChoose(id as Id)}
    orientation="horizontal"
  >
    <Label className="caption">{label}</Label>
    <div className={styles.row}>
      {options.map(({ id, name }) => (
        <Radio key={id} value={id} className={styles.segment ?? ''}>
          {name}
        </Radio>
      ))}
    </div>
  </RadioGroup>
);

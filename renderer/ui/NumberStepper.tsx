// A number between two keys that lower and raise it. It can be typed too, and the arrow keys step it.

import { Minus, Plus } from 'lucide-react';
import { Button, Group, Input, Label, NumberField } from 'react-aria-components';
import styles from './NumberStepper.module.css';

export interface NumberStepperProps {
  readonly label: string;
  /** The full accessible name, where the label is short. */
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly lessLabel: string;
  readonly moreLabel: string;
  readonly onChange: (value: number) => void;
}

export const NumberStepper = (props: NumberStepperProps) => {
  const { label, name, unit, value, least, most, lessLabel, moreLabel, onChange } = props;
  return (
    <NumberField
      className={styles.stepper ?? ''}
      aria-label={name}
      value={Math.round(value * 10) / 10}
      minValue={least}
      maxValue={most}
      onChange={(typed) => {
        if (!Number.isNaN(typed)) onChange(typed);
      }}
      formatOptions={{ maximumFractionDigits: 1, useGrouping: false }}
    >
      <Label className="caption" aria-hidden="true">
        {label}
      </Label>
      <Group className={styles.group ?? ''}>
        <Button slot="decrement" className={styles.key ?? ''} aria-label={lessLabel}>
          <Minus aria-hidden="true" className="icon" />
        </Button>
        <Input className={styles.input ?? ''} />
        <span className={styles.unit} aria-hidden="true">
          {unit}
        </span>
        <Button slot="increment" className={styles.key ?? ''} aria-label={moreLabel}>
          <Plus aria-hidden="true" className="icon" />
        </Button>
      </Group>
    </NumberField>
  );
};

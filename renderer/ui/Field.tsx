// A field to type in, with what it is for above it and what was wrong right beneath it, read out when it comes.
// It never loses what was typed.

import type { ReactElement } from 'react';
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import styles from './Field.module.css';

export interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint: string;
  readonly example?: string;
  readonly most?: number;
  /** What is wrong with it, as a sentence; null when nothing is. */
  readonly wrong?: string | null;
  /** True while it must not change. */
  readonly isFixed?: boolean;
  /** True for digits that nobody is to read: what is typed is shown as dots. */
  readonly isSecret?: boolean;
  /** True where somebody asked for the field by a press, and begins to type at once. */
  readonly startsHere?: boolean;
  /** True where what it is for is plain from its place: label and hint are only read out. */
  readonly isBare?: boolean;
  /** What stands beside the field: the button that does something with it. */
  readonly children?: ReactElement;
}

/** What stands in it is replaced by the first letter that is typed. */
const beginTyping = (input: HTMLInputElement | null): void => {
  input?.focus();
  input?.select();
};

export const Field = ({
  label,
  value,
  onChange,
  hint,
  example = '',
  most = 200,
  wrong = null,
  isFixed = false,
  isSecret = false,
  startsHere = false,
  isBare = false,
  children,
}: FieldProps): ReactElement => (
  <TextField
    className={styles.field ?? ''}
    value={value}
    onChange={onChange}
    isInvalid={wrong !== null}
    isReadOnly={isFixed}
    validationBehavior="aria"
    maxLength={most}
    data-bare={isBare || undefined}
  >
    <Label className={styles.label ?? ''}>{label}</Label>
    <div className={styles.row}>
      <Input
        ref={startsHere ? beginTyping : null}
        className={styles.input ?? ''}
        placeholder={example}
        spellCheck="false"
        autoComplete="off"
        {...(isSecret ? { type: 'password', inputMode: 'numeric' } : {})}
      />
      {children}
    </div>
    {wrong === null ? (
      <Text slot="description" className={styles.hint ?? ''}>
        {hint}
      </Text>
    ) : (
      <div role="alert">
        <FieldError className={styles.wrong ?? ''}>{wrong}</FieldError>
      </div>
    )}
  </TextField>
);

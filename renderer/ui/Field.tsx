// A field to type in, with its label above and its error right beneath, which is read out when it appears. It must never
// lose what was typed.

import type { PropsWithChildren, ReactElement } from 'react';
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import styles from './Field.module.css';

export interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint: string;
  readonly example?: string;
  readonly most?: number;
  /** The error as a sentence; null: there is none. */
  readonly wrong?: string | null;
  /** True while the text must not change. */
  readonly isFixed?: boolean;
  /** True for secret digits, which show as dots. */
  readonly isSecret?: boolean;
  /** True where a press opened the field, so that typing can start at once. */
  readonly startsHere?: boolean;
  /** True where its place explains it: label and hint are only read out. */
  readonly isBare?: boolean;
  /** The button beside the field. */
  readonly children?: ReactElement;
}

/** Selects the text, so that the first typed letter replaces it. */
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
}: FieldProps) => (
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

interface FormProps extends PropsWithChildren {
  readonly onSend: () => void;
  readonly className?: string;
}

/** A form that Enter in its fields sends; the page stays. */
export const Form = ({ onSend, className = '', children }: FormProps) => (
  <form
    className={className}
    onSubmit={(event) => {
      event.preventDefault();
      onSend();
    }}
  >
    {children}
  </form>
);

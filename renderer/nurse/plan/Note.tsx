// A note of a plan, in the person's own words: a few lines that grow with the text, never beyond the card.

import type { ReactElement } from 'react';
import { Label, TextArea, TextField } from 'react-aria-components';
import { LONGEST_NOTE } from '../../../shared/preset/plan.ts';
import styles from './Note.module.css';

export interface NoteProps {
  readonly label: string;
  /** Shown while nothing is written. */
  readonly example: string;
  readonly text: string;
  readonly onWrite: (text: string) => void;
  /** The focus has left the note. */
  readonly onLeave: () => void;
}

export const Note = ({ label, example, text, onWrite, onLeave }: NoteProps): ReactElement => (
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

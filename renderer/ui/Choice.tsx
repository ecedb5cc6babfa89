// One of a few, from a list that opens over the page, such as a lamp's role. It shows what the snapshot says; a press only
// asks for a change.

import { Check, ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import styles from './Choice.module.css';
import { type Option, OptionText } from './MenuButton.tsx';

interface ChoiceProps<Id extends string> {
  readonly label: string;
  /** False: the label is only read out, since the text beside it says the same. */
  readonly isLabelShown?: boolean;
  /** True: the label stands above, where it is too long to stand beside. */
  readonly isLabelAbove?: boolean;
  readonly options: readonly Option<Id>[];
  /** The id of the chosen option; one that is not among the options shows `missing`. */
  readonly chosen: string;
  readonly missing?: string;
  readonly onChoose: (id: Id) => void;
}

export const Choice = <Id extends string>({
  label,
  isLabelShown = true,
  isLabelAbove = false,
  options,
  chosen,
  missing = '',
  onChoose,
}: ChoiceProps<Id>) => {
  const present = options.find(({ id }) => id === chosen);
  return (
    <Select
      className={styles.choice ?? ''}
      value={present?.id ?? null}
      onChange={(key) => {
        const option = options.find(({ id }) => id === key);
        if (option !== undefined && option !== present) onChoose(option.id);
      }}
      placeholder={missing}
      data-above={isLabelAbove || undefined}
      {...(isLabelShown ? {} : { 'aria-label': label })}
    >
      {isLabelShown && <Label className="keeps-size caption">{label}</Label>}
      <Button className={styles.key ?? ''}>
        <SelectValue className={styles.value ?? ''}>{present?.name ?? missing}</SelectValue>
        <ChevronDown className={styles.arrow} aria-hidden="true" />
      </Button>
      <Popover className={styles.sheet ?? ''} offset={6} containerPadding={16}>
        <ListBox items={options} className={styles.list ?? ''}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.name} className={styles.option ?? ''}>
              <OptionText {...option} />
              <Check className={styles.tick} aria-hidden="true" />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
};

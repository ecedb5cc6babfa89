// A button that opens a short menu of actions.

import { ChevronDown, Ellipsis } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import styles from './Choice.module.css';
import own from './MenuButton.module.css';

export interface Option<Id extends string = string> {
  readonly id: Id;
  readonly name: string;
  /** A second, fainter line in the open list. */
  readonly about?: string;
}

/** An option's name, and its second, fainter line where it has one. */
export const OptionText = ({ name, about }: Pick<Option, 'name' | 'about'>) => (
  <>
    <Text slot="label" className={styles.name ?? ''}>
      {name}
    </Text>
    {about !== undefined && (
      <Text slot="description" className="small">
        {about}
      </Text>
    )}
  </>
);

interface MenuButtonProps<Id extends string> {
  readonly label: string;
  readonly entries: readonly Option<Id>[];
  readonly onChoose: (id: Id) => void;
  /** Shows three dots; the label is then only its accessible name. */
  readonly isBare?: boolean;
}

export const MenuButton = <Id extends string>({
  label,
  entries,
  onChoose,
  isBare = false,
}: MenuButtonProps<Id>) => (
  <MenuTrigger>
    {isBare ? (
      <Button className={own.bare ?? ''} aria-label={label}>
        <Ellipsis aria-hidden="true" />
      </Button>
    ) : (
      <Button className={own.key ?? ''}>
        {label}
        <ChevronDown className={styles.arrow} aria-hidden="true" />
      </Button>
    )}
    <Popover className={styles.sheet ?? ''} offset={6} containerPadding={16}>
      <Menu
        aria-label={label}
        items={entries}
        className={styles.list ?? ''}
        onAction={(key) => onChoose(key as Id)}
      >
        {(entry) => (
          <MenuItem id={entry.id} textValue={entry.name} className={styles.option ?? ''}>
            <OptionText {...entry} />
          </MenuItem>
        )}
      </Menu>
    </Popover>
  </MenuTrigger>
);

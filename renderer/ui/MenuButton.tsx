// A button that opens a short menu of actions.

import { ChevronDown, Ellipsis } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import styles from './Choice.module.css';
import own from './MenuButton.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly name: string;
  /** A second, fainter line. */
  readonly about?: string;
}

export interface MenuButtonProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly onChoose: (id: string) => void;
  /** Shows three dots; the label is then only its accessible name. */
  readonly isBare?: boolean;
}

export const MenuButton = ({ label, entries, onChoose, isBare = false }: MenuButtonProps): ReactElement => (
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
        onAction={(key) => onChoose(String(key))}
      >
        {({ id, name, about }) => (
          <MenuItem id={id} textValue={name} className={styles.option ?? ''}>
            <Text slot="label" className={styles.name ?? ''}>
              {name}
            </Text>
            {about !== undefined && (
              <Text slot="description" className="small">
                {about}
              </Text>
            )}
          </MenuItem>
        )}
      </Menu>
    </Popover>
  </MenuTrigger>
);

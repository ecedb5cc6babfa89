// Something seldom needed, hidden under its title until somebody opens it.

import { ChevronDown } from 'lucide-react';
import type { PropsWithChildren } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import styles from './Disclosed.module.css';

export interface DisclosedProps extends PropsWithChildren {
  readonly title: string;
  readonly startsOpen?: boolean;
  /** Called each time that somebody opens it. */
  readonly onOpen?: () => void;
}

export const Disclosed = ({ title, startsOpen = false, onOpen, children }: DisclosedProps) => (
  <Disclosure
    className={styles.disclosed ?? ''}
    defaultExpanded={startsOpen}
    onExpandedChange={(isOpen) => isOpen && onOpen?.()}
  >
    <Heading className={styles.heading ?? ''} level={3}>
      <Button slot="trigger" className={styles.key ?? ''}>
        <ChevronDown className={styles.arrow} aria-hidden="true" />
        {title}
      </Button>
    </Heading>
    <DisclosurePanel className={styles.panel ?? ''}>{children}</DisclosurePanel>
  </Disclosure>
);

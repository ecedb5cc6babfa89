// Parts of several screens' first line: the badges of a practice room or a clock at another rate, and links to other
// screens.

import { ArrowLeft } from 'lucide-react';
import type { PropsWithChildren } from 'react';
import type { Snapshot, View } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { useSnapshot } from '../../ui/snapshots.ts';
import { words } from '../../words/index.ts';
import styles from './HeaderParts.module.css';

/** The practice room is always named as such, and so is a clock that runs at another rate. */
export const RoomBadges = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { lights, clock } = snapshot;
  return (
    <>
      {lights.source === 'practice' && <p className={styles.mark}>{words.app.practiceRoom}</p>}
      {clock.rate !== 1 && (
        <p className={styles.mark} data-rate>
          {words.app.rate(clock.rate)}
        </p>
      )}
    </>
  );
};

interface ScreenLinkProps extends PropsWithChildren {
  readonly to: View;
  readonly size?: 'small' | 'medium';
}

/** A link to another screen. */
export const ScreenLink = ({ to, size = 'medium', children }: ScreenLinkProps) => {
  const { tell } = useCommands();
  return (
    <Button kind="link" size={size} onPress={() => void tell('show', { view: to })}>
      {children}
    </Button>
  );
};

/** Links to the other screens, and the lock once there is a PIN. Music is only linked before a session. */
export const ScreenLinks = ({ hasMusic = false }: { readonly hasMusic?: boolean }) => {
  const { tell } = useCommands();
  const isLockable = useSnapshot()?.lock === 'open';
  return (
    <nav className={styles.links}>
      <ScreenLink to="patient">{words.before.patientDisplay}</ScreenLink>
      {hasMusic && <ScreenLink to="music">{words.before.openMusic}</ScreenLink>}
      <ScreenLink to="setup">{words.before.setUp}</ScreenLink>
      {isLockable && (
        <Button kind="link" onPress={() => void tell('lock', {})}>
          {words.lock.lock}
        </Button>
      )}
    </nav>
  );
};

/** The way back to the console; `first` runs before. */
export const BackButton = ({ first }: { readonly first?: (() => Promise<void>) | undefined }) => {
  const { tell } = useCommands();
  const leave = async (): Promise<void> => {
    await first?.();
    await tell('show', { view: 'console' });
  };
  return (
    <Button onPress={() => void leave()}>
      <ArrowLeft className="icon" aria-hidden="true" />
      {words.app.back}
    </Button>
  );
};

interface ConsoleHeaderProps {
  readonly snapshot: Snapshot;
  readonly title: string;
  readonly hasMusic?: boolean;
}

/** The console's first line before and after a session. */
export const ConsoleHeader = ({ snapshot, title, hasMusic = false }: ConsoleHeaderProps) => (
  <header className="narrows row gap-4">
    <h1 className="one-line strong">
      {title}
      {words.app.separator}
      {snapshot.roomName}
    </h1>
    <RoomBadges snapshot={snapshot} />
    <ScreenLinks hasMusic={hasMusic} />
  </header>
);

// Lamps that somebody changed by hand, and one press that lets them follow the session again. Until then they stay as
// they are.

import { Hand } from 'lucide-react';
import type { ReactElement } from 'react';
import type { LightsView } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { useKeyboardShortcuts } from '../../ui/useKeys.ts';
import { words } from '../../words/index.ts';
import { changedLamps } from './console-cards.ts';
import styles from './RoomBack.module.css';

const { actions: say } = words;

/** Its live region stays in the page, without taking room, so that changes are read out. */
export const RoomBack = ({ lights }: { readonly lights: LightsView }): ReactElement => {
  const { tell } = useCommands();
  const names = changedLamps(lights);
  const isOffered = names.length > 0;
  const takeBack = (): void => void tell('takeRoomBack', {});
  useKeyboardShortcuts((key) => {
    if (!isOffered || key !== say.keys.takeRoomBack) return false;
    takeBack();
    return true;
  });
  return (
    <div className="announces" role="status">
      {isOffered && (
        <div className={styles.card}>
          <Hand className={styles.mark} aria-hidden="true" />
          <p className={styles.sentence}>{say.changedByHand(names)}</p>
          <Button hint={say.keys.takeRoomBack} onPress={takeBack}>
            {say.takeRoomBack}
          </Button>
        </div>
      )}
    </div>
  );
};

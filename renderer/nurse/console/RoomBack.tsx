// Somebody changed lamps by hand: which ones, and the one press that lets them follow the session again. They are
// respected until then, so this only offers.

import { Hand } from 'lucide-react';
import { type ReactElement, useCallback } from 'react';
import type { LightsView } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { useKeyboardShortcuts } from '../../ui/useKeyboardShortcuts.ts';
import { words } from '../../words/index.ts';
import { changedLamps } from './changed-lamps.ts';
import styles from './RoomBack.module.css';

const { actions: say } = words;

/** Its place stays when nothing was changed, without taking room, so that it is read out. */
export const RoomBack = ({ lights }: { readonly lights: LightsView }): ReactElement => {
  const { tell } = useCommands();
  const names = changedLamps(lights);
  const isOffered = names.length > 0;
  const takeBack = useCallback(() => void tell('takeRoomBack', {}), [tell]);
  const onLetter = useCallback(
    (letter: string): boolean => {
      if (!isOffered || letter !== say.keys.takeRoomBack) return false;
      takeBack();
      return true;
    },
    [isOffered, takeBack],
  );
  useKeyboardShortcuts(onLetter);
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

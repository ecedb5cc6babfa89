// What changed in the room by itself during a session, each with what can be done at one press: the sound output was lost,
// or somebody changed lamps by hand. The room stays as it is until somebody chooses.

import { Hand, VolumeX } from 'lucide-react';
import type { LightsView } from '../../../shared/ipc/snapshot.ts';
import type { OutputsView } from '../../../shared/sound/sound-view.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { useKeyboardShortcuts } from '../../ui/useKeys.ts';
import { words } from '../../words/index.ts';
import { changedLamps } from './console-cards.ts';
import styles from './RoomAlerts.module.css';

const { actions, sound } = words;

/** One press for every output that is present. Its live region stays in the page, so that changes are read out. */
export const OutputLost = ({ outputs }: { readonly outputs: OutputsView }) => {
  const { tell } = useCommands();
  const { isLost, isStopped, inUse, present } = outputs;
  return (
    <div className="announces" role="status">
      {isLost && (
        <div className={styles.lost}>
          <VolumeX className={styles.lostMark} aria-hidden="true" />
          <p className={styles.lostSentence}>{isStopped ? sound.stopped : sound.lost(inUse?.name ?? null)}</p>
          <div className={styles.keys}>
            {present.map(({ id, name }) => (
              <Button key={id} onPress={() => void tell('chooseOutput', { outputId: id })}>
                {sound.takeThis(name)}
              </Button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
};

/** One press lets changed lamps follow the session again. Its live region stays in the page, too. */
export const LampsChanged = ({ lights }: { readonly lights: LightsView }) => {
  const { tell } = useCommands();
  const names = changedLamps(lights);
  const isOffered = names.length > 0;
  const takeBack = (): void => void tell('takeRoomBack', {});
  useKeyboardShortcuts((key) => {
    if (!isOffered || key !== actions.keys.takeRoomBack) return false;
    takeBack();
    return true;
  });
  return (
    <div className="announces" role="status">
      {isOffered && (
        <div className={styles.changed}>
          <Hand className={styles.changedMark} aria-hidden="true" />
          <p className={styles.changedSentence}>{actions.changedByHand(names)}</p>
          <Button hint={actions.keys.takeRoomBack} onPress={takeBack}>
            {actions.takeRoomBack}
          </Button>
        </div>
      )}
    </div>
  );
};

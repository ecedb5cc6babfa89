// Which room or zone of the bridge this room is: only its lamps are ever touched. What is chosen comes from the
// snapshot; while a session runs it is only told.

import type { ReactElement } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import styles from './RoomChoice.module.css';

const { lights: say } = words.setup;

/** Stands for all lamps in the list, where every option needs an id; no room of a bridge has an id like it. */
const ALL_LAMPS = 'all lamps';

export interface RoomChoiceProps {
  readonly snapshot: Pick<Snapshot, 'lights' | 'faults'>;
  /** Why it may not be changed now; null when it may. */
  readonly why: string | null;
}

export const RoomChoice = ({ snapshot, why }: RoomChoiceProps): ReactElement => {
  const { ask, wrong } = useAsk();
  const { rooms, roomId } = snapshot.lights;
  const isUnchosen = snapshot.faults.some(({ code }) => code === 'roomUnchosen');
  const chosenName =
    roomId === null ? say.allLamps : (rooms.find(({ id }) => id === roomId)?.name ?? say.roomMissing);
  if (why !== null) {
    return (
      <div className={styles.told}>
        <p className="caption">{say.thisRoom}</p>
        <p>{chosenName}</p>
      </div>
    );
  }
  return (
    <div className={styles.room}>
      <Choice
        label={say.whichRoom}
        isLabelAbove
        options={[
          ...rooms.map(({ id, name, kind, lampCount }) => ({
            id,
            name,
            about: say.roomAbout(kind, lampCount),
          })),
          { id: ALL_LAMPS, name: say.allLamps, about: say.allLampsAbout },
        ]}
        chosen={isUnchosen ? '' : (roomId ?? ALL_LAMPS)}
        missing={say.roomMissing}
        onChoose={(id) => void ask('chooseRoom', { roomId: id === ALL_LAMPS ? null : id })}
      />
      <Wrong sentence={wrong} />
    </div>
  );
};

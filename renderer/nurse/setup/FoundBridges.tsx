// The bridges that announce themselves, each with the digits on its sticker, so that nobody pairs with another room's.

import type { ReactElement } from 'react';
import type { FoundBridgeView } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { Hint } from '../../ui/Section.tsx';
import { words } from '../../words/index.ts';
import styles from './FoundBridges.module.css';
import { idParts } from './pairing-steps.ts';

const { lights: say } = words.setup;

export interface FoundBridgesProps {
  readonly found: readonly FoundBridgeView[];
  /** The id of the bridge that is being asked who it is; null while none is. */
  readonly asked: string | null;
  readonly onConnect: (bridgeId: string) => void;
}

export const FoundBridges = ({ found, asked, onConnect }: FoundBridgesProps): ReactElement | null => {
  if (found.length === 0) return null;
  return (
    <>
      <ul aria-label={say.foundLabel}>
        {found.map(({ bridgeId, name, address, isInUse }) => {
          const { head, sticker } = idParts(bridgeId);
          return (
            <li key={bridgeId} className={styles.bridge}>
              <div className="narrows">
                <p className={styles.name}>{name}</p>
                <p className={styles.about}>
                  {head}
                  <strong className={styles.sticker}>{sticker}</strong>
                </p>
                <p className={styles.about}>{address}</p>
              </div>
              {isInUse ? (
                <p className={styles.about}>{say.inUse}</p>
              ) : (
                <Button
                  label={say.connectTo(name, sticker)}
                  isBusy={asked === bridgeId}
                  onPress={() => onConnect(bridgeId)}
                >
                  {asked === bridgeId ? say.connecting : say.connect}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <Hint>{say.idHint}</Hint>
    </>
  );
};

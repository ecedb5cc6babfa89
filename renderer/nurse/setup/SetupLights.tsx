// Set-up of the lights: the bridge and its health, which of its rooms this room is, and pairing with it again or with
// another one. Only the lamps of the chosen room are ever touched, and nothing changes during a session.

import type { LightsView, Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Hint, Section, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { useWallNow } from '../../ui/useNow.ts';
import { words } from '../../words/index.ts';
import { ConnectBridge, type ConnectBridgeProps } from './ConnectBridge.tsx';
import { goesUnencrypted, usePairing } from './pairing.ts';
import styles from './SetupLights.module.css';

const { health, lights: say } = words.setup;

const SetupHealth = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const wallMs = useWallNow();
  const { lights, keysEncrypted } = snapshot;
  /** The practice room's key is no secret. */
  const hasKey = lights.source === 'bridge';
  const { model, software, lastFault, commandsLastHour } = lights.health;
  return (
    <ul className={styles.lines} aria-label={health.label}>
      <li>{health.kind(model, software)}</li>
      <li>{health.commands(commandsLastHour)}</li>
      <li>
        {lastFault === null ? health.noFault : health.fault(lastFault.code, wallMs - lastFault.atWallMs)}
      </li>
      {hasKey && keysEncrypted && <li>{health.keyEncrypted}</li>}
      {hasKey && !keysEncrypted && <li className={styles.readable}>{health.keyReadable}</li>}
    </ul>
  );
};

/** The option for all lamps; no room of a bridge has such an id. */
const ALL_LAMPS = 'all lamps';

const RoomChoice = ({ snapshot, pairing }: ConnectBridgeProps) => {
  const { ask, wrong } = useAsk();
  const { rooms, roomId } = snapshot.lights;
  const isUnchosen = snapshot.faults.some(({ code }) => code === 'roomUnchosen');
  const chosenName =
    roomId === null ? say.allLamps : (rooms.find(({ id }) => id === roomId)?.name ?? say.roomMissing);
  if (pairing.why !== null) {
    return (
      <div className={styles.fixedRoom}>
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

const Source = ({ lights }: { readonly lights: LightsView }) => {
  const { source, state, bridgeName, address, answersInMs } = lights;
  const isPractice = source === 'practice';
  const said = state === 'ready' ? say.states.ready(answersInMs) : say.states[state];
  return (
    <div className={styles.source} role="status">
      <p className={styles.bridge}>
        <span className={styles.dot} data-state={state} />
        {isPractice ? words.app.practiceRoom : say.bridge(bridgeName, address)}
      </p>
      <p className={styles.state}>{said}</p>
      {isPractice && <p className={styles.practice}>{say.practiceMeans}</p>}
    </div>
  );
};

/** Faults that only pairing again mends. Another bridge comes first, since it does not know this computer either. */
const MENDED_BY_PAIRING = ['bridgeNotItself', 'bridgeUnauthorised'] as const;

const PairAgain = ({ snapshot, pairing }: ConnectBridgeProps) => {
  const { lights, faults } = snapshot;
  const { why } = pairing;
  const code = MENDED_BY_PAIRING.find((known) => faults.some((fault) => fault.code === known));
  const { address } = lights;
  if (code === undefined || lights.source === 'practice' || address === null) return null;
  const isOurs = pairing.wish?.how === 'again';
  return (
    <div className={styles.again}>
      <p className={styles.wrong}>{say.pairAgainWhy[code]}</p>
      <Button
        kind={why === null ? 'primary' : 'plain'}
        why={why}
        isBusy={isOurs && pairing.isBusy}
        // A consent given for this address still holds.
        onPress={() => pairing.begin({ how: 'again', address, allowPlainHttp: goesUnencrypted(address) })}
      >
        {say.pairAgain}
      </Button>
      {isOurs && <Wrong sentence={pairing.wrong} />}
    </div>
  );
};

const UsePractice = ({ why }: { readonly why: string | null }) => {
  const { ask, isBusy, wrong } = useAsk();
  return (
    <div className={styles.practiceKey}>
      <Button
        kind="link"
        size="small"
        why={why}
        isBusy={isBusy}
        onPress={() => void ask('usePracticeRoom', {})}
      >
        {say.usePractice}
      </Button>
      <Wrong sentence={wrong} />
    </div>
  );
};

export const SetupLights = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { lights } = snapshot;
  const pairing = usePairing(snapshot);
  const { why } = pairing;
  const isAtRest = snapshot.pairing === null;
  /** The practice room has one room, so there is nothing to choose. A bridge without rooms may serve several. */
  const isUnchosen = snapshot.faults.some(({ code }) => code === 'roomUnchosen');
  const hasRooms = isUnchosen || lights.rooms.length > (lights.source === 'practice' ? 1 : 0);
  return (
    <Section title={say.title} action={lights.source === 'bridge' && <UsePractice why={why} />}>
      <Source lights={lights} />
      {isAtRest && <PairAgain snapshot={snapshot} pairing={pairing} />}
      {isAtRest && hasRooms && <RoomChoice snapshot={snapshot} pairing={pairing} />}
      <ConnectBridge snapshot={snapshot} pairing={pairing} />
      {why !== null && <Hint>{why}</Hint>}
      {isAtRest && <SetupHealth snapshot={snapshot} />}
    </Section>
  );
};

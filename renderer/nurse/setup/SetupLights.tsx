// Set-up of the lights: which bridge they come from and how it is, which of its rooms is this one, and how to pair with
// it again or with another one.

import type { ReactElement } from 'react';
import type { LightsView, Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { Hint, Section, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import { ConnectBridge } from './ConnectBridge.tsx';
import { goesUnencrypted } from './pairing-steps.ts';
import { RoomChoice } from './RoomChoice.tsx';
import { SetupHealth } from './SetupHealth.tsx';
import styles from './SetupLights.module.css';
import { type Pairing, usePairing } from './usePairing.ts';

const { lights: say } = words.setup;

const Source = ({ lights }: { readonly lights: LightsView }): ReactElement => {
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

/** Mended only by pairing again. That another bridge answers comes first: it does not know this computer either. */
const MENDED_BY_PAIRING = ['bridgeNotItself', 'bridgeUnauthorised'] as const;

interface PairAgainProps {
  readonly snapshot: Snapshot;
  readonly pairing: Pairing;
  readonly why: string | null;
}

const PairAgain = ({ snapshot, pairing, why }: PairAgainProps): ReactElement | null => {
  const { lights, faults } = snapshot;
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
        // What was agreed to for this address once holds for it still.
        onPress={() => pairing.begin({ how: 'again', address, allowPlainHttp: goesUnencrypted(address) })}
      >
        {say.pairAgain}
      </Button>
      {isOurs && <Wrong sentence={pairing.wrong} />}
    </div>
  );
};

const UsePractice = ({ why }: { readonly why: string | null }): ReactElement => {
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

export const SetupLights = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => {
  const { lights, session } = snapshot;
  const pairing = usePairing();
  const why = session.stage === 'running' ? words.setup.whyNot : null;
  const isAtRest = snapshot.pairing === null;
  /** The practice room has one room, and nothing to choose. */
  const hasRooms = lights.rooms.length > (lights.source === 'practice' ? 1 : 0);
  return (
    <Section title={say.title} action={lights.source === 'bridge' && <UsePractice why={why} />}>
      <Source lights={lights} />
      {isAtRest && <PairAgain snapshot={snapshot} pairing={pairing} why={why} />}
      {isAtRest && hasRooms && <RoomChoice snapshot={snapshot} why={why} />}
      <ConnectBridge snapshot={snapshot} pairing={pairing} why={why} />
      {why !== null && <Hint>{why}</Hint>}
      {isAtRest && <SetupHealth snapshot={snapshot} />}
    </Section>
  );
};

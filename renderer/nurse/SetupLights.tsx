// Set-up of the lights: which bridge they come from, and how to connect another one. What was
// typed stays, whatever comes of it.

import { type ReactElement, useState } from 'react';
import type { LightsView, Snapshot } from '../../shared/snapshot.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { useAsk } from '../ui/useAsk.ts';
import { words } from '../words/index.ts';
import styles from './SetupLights.module.css';
import { SetupSection, Wrong } from './SetupSection.tsx';

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

interface ConnectProps {
  readonly lights: LightsView;
  /** Why nothing may be connected now; null when it may. */
  readonly why: string | null;
}

const Connect = ({ lights, why }: ConnectProps): ReactElement => {
  const [typed, setTyped] = useState(lights.source === 'bridge' ? (lights.address ?? '') : '');
  const { ask, isBusy, isDone, wrong, refuse } = useAsk();
  const practice = useAsk();
  const isWanted = why === null && typed.trim() !== '' && typed.trim() !== lights.address;
  const connect = (): void => {
    const address = typed.trim();
    if (why !== null) refuse(why);
    else if (address === '') refuse(words.errors.addressUnclear);
    else void ask('connectBridge', { address });
  };
  return (
    <div className={styles.connect}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) connect();
        }}
      >
        <Field
          label={say.address}
          value={typed}
          onChange={setTyped}
          hint={why ?? (isDone && lights.source === 'bridge' ? say.connected : say.pressFirst)}
          example={say.addressExample}
          wrong={wrong}
          isFixed={isBusy}
        >
          <Button
            kind={isWanted && !isBusy ? 'primary' : 'plain'}
            isBusy={isBusy}
            onPress={connect}
            why={why}
          >
            {isBusy ? say.connecting : say.connect}
          </Button>
        </Field>
      </form>
      {lights.source === 'bridge' && (
        <span className={styles.practiceKey}>
          <Button why={why} isBusy={practice.isBusy} onPress={() => void practice.ask('usePracticeRoom', {})}>
            {say.usePractice}
          </Button>
        </span>
      )}
      <Wrong sentence={practice.wrong} />
    </div>
  );
};

export const SetupLights = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => {
  const { lights, session } = snapshot;
  return (
    <SetupSection title={say.title}>
      <Source lights={lights} />
      <Connect lights={lights} why={session.stage === 'running' ? words.setup.whyNot : null} />
    </SetupSection>
  );
};

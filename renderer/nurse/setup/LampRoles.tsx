// The lamps of the bridge with their roles, and Try it, which shows one lamp after another. A choice holds at once; lamps
// change gently, and none may ever flash to be found.

import type { ReactElement } from 'react';
import type { LampView, Snapshot } from '../../../shared/ipc/snapshot.ts';
import { ROLES } from '../../../shared/preset/preset.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Hint, Section, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import styles from './LampRoles.module.css';

const { lights: say } = words.setup;

const CHOICES = [...ROLES, 'none'] as const;
const OPTIONS = CHOICES.map((role) => ({ id: role, name: say.roles[role], about: say.rolesAbout[role] }));

interface LampProps {
  readonly lamp: LampView;
  /** Try it is showing this lamp. */
  readonly isShown: boolean;
}

const Lamp = ({ lamp, isShown }: LampProps): ReactElement => {
  const { ask, wrong } = useAsk();
  const choose = (id: string): void => {
    const role = CHOICES.find((known) => known === id);
    if (role !== undefined) void ask('chooseRole', { lampId: lamp.id, role });
  };
  return (
    <li className={styles.lamp} data-shown={isShown || undefined}>
      <div>
        <p className={styles.name}>{lamp.name}</p>
        {isShown && <p className={styles.shown}>{say.shownNow}</p>}
        {!lamp.reachable && <p className="wrong">{say.unreachable}</p>}
        <Wrong sentence={wrong} />
      </div>
      <div>
        <Choice
          label={say.roleOf(lamp.name)}
          isLabelShown={false}
          options={OPTIONS}
          chosen={lamp.role}
          onChoose={choose}
        />
      </div>
    </li>
  );
};

/** Why the lamps cannot be tried now; null when they can. */
const whyNotTried = ({ session, lights }: Snapshot): string | null => {
  if (session.stage === 'running') return words.setup.whyNot;
  if (lights.state !== 'ready') return words.errors.bridgeAway;
  return lights.lamps.some(({ role }) => role !== 'none') ? null : say.tryNoLamps;
};

interface TryItProps {
  readonly isTrying: boolean;
  readonly why: string | null;
  readonly onTry: () => void;
  readonly onStop: () => void;
}

/** One button for both actions, so that it keeps the focus. */
const TryIt = ({ isTrying, why, onTry, onStop }: TryItProps): ReactElement => (
  <span className="no-why">
    <Button why={isTrying ? null : why} onPress={isTrying ? onStop : onTry}>
      {isTrying ? say.stop : say.tryIt}
    </Button>
  </span>
);

export const LampRoles = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => {
  const { ask, wrong } = useAsk();
  const { lamps, trying } = snapshot.lights;
  const shown = lamps.find(({ id }) => id === trying);
  const why = whyNotTried(snapshot);
  const isUnchosen = snapshot.faults.some(({ code }) => code === 'roomUnchosen');
  return (
    <Section
      title={say.lamps}
      action={
        lamps.length > 0 && (
          <TryIt
            isTrying={trying !== null}
            why={why}
            onTry={() => void ask('tryLamps', {})}
            onStop={() => void ask('stopTrying', {})}
          />
        )
      }
    >
      {lamps.length > 0 && (
        <p className={styles.trying} role="status" data-shown={shown !== undefined || undefined}>
          {shown === undefined ? (why ?? say.tryHint) : say.isShown(shown.name)}
        </p>
      )}
      <Wrong sentence={wrong} />
      {lamps.length === 0 && <Hint>{isUnchosen ? say.lampsAfterRoom : say.noLamps}</Hint>}
      <ul className={styles.list}>
        {lamps.map((lamp) => (
          <Lamp key={lamp.id} lamp={lamp} isShown={lamp.id === trying} />
        ))}
      </ul>
    </Section>
  );
};

// The lamps that the bridge has, each with what it is for. A choice holds at once; lamps go there gently, and none
// flashes to be found.

import type { ReactElement } from 'react';
import { ROLES } from '../../shared/preset.ts';
import type { LampView } from '../../shared/snapshot.ts';
import { Choice } from '../ui/Choice.tsx';
import { useAsk } from '../ui/useAsk.ts';
import { words } from '../words/index.ts';
import styles from './LampRoles.module.css';
import { Hint, SetupSection, Wrong } from './SetupSection.tsx';

const { lights: say } = words.setup;

const CHOICES = [...ROLES, 'none'] as const;
const OPTIONS = CHOICES.map((role) => ({ id: role, name: say.roles[role] }));

const Lamp = ({ lamp }: { readonly lamp: LampView }): ReactElement => {
  const { ask, wrong } = useAsk();
  const choose = (id: string): void => {
    const role = CHOICES.find((known) => known === id);
    if (role !== undefined) void ask('chooseRole', { lampId: lamp.id, role });
  };
  return (
    <li className={styles.lamp}>
      <div className={styles.words}>
        <p className={styles.name}>{lamp.name}</p>
        {!lamp.reachable && <p className={styles.away}>{say.unreachable}</p>}
        <Wrong sentence={wrong} />
      </div>
      <div className={styles.role}>
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

/** All lamps of the bridge that is in use. */
export const LampRoles = ({ lamps }: { readonly lamps: readonly LampView[] }): ReactElement => (
  <SetupSection title={say.lamps} height="rest">
    <Hint>{lamps.length === 0 ? say.noLamps : say.rolesHint}</Hint>
    <ul className={styles.list}>
      {lamps.map((lamp) => (
        <Lamp key={lamp.id} lamp={lamp} />
      ))}
    </ul>
  </SetupSection>
);

// The lamps of the bridge with their roles; Try it, which shows one lamp after another; and what the lamps do after a power
// cut. A choice holds at once; lamps change gently, and none may ever flash to be found. Nothing changes during a session.

import type { LampView, Snapshot } from '../../../shared/ipc/snapshot.ts';
import { ROLES } from '../../../shared/preset/preset.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Hint, Section, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import { afterPowerCutOf } from './after-power-cut.ts';
import styles from './SetupLamps.module.css';

const { lights: say, powerCut } = words.setup;

const OPTIONS = ([...ROLES, 'none'] as const).map((id) => ({
  id,
  name: say.roles[id],
  about: say.rolesAbout[id],
}));

interface LampProps {
  readonly lamp: LampView;
  /** Try it is showing this lamp. */
  readonly isShown: boolean;
}

const Lamp = ({ lamp, isShown }: LampProps) => {
  const { ask, wrong } = useAsk();
  return (
    <li className={styles.lamp} data-shown={isShown || undefined}>
      <div>
        <p className={styles.name}>{lamp.name}</p>
        {isShown && <p className={styles.shown}>{say.shownNow}</p>}
        {!lamp.reachable && <p className="wrong">{say.unreachable}</p>}
        {lamp.isUnclear && <p className="wrong">{say.unclear}</p>}
        {lamp.runsOther && <p className="hint">{say.runsOther}</p>}
        {lamp.isUntold && <p className="wrong">{say.untold}</p>}
        <Wrong sentence={wrong} />
      </div>
      <div>
        <Choice
          label={say.roleOf(lamp.name)}
          isLabelShown={false}
          options={OPTIONS}
          chosen={lamp.isUnclear ? '' : lamp.role}
          missing={say.roomMissing}
          onChoose={(role) => void ask('chooseRole', { lampId: lamp.id, role })}
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

export const LampRoles = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { ask, wrong } = useAsk();
  const isUnchosen = snapshot.faults.some(({ code }) => code === 'roomUnchosen');
  const { trying, state } = snapshot.lights;
  const lamps = isUnchosen ? [] : snapshot.lights.lamps;
  const shown = lamps.find(({ id }) => id === trying);
  const why = whyNotTried(snapshot);
  return (
    <Section
      title={say.lamps}
      action={
        lamps.length > 0 && (
          // One button for both actions, so that it keeps the focus.
          <span className="no-why">
            <Button
              why={trying === null ? why : null}
              onPress={() => void ask(trying === null ? 'tryLamps' : 'stopTrying', {})}
            >
              {trying === null ? say.tryIt : say.stop}
            </Button>
          </span>
        )
      }
    >
      {lamps.length > 0 && (
        <p className={styles.trying} role="status" data-shown={shown !== undefined || undefined}>
          {shown === undefined ? (why ?? say.tryHint) : say.isShown(shown.name)}
        </p>
      )}
      <Wrong sentence={wrong} />
      {lamps.length === 0 && <Hint>{isUnchosen ? say.lampsAfterRoom : say.noLamps[state]}</Hint>}
      <ul className={styles.list}>
        {lamps.map((lamp) => (
          <Lamp key={lamp.id} lamp={lamp} isShown={lamp.id === trying} />
        ))}
      </ul>
    </Section>
  );
};

/** A lamp that comes up in full white would startle: one button lets them come back as they were. */
export const SetupPowerCut = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { ask, isBusy, wrong } = useAsk();
  const after = afterPowerCutOf(snapshot.lights.lamps);
  if (after === null) return null;
  const why = snapshot.session.stage === 'running' ? words.setup.whyNot : null;
  const isWhite = after.kind === 'white';
  const powerCutText = {
    white: powerCut.white(after.white, after.of),
    asBefore: powerCut.asBefore(after.of),
    none: powerCut.noneTells,
  }[after.kind];
  return (
    <Section title={powerCut.title}>
      <div role="status">
        <p className={styles.powerCut} data-white={isWhite || undefined}>
          {powerCutText}
        </p>
        {after.of > 0 && after.untold.length > 0 && <Hint>{powerCut.someDoNotTell(after.untold)}</Hint>}
      </div>
      {after.kind !== 'none' && (
        <span className={styles.powerCutKey}>
          <Button why={why} isBusy={isBusy} onPress={() => void ask('afterPowerCut', { asBefore: isWhite })}>
            {isWhite ? powerCut.letThem : powerCut.asDelivered}
          </Button>
        </span>
      )}
      {why !== null && after.kind !== 'none' && <Hint>{why}</Hint>}
      <Wrong sentence={wrong} />
    </Section>
  );
};

// Set-up of the program's start: whether the system starts it at login, and again when it dies. What it says is what the
// system answered.

import type { LoginStartView, Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Hint, Section, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';

const { loginStart: say } = words.setup;

const aboutOf = ({ isOn, restarts, isNow }: NonNullable<LoginStartView>): string => {
  if (!isOn) return say.off;
  if (!restarts) return say.onceOnly;
  return isNow ? say.comesBack : say.fromNextLogin;
};

/** Nothing where the system has no way to do it. */
export const SetupLoginStart = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { ask, wrong } = useAsk();
  const { loginStart } = snapshot.quiet;
  if (loginStart === null) return null;
  return (
    <Section title={say.title}>
      <Checkbox
        name={say.name}
        isSet={loginStart.isOn}
        onChange={(isWanted) => void ask('startAtLogin', { isWanted })}
      />
      <Hint>{aboutOf(loginStart)}</Hint>
      <Wrong sentence={wrong} />
    </Section>
  );
};

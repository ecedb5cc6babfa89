// The actions at the console's foot, which single keys do as well. Full light stands apart, always in the same place.

import type { RunningSession } from '../../../shared/session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalLine, useCommands } from '../../ui/Commands.tsx';
import { useKeyboardShortcuts } from '../../ui/useKeys.ts';
import { words } from '../../words/index.ts';
import { FullLightButton } from '../common/FullLightButton.tsx';
import styles from './ActionBar.module.css';
import { actionsOf } from './console-actions.ts';

/** React's keys: a button keeps the focus while it turns into its opposite. */
const PLACES = ['quietCheck', 'hold', 'extend', 'next', 'end'] as const;

/** The bar, and above it why the last action was refused. */
export const ActionBar = ({ session }: { readonly session: RunningSession }) => {
  const { act, refuse } = useCommands();
  const actions = actionsOf(session);
  useKeyboardShortcuts((key) => {
    const action = actions.find((one) => one.key === key);
    if (action === undefined) return false;
    if (action.why === null) act(action.act);
    else refuse(action.why);
    return true;
  });
  return (
    <footer className={styles.foot}>
      <div className={styles.refusal}>
        <RefusalLine />
      </div>
      <section className={styles.bar} aria-label={words.actions.label}>
        {actions.map((action, place) => (
          <Button
            key={PLACES[place]}
            size="footer"
            kind={action.kind}
            why={action.why}
            onPress={() => act(action.act)}
            {...(action.key === null ? {} : { hint: action.key })}
          >
            {action.name}
          </Button>
        ))}
        <span className="full-light-place">
          <FullLightButton session={session} />
        </span>
      </section>
    </footer>
  );
};

// What staff can do to the session, at the console's foot and by single letters. Full light stands apart, where it
// always stands; while it is on, its place is the way back.

import { type ReactElement, useCallback } from 'react';
import type { RunningSession } from '../../../shared/session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalLine, useCommands } from '../../ui/Commands.tsx';
import { useKeyboardShortcuts } from '../../ui/useKeyboardShortcuts.ts';
import { words } from '../../words/index.ts';
import styles from './ActionBar.module.css';
import { actionsOf } from './console-actions.ts';

/** Keys for React: a button stays the same one, with the keyboard on it, while it turns into its opposite. */
const PLACES = ['look', 'hold', 'extend', 'next', 'end'] as const;

/** The letters act as the buttons do, refusals included. */
const useActionKeys = (session: RunningSession): void => {
  const { act, refuse } = useCommands();
  const onLetter = useCallback(
    (letter: string): boolean => {
      const action = actionsOf(session).find(({ key }) => key === letter);
      if (action === undefined) return false;
      if (action.why === null) act(action.act);
      else refuse(action.why);
      return true;
    },
    [session, act, refuse],
  );
  useKeyboardShortcuts(onLetter);
};

const FullLight = ({ isOn }: { readonly isOn: boolean }): ReactElement => {
  const { act } = useCommands();
  return isOn ? (
    <Button kind="fullOn" size="footer" onPress={() => act('undoFullLight')}>
      {words.actions.backToSession}
    </Button>
  ) : (
    <Button kind="full" size="footer" hint={words.actions.keys.fullLight} onPress={() => act('fullLight')}>
      {words.actions.fullLight}
    </Button>
  );
};

/** The bar of actions, and above it why the last one was refused. */
export const ActionBar = ({ session }: { readonly session: RunningSession }): ReactElement => {
  const { act } = useCommands();
  useActionKeys(session);
  return (
    <footer className={styles.foot}>
      <div className={styles.refusal}>
        <RefusalLine />
      </div>
      <section className={styles.bar} aria-label={words.actions.label}>
        {actionsOf(session).map((action, place) => (
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
          <FullLight isOn={session.fullLightSince !== null} />
        </span>
      </section>
    </footer>
  );
};

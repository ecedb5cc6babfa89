// Sends commands from the staff's screens, and shows the last refusal there for a few seconds. The patient display does not
// use it: a patient never sees a refusal.

import {
  createContext,
  type PropsWithChildren,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import type { Argument } from '../../shared/ipc/contract.ts';
import type { NurseAct } from '../../shared/session/events.ts';
import { words } from '../words/index.ts';
import { type ScreenCommand, send } from './bridge.ts';
import styles from './Commands.module.css';

/** How long a refusal is shown, in ms. */
const SHOWN_MS = 8000;

interface Refusal {
  readonly sentence: string;
  /** Counts up, so that the same sentence is shown anew. */
  readonly count: number;
}

interface Commands {
  /** Sends a command and resolves with whether it was done; a refusal is shown near the foot. */
  readonly tell: <N extends ScreenCommand>(name: N, argument: Argument<N>) => Promise<boolean>;
  readonly act: (act: NurseAct) => void;
  /** Shows why something cannot be done, without asking main. */
  readonly refuse: (sentence: string) => void;
  readonly refusal: Refusal | null;
}

const CommandsContext = createContext<Commands | null>(null);

export const CommandsProvider = ({ children }: PropsWithChildren) => {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refuse = useCallback((sentence: string) => {
    setRefusal((before) => ({ sentence, count: (before?.count ?? 0) + 1 }));
  }, []);
  const tell = useCallback(
    async <N extends ScreenCommand>(name: N, argument: Argument<N>): Promise<boolean> => {
      const answer = await send(name, argument);
      if (answer.ok) setRefusal(null);
      else if (answer.error !== 'cancelled') refuse(words.errors[answer.error]);
      return answer.ok;
    },
    [refuse],
  );
  const act = useCallback((what: NurseAct) => void tell('nurse', { act: what }), [tell]);

  useEffect(() => {
    if (refusal === null) return;
    const timer = setTimeout(() => setRefusal(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [refusal]);

  const commands = useMemo(() => ({ tell, act, refuse, refusal }), [tell, act, refuse, refusal]);
  return <CommandsContext value={commands}>{children}</CommandsContext>;
};

/** The commands of the staff's screens. */
export const useCommands = (): Commands => {
  const commands = useContext(CommandsContext);
  if (commands === null) throw new Error('Staff screens need a CommandsProvider.');
  return commands;
};

/** The last refusal as one quiet sentence, which fades by itself. */
export const RefusalLine = () => {
  const { refusal } = useCommands();
  return (
    <p className={styles.line} role="status">
      {refusal !== null && (
        <span key={refusal.count} className={styles.sentence}>
          {refusal.sentence}
        </span>
      )}
    </p>
  );
};

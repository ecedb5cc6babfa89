// Sending commands from the staff's screens, and the one refusal that is told there for a few seconds. The
// patient display does not use it: a patient is never told of a refusal.

import {
  createContext,
  type PropsWithChildren,
  type ReactElement,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import type { Argument, CommandError } from '../../shared/ipc/contract.ts';
import type { NurseAct } from '../../shared/session/events.ts';
import { words } from '../words/index.ts';
import { type ScreenCommand, send } from './bridge.ts';
import styles from './Commands.module.css';

/** How long a refusal is told, in ms. */
const TOLD_MS = 8000;

interface Refusal {
  readonly sentence: string;
  /** Counts, so that the same sentence told again begins anew. */
  readonly count: number;
}

interface Commands {
  /** Sends a command; a refusal is told near the foot. Answers whether it was done. */
  readonly tell: <N extends ScreenCommand>(name: N, argument: Argument<N>) => Promise<boolean>;
  readonly act: (act: NurseAct) => void;
  /** Tells why something cannot be done, without asking main. */
  readonly refuse: (sentence: string) => void;
  readonly refusal: Refusal | null;
}

const CommandsContext = createContext<Commands | null>(null);

/** A choice that a person called off themselves is no news to them. */
const isNews = (error: CommandError): boolean => error !== 'cancelled';

export const CommandsProvider = ({ children }: PropsWithChildren): ReactElement => {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refuse = useCallback((sentence: string) => {
    setRefusal((before) => ({ sentence, count: (before?.count ?? 0) + 1 }));
  }, []);
  const tell = useCallback(
    async <N extends ScreenCommand>(name: N, argument: Argument<N>): Promise<boolean> => {
      const answer = await send(name, argument);
      if (answer.ok) setRefusal(null);
      else if (isNews(answer.error)) refuse(words.errors[answer.error]);
      return answer.ok;
    },
    [refuse],
  );
  const act = useCallback((what: NurseAct) => void tell('nurse', { act: what }), [tell]);

  useEffect(() => {
    if (refusal === null) return;
    const timer = setTimeout(() => setRefusal(null), TOLD_MS);
    return () => clearTimeout(timer);
  }, [refusal]);

  const commands = useMemo(() => ({ tell, act, refuse, refusal }), [tell, act, refuse, refusal]);
  return <CommandsContext value={commands}>{children}</CommandsContext>;
};

/** The commands of the staff's screens. */
export const useCommands = (): Commands => {
  const commands = useContext(CommandsContext);
  if (commands === null) throw new Error('staff screens stand within CommandsProvider');
  return commands;
};

/** The last refusal as one quiet sentence, which fades by itself. */
export const RefusalLine = (): ReactElement => {
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

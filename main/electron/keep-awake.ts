// Asks the system to keep the display awake while a session runs, and asks it what became of that; and whether the computer
// is plugged in. It cannot stop every lock screen: the console says what is known, and never more.

import type { PowerSaveBlocker } from 'electron';
import type { AwakeAnswer, QuietView } from '../../shared/ipc/snapshot.ts';

/** The system carries out a request a little later: a refusal is believed once it was heard so often. */
const REFUSALS = 5;

/** Time between two of them, in real ms. */
const ASK_AGAIN_MS = 200;

export interface KeepAwakeParts {
  readonly power: Pick<PowerSaveBlocker, 'start' | 'stop' | 'isStarted'>;
  /** system-answers.ts. Neither ever rejects. */
  readonly askAwake: () => Promise<AwakeAnswer>;
  readonly askMains: () => Promise<boolean | null>;
  /** Called when an answer has changed. */
  readonly changed: () => void;
}

/** The display sleeps as the system likes until it is kept awake. */
export const makeKeepAwake = ({ power, askAwake, askMains, changed }: KeepAwakeParts) => {
  let blocker: number | null = null;
  let told: Pick<QuietView, 'awake' | 'onMains'> = { awake: null, onMains: null };
  /** Only the answer to the newest question counts. */
  let questions = 0;

  const learn = (news: Partial<typeof told>): void => {
    const before = told;
    told = { ...before, ...news };
    if (told.awake !== before.awake || told.onMains !== before.onMains) changed();
  };

  const isHeld = (id: number | null): boolean => id !== null && power.isStarted(id);

  /** null where the system refuses. */
  const begin = (): number | null => {
    try {
      return power.start('prevent-display-sleep');
    } catch {
      return null;
    }
  };

  /** Asks what became of a blocker. */
  const ask = async (id: number | null): Promise<void> => {
    questions += 1;
    const question = questions;
    let answer: AwakeAnswer = 'refused';
    for (let i = 0; i < REFUSALS && isHeld(id); i += 1) {
      if (i > 0) await new Promise((again) => setTimeout(again, ASK_AGAIN_MS));
      answer = await askAwake();
      if (answer !== 'refused') break;
    }
    if (question === questions) learn({ awake: answer });
  };

  return {
    keepAwake: (isWanted: boolean): void => {
      if (isWanted && blocker === null) {
        blocker = begin();
        void ask(blocker);
      }
      if (isWanted || blocker === null) return;
      const held = blocker;
      // Forgotten first: where the system fails to stop it, the next session asks for a new one.
      blocker = null;
      power.stop(held);
    },
    /** Outside a session, asks the system for a moment to keep the display awake, and what becomes of that. */
    tryOut: async (): Promise<void> => {
      const id = blocker ?? begin();
      await ask(id);
      if (id !== null && id !== blocker) power.stop(id);
    },
    checkMains: async (): Promise<void> => learn({ onMains: await askMains() }),
    view: () => ({ asksAwake: isHeld(blocker), ...told }),
  };
};

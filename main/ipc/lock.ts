// The console's lock: when it locks, what unlocks it, and which commands pass it. It keeps a PIN no longer than it takes to
// compare it, and never blocks Full light or the patient's own controls.

import type { Answer, Checked, CommandName } from '../../shared/ipc/contract.ts';
import type { Snapshot, View } from '../../shared/ipc/snapshot.ts';
import { fail, ok } from '../../shared/result.ts';
import type { NurseAct } from '../../shared/session/events.ts';
import type { PinChange } from '../storage/log.ts';
import { DAMAGED_PIN, isPin, storedPin, WRONG_COUNTED, waitAfter } from '../storage/pin.ts';

/** It locks itself after this time without a press, in real ms. */
export const LOCKS_AFTER_MS = 180_000;

export interface LockParts {
  /** What is kept of the PIN; null: no PIN is set. */
  readonly stored: () => string | null;
  readonly keep: (stored: string | null) => void;
  /** How many wrong PINs in a row there were; kept on disk, so that no restart forgets them. */
  readonly wrong: () => number;
  readonly keepWrong: (count: number) => void;
  /** What became of the PIN, for the log. */
  readonly tell: (what: PinChange) => void;
  readonly changed: () => void;
  /** Real ms; never goes back. */
  readonly now: () => number;
}

export type Lock = ReturnType<typeof openLock>;

/** The console's lock; locked at first, if a PIN is set. */
export const openLock = ({ stored, keep, wrong, keepWrong, tell, changed, now }: LockParts) => {
  let isLocked = stored() !== null;
  let activeAt = now();
  // Whoever restarts the program waits from the start again: nobody can tell how long ago the last try was.
  let waitsUntil = now() + waitAfter(wrong());
  let turn: Promise<unknown> = Promise.resolve();

  const waiting = (): Answer => ({ ...fail('pinWaits'), waitMs: waitsUntil - now() });

  const guess = async (pin: string | null, kept: string): Promise<Answer> => {
    if (kept === DAMAGED_PIN) return fail('pinDamaged');
    if (now() < waitsUntil) return waiting();
    // It counts before it is checked, so that it also counts when the program is killed meanwhile.
    const count = Math.min(wrong() + 1, WRONG_COUNTED);
    keepWrong(count);
    if (pin !== null && (await isPin(pin, kept))) {
      keepWrong(0);
      return ok(null);
    }
    waitsUntil = now() + waitAfter(count);
    if (now() >= waitsUntil) return fail('pinWrong');
    tell('waits');
    return waiting();
  };

  /** Opens the console if the PIN is right or none is set. One PIN is checked after the other, so that each counts. */
  const openWith = (pin: string | null, first = async (): Promise<void> => {}): Promise<Answer> => {
    const done = turn.then(async () => {
      const kept = stored();
      const answer = kept === null ? ok(null) : await guess(pin, kept);
      if (!answer.ok) return answer;
      await first();
      isLocked = false;
      activeAt = now();
      changed();
      return answer;
    });
    turn = done.catch(() => {});
    return done;
  };

  const lock = (): void => {
    if (isLocked || stored() === null) return;
    isLocked = true;
    changed();
  };

  return {
    state: (): Snapshot['lock'] => (stored() === null ? 'none' : isLocked ? 'locked' : 'open'),
    isDamaged: (): boolean => stored() === DAMAGED_PIN,
    lock,
    unlock: (pin: string): Promise<Answer> => openWith(pin),
    /** `present`: the PIN that was set before, if there was one. */
    setPin: (pin: string | null, present: string | null): Promise<Answer> =>
      openWith(present, async () => {
        keep(pin === null ? null : await storedPin(pin));
        tell(pin === null ? 'removed' : 'set');
      }),
    /** Somebody pressed something in the room's window. */
    active: (): void => {
      activeAt = now();
    },
    /** Locks when nobody has pressed anything for long enough; call it every few seconds. */
    lockIfIdle: (): void => {
      if (now() - activeAt >= LOCKS_AFTER_MS) lock();
    },
  };
};

/** The views that may be shown while it is locked; in place of the console there is the lock screen. */
const SHOWN_LOCKED: readonly View[] = ['patient', 'companion', 'console'];

/** What staff may do without the PIN: get light to see by, and tell the patient that someone is coming. */
const DONE_LOCKED: readonly NurseAct[] = [
  'fullLight',
  'undoFullLight',
  'acknowledge',
  'quietCheck',
  'endQuietCheck',
];

const always = (): boolean => true;

/** The commands that pass while it is locked; a command that is not named here is refused. */
const PASSES: { readonly [N in CommandName]?: (argument: Checked<N>) => boolean } = {
  patient: always,
  wish: always,
  // A patient writes and draws while it is locked, and finds it again after the page has crashed.
  changePages: always,
  pages: always,
  show: ({ view }) => SHOWN_LOCKED.includes(view),
  nurse: ({ act }) => DONE_LOCKED.includes(act),
  snapshot: always,
  playerReport: always,
  meterReport: always,
  printReport: always,
  pageBroke: always,
  unlock: always,
  lock: always,
  // What a screen began may always be ended after the lock has hidden that screen.
  listenTo: ({ trackId }) => trackId === null,
  playNoise: ({ levelDb }) => levelDb === null,
  stopTrying: always,
  stopPairing: always,
};

/** Whether a command with this argument passes while the console is locked. */
export const passesLock = <N extends CommandName>(command: N, argument: Checked<N>): boolean =>
  PASSES[command]?.(argument) ?? false;

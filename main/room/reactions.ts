// What follows when something happens in the room: what is written down, what the screens show, and what the
// lamps may do again. Each thing is done by itself, so that one that breaks keeps no other from being done.

import { byItself } from '../../shared/errors.ts';
import type { View } from '../../shared/ipc/snapshot.ts';
import type { Clock } from '../../shared/session/clock.ts';
import type { Session } from '../../shared/session/session.ts';
import type { Log } from '../storage/log.ts';
import type { EventLines } from './event-lines.ts';
import type { Faults, Found } from './faults.ts';
import type { KeptSession } from './kept-session.ts';
import type { PatientPages } from './patient-pages.ts';
import type { Told } from './room.ts';
import { asksForLight, type RoomLights } from './room-lights.ts';

export interface ReactionParts {
  readonly session: () => Session;
  readonly clock: Clock;
  readonly log: Pick<Log, 'append'>;
  /** null: nobody asked for event lines. */
  readonly lines: EventLines | null;
  readonly roomLights: Pick<RoomLights, 'guarded' | 'lights' | 'trial'>;
  readonly keptSession: Pick<KeptSession, 'keep'>;
  readonly pages: Pick<PatientPages, 'forgetIfOver'>;
  readonly desktop: {
    readonly keepAwake: (isRunning: boolean) => void;
    readonly checkReadiness: () => void;
  };
  readonly fullScreen: (on: boolean) => void;
  readonly lock: { readonly lock: () => void };
  readonly faults: Pick<Faults, 'set'>;
  readonly changed: () => void;
  readonly firstView: View;
}

/** What follows when a fault begins or is over. */
export const onFault =
  ({ clock, log, lines, changed }: Pick<ReactionParts, 'clock' | 'log' | 'lines' | 'changed'>) =>
  (fault: Found, isOver: boolean): void => {
    lines?.fault(clock.now(), fault, isOver);
    log.append({ kind: 'fault', code: fault.code, isOver });
    changed();
  };

/** The room's reactions. */
export const openReactions = (parts: ReactionParts) => {
  const { session, clock, log, lines, roomLights, desktop, changed } = parts;
  const { guarded, lights, trial } = roomLights;
  let view = parts.firstView;

  /** The patient's and the companion's screens fill the display; during a session every screen does. */
  const fillDisplay = (): void =>
    parts.fullScreen(session().stage === 'running' || view === 'patient' || view === 'companion');

  const show = (next: View): void => {
    view = next;
    if (next === 'console') desktop.checkReadiness();
    if (next === 'patient' || next === 'companion') parts.lock.lock();
    fillDisplay();
    changed();
  };

  return {
    view: (): View => view,
    show,
    /** Whether the room's window may be closed. In a session it leads to the console instead, where the PIN is asked for. */
    mayClose: (): boolean => {
      if (session().stage !== 'running') return true;
      parts.lock.lock();
      show('console');
      parts.faults.set('window', [{ code: 'staysOpen', about: null }]);
      return false;
    },
    onSession: ({ stage }: Session): void => {
      const isRunning = stage === 'running';
      byItself(parts.keptSession.keep);
      byItself(parts.pages.forgetIfOver);
      if (isRunning) byItself(trial.giveWay);
      else byItself(() => parts.faults.set('window', []));
      byItself(() => desktop.keepAwake(isRunning));
      byItself(fillDisplay);
      changed();
    },
    onTold: (told: Told): void => {
      lines?.told(told);
      if (told.kind === 'look' || told.kind === 'sound' || told.kind === 'door') return;
      const present = session();
      const label = present.stage === 'running' ? present.preset.label : null;
      log.append({ kind: 'happening', happening: told, label }, clock.wallAt(told.at));
      // What a person changed at the wall stays until the next phase, or until somebody asks for light here.
      if (asksForLight(told)) guarded.takeBack();
      if (told.kind !== 'session') return;
      if (told.what === 'started') show('patient');
      if (told.what === 'ended' || told.what === 'startUndone') void lights.tidy();
      if (told.what === 'startUndone') show('console');
      // Whoever presses Full light wants to see, and finds the way back where they look next.
      if (told.what === 'fullLight') show('console');
    },
  };
};

// Which faults are fixed in Set-up. Before a session the readiness facts show them; elsewhere the notices link there.

import type { FaultCode } from '../../../shared/ipc/snapshot.ts';
import { words } from '../../words/index.ts';

/** The faults that are fixed in Set-up, with the name of the link to it. */
export const FIXED_IN_SETUP: Partial<Readonly<Record<FaultCode, string>>> = {
  bridgeUnreachable: words.app.seeToLights,
  bridgeUnauthorised: words.app.seeToLights,
  bridgeNotItself: words.app.seeToLights,
  noLamps: words.app.seeToLights,
  roomUnchosen: words.app.seeToLights,
  outputLost: words.app.seeToSound,
  doorAway: words.app.seeToDoor,
};

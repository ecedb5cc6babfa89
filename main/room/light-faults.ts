// What is wrong with the lights, from the two that notice it: the connection that looks at them, and the guarded
// rig that commands them. One fault that both notice is told once.

import type { BridgeHealthView, FaultCode } from '../../shared/ipc/snapshot.ts';
import type { LightsFault } from '../lights/lights.ts';
import type { Faults } from './faults.ts';

const CODES: Readonly<Record<LightsFault, FaultCode>> = {
  unreachable: 'bridgeUnreachable',
  hangs: 'bridgeHangs',
  busy: 'bridgeBusy',
  unauthorised: 'bridgeUnauthorised',
  refused: 'bridgeRefusesCommand',
  notItself: 'bridgeNotItself',
  noLamps: 'noLamps',
  roomUnchosen: 'roomUnchosen',
};

export interface LightFaults {
  /** Takes what each of the two says last; null: nothing is wrong. */
  readonly tell: (who: 'connection' | 'command', fault: LightsFault | null) => void;
  /** The last thing that went wrong since the program started, over or not. */
  readonly last: () => BridgeHealthView['lastFault'];
}

/** What Set-up has left open is nothing that the bridge suffers. */
const isOfTheBridge = (fault: LightsFault): boolean => fault !== 'noLamps' && fault !== 'roomUnchosen';

/** A stranger in the bridge's place does not know the key either: that it is a stranger says it all. */
const worthTelling = (said: readonly LightsFault[]): readonly LightsFault[] =>
  said.includes('notItself') ? said.filter((fault) => fault !== 'unauthorised') : said;

/** @param now wall ms */
export const openLightFaults = (faults: Faults, now: () => number): LightFaults => {
  const said = new Map<'connection' | 'command', LightsFault>();
  let last: BridgeHealthView['lastFault'] = null;
  return {
    tell: (who, fault) => {
      if (fault === null) said.delete(who);
      else {
        said.set(who, fault);
        if (isOfTheBridge(fault)) last = { code: CODES[fault], atWallMs: now() };
      }
      const codes = new Set(worthTelling([...said.values()]).map((each) => CODES[each]));
      faults.set(
        'lights',
        [...codes].map((code) => ({ code, about: null })),
      );
    },
    last: () => last,
  };
};

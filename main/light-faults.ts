// What is wrong with the lights, from the two that notice it: the connection that looks at them, and the guarded
// rig that commands them. One fault that both notice is told once.

import type { FaultCode } from '../shared/snapshot.ts';
import type { Faults } from './faults.ts';
import type { LightFault } from './lights/rig.ts';

const CODES: Readonly<Record<LightFault | 'noLamps', FaultCode>> = {
  unreachable: 'bridgeUnreachable',
  hangs: 'bridgeHangs',
  busy: 'bridgeBusy',
  unauthorised: 'bridgeUnauthorised',
  refused: 'bridgeRefusesCommand',
  notItself: 'bridgeNotItself',
  noLamps: 'noLamps',
};

/** Takes what each of the two says last; null: nothing is wrong. */
export const tellLightFaults = (faults: Faults) => {
  const said = new Map<'connection' | 'command', LightFault | 'noLamps'>();
  return (who: 'connection' | 'command', fault: LightFault | 'noLamps' | null): void => {
    if (fault === null) said.delete(who);
    else said.set(who, fault);
    const codes = new Set([...said.values()].map((each) => CODES[each]));
    faults.set(
      'lights',
      [...codes].map((code) => ({ code, about: null })),
    );
  };
};

// Connecting to a bridge whose address somebody types, for networks on which none announces itself. What was typed
// stays, whatever comes of it, and no key goes unencrypted unless that was agreed to in so many words.

import { type ReactElement, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Field } from '../../ui/Field.tsx';
import { words } from '../../words/index.ts';
import { goesUnencrypted } from './pairing-steps.ts';
import type { Pairing } from './usePairing.ts';

const { lights: say } = words.setup;

export interface TypedAddressProps {
  readonly pairing: Pairing;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** Why nothing may be connected now; null when it may. */
  readonly why: string | null;
}

export const TypedAddress = ({ pairing, typed, onType, why }: TypedAddressProps): ReactElement => {
  const [agreedFor, agreeFor] = useState<string | null>(null);
  const { wish } = pairing;
  const address = typed.trim();
  const isOurs = wish?.how === 'typed';
  const isBusy = isOurs && pairing.isBusy;
  const wasRefused = isOurs && wish.address === address && pairing.error === 'addressNeedsHttps';
  const hasAgreed = agreedFor === address;
  const needsConsent = goesUnencrypted(address) || wasRefused || hasAgreed;
  const connect = (): void => {
    if (why !== null) pairing.refuse(why);
    else if (address === '') pairing.refuse(words.errors.addressUnclear);
    else pairing.begin({ how: 'typed', address, allowPlainHttp: hasAgreed });
  };
  return (
    <form
      className="gap-2 grid"
      onSubmit={(event) => {
        event.preventDefault();
        connect();
      }}
    >
      <Field
        label={say.address}
        value={typed}
        onChange={onType}
        hint={why ?? say.addressHint}
        example={say.addressExample}
        wrong={wish === null || isOurs ? pairing.wrong : null}
        isFixed={isBusy}
      >
        <Button isBusy={isBusy} onPress={connect} why={why}>
          {isBusy ? say.connecting : say.connect}
        </Button>
      </Field>
      {needsConsent && why === null && (
        <Checkbox
          sentence={say.plainHttp}
          isSet={hasAgreed}
          onChange={(isSet) => agreeFor(isSet ? address : null)}
        />
      )}
    </form>
  );
};

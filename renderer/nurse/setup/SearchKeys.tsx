// Starts and ends the search for a bridge, and beside it the other way: somebody types its address. That way opens by
// itself when none was found. What was typed stays, and no key goes unencrypted unless somebody ticked it.

import { ChevronDown } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { PairingView } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Field } from '../../ui/Field.tsx';
import { Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import { goesUnencrypted } from './pairing-steps.ts';
import styles from './SearchKeys.module.css';
import type { Pairing } from './usePairing.ts';

const { lights: say } = words.setup;

interface TypedAddressProps {
  readonly pairing: Pairing;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** Why no bridge may be connected now; null when one may. */
  readonly why: string | null;
}

const TypedAddress = ({ pairing, typed, onType, why }: TypedAddressProps): ReactElement => {
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

type Looking = Extract<PairingView, { readonly step: 'looking' }>;

interface FindProps {
  readonly view: Looking | null;
  readonly pairing: Pairing;
  /** True where finding a bridge is the next thing to do. */
  readonly isFirst: boolean;
  readonly why: string | null;
}

const Find = ({ view, pairing, isFirst, why }: FindProps): ReactElement => {
  const { ask, isBusy, wrong } = useAsk();
  const { wish } = pairing;
  const again = view === null && wish?.how === 'found' && pairing.wrong !== null ? wish : null;
  const look = (): void => {
    pairing.forget();
    void ask('findBridges', {});
  };
  return (
    <>
      <div className={styles.wrong}>
        <Wrong sentence={wrong ?? (wish?.how === 'found' ? pairing.wrong : null)} />
      </div>
      {again !== null && (
        <Button kind="primary" isBusy={pairing.isBusy} onPress={() => pairing.begin(again)}>
          {say.tryAgain}
        </Button>
      )}
      {view?.isLooking !== true && (
        <Button
          kind={isFirst && again === null ? 'primary' : 'plain'}
          why={why}
          isBusy={isBusy}
          onPress={look}
        >
          {view === null ? say.find : say.lookAgain}
        </Button>
      )}
      {view !== null && <Button onPress={() => void ask('stopPairing', {})}>{say.cancel}</Button>}
    </>
  );
};

export interface SearchKeysProps extends TypedAddressProps {
  /** The search under way; null: there is none. */
  readonly view: Looking | null;
  readonly isPractice: boolean;
}

export const SearchKeys = ({ view, isPractice, ...typing }: SearchKeysProps): ReactElement => {
  /** null: nobody has opened or closed it. */
  const [isOpen, setOpen] = useState<boolean | null>(null);
  const { pairing, why } = typing;
  const isNoneFound = view !== null && !view.isLooking && view.found.length === 0;
  return (
    <Disclosure className={styles.search ?? ''} isExpanded={isOpen ?? isNoneFound} onExpandedChange={setOpen}>
      <div className={styles.keys}>
        <Find view={view} pairing={pairing} isFirst={isPractice && view === null && why === null} why={why} />
        <Heading className={styles.heading ?? ''} level={3}>
          <AriaButton slot="trigger" className={styles.trigger ?? ''}>
            {say.orType}
            <ChevronDown className={styles.arrow} aria-hidden="true" />
          </AriaButton>
        </Heading>
      </div>
      <DisclosurePanel className={styles.panel ?? ''}>
        <TypedAddress {...typing} />
      </DisclosurePanel>
    </Disclosure>
  );
};

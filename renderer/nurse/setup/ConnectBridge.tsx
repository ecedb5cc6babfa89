// Connects a bridge step by step: search for bridges, choose one by the digits on its sticker or type its address, press
// its round button. Main knows the step. Nothing here blinks or hurries, nothing connects during a session, and no key goes
// unencrypted unless somebody ticked it.

import { ChevronDown } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import {
  Button as AriaButton,
  Disclosure,
  DisclosurePanel,
  Heading,
  ProgressBar,
} from 'react-aria-components';
import type { FoundBridgeView, PairingView, Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Field, Form } from '../../ui/Field.tsx';
import { Hint, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { useWallNow } from '../../ui/useNow.ts';
import { words } from '../../words/index.ts';
import styles from './ConnectBridge.module.css';
import {
  goesUnencrypted,
  idParts,
  type Pairing,
  PRESS_WITHIN_MS,
  pairingText,
  secondsUntil,
} from './pairing.ts';

const { lights: say } = words.setup;

const FoundBridges = (props: { readonly found: readonly FoundBridgeView[]; readonly pairing: Pairing }) => {
  const { found, pairing } = props;
  const { wish, begin, isBusy } = pairing;
  const connecting = isBusy && wish?.how === 'found' ? wish.bridgeId : null;
  if (found.length === 0) return null;
  return (
    <>
      <ul aria-label={say.foundLabel}>
        {found.map(({ bridgeId, name, address, isInUse }) => {
          const { head, sticker } = idParts(bridgeId);
          return (
            <li key={bridgeId} className={styles.bridge}>
              <div className="narrows">
                <p className={styles.name}>{name}</p>
                <p className={styles.about}>
                  {head}
                  <strong className={styles.sticker}>{sticker}</strong>
                </p>
                <p className={styles.about}>{address}</p>
              </div>
              {isInUse ? (
                <p className={styles.about}>{say.inUse}</p>
              ) : (
                <Button
                  label={say.connectTo(name, sticker)}
                  isBusy={connecting === bridgeId}
                  onPress={() => begin({ how: 'found', bridgeId })}
                >
                  {connecting === bridgeId ? say.connecting : say.connect}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <Hint>{say.idHint}</Hint>
    </>
  );
};

const PressButton = ({ untilWallMs }: { readonly untilWallMs: number }) => {
  const { ask, isBusy } = useAsk();
  const seconds = secondsUntil(untilWallMs, useWallNow());
  return (
    <>
      <Hint>{say.pressHint}</Hint>
      <ProgressBar
        className={styles.time ?? ''}
        aria-label={say.timeLeft}
        value={seconds}
        maxValue={PRESS_WITHIN_MS / 1000}
        valueLabel={say.secondsLeft(seconds)}
      >
        {({ percentage = 0 }) => (
          <>
            <span className={styles.track}>
              <span className={styles.left} style={{ scale: `${percentage / 100} 1` }} />
            </span>
            <span className={styles.seconds}>{say.secondsLeft(seconds)}</span>
          </>
        )}
      </ProgressBar>
      <span className={styles.cancel}>
        <Button isBusy={isBusy} onPress={() => void ask('stopPairing', {})}>
          {say.cancel}
        </Button>
      </span>
    </>
  );
};

const TypedAddress = ({ pairing }: { readonly pairing: Pairing }) => {
  const { wish, typed, why } = pairing;
  const [agreedFor, agreeFor] = useState<string | null>(null);
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
    <Form className="gap-2 grid" onSend={connect}>
      <Field
        label={say.address}
        value={typed}
        onChange={pairing.setTyped}
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
          name={say.plainHttp}
          isSet={hasAgreed}
          onChange={(isSet) => agreeFor(isSet ? address : null)}
        />
      )}
    </Form>
  );
};

interface SearchProps {
  /** The search under way; null: there is none. */
  readonly search: Extract<PairingView, { readonly step: 'search' }> | null;
  readonly pairing: Pairing;
  readonly isPractice: boolean;
}

const SearchKeys = ({ search, pairing, isPractice }: SearchProps) => {
  const { ask, isBusy, wrong } = useAsk();
  const { wish, why } = pairing;
  const again = search === null && wish?.how === 'found' && pairing.wrong !== null ? wish : null;
  // With the practice room, finding a bridge is the next thing to do.
  const isFirst = isPractice && search === null && why === null && again === null;
  const find = (): void => {
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
      {search?.isSearching !== true && (
        <Button kind={isFirst ? 'primary' : 'plain'} why={why} isBusy={isBusy} onPress={find}>
          {search === null ? say.find : say.lookAgain}
        </Button>
      )}
      {search !== null && <Button onPress={() => void ask('stopPairing', {})}>{say.cancel}</Button>}
    </>
  );
};

/** The other way, to type an address, opens by itself when no bridge was found. */
const Search = (props: SearchProps) => {
  const { search, pairing } = props;
  /** null: nobody has opened or closed it. */
  const [isOpen, setOpen] = useState<boolean | null>(null);
  const isNoneFound = search !== null && !search.isSearching && search.found.length === 0;
  return (
    <>
      <FoundBridges found={search?.found ?? []} pairing={pairing} />
      <Disclosure
        className={styles.search ?? ''}
        isExpanded={isOpen ?? isNoneFound}
        onExpandedChange={setOpen}
      >
        <div className={styles.keys}>
          <SearchKeys {...props} />
          <Heading className={styles.heading ?? ''} level={3}>
            <AriaButton slot="trigger" className={styles.trigger ?? ''}>
              {say.orType}
              <ChevronDown className={styles.arrow} aria-hidden="true" />
            </AriaButton>
          </Heading>
        </div>
        <DisclosurePanel className={styles.panel ?? ''}>
          <TypedAddress pairing={pairing} />
        </DisclosurePanel>
      </Disclosure>
    </>
  );
};

/** Keeps the focus in this part when a step took its focused element away. */
const useKeptKeyboard = (step: string | undefined): RefObject<HTMLDivElement | null> => {
  const place = useRef<HTMLDivElement | null>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    if (document.activeElement === document.body) place.current?.focus();
  }, [step]);
  return place;
};

export interface ConnectBridgeProps {
  readonly snapshot: Snapshot;
  readonly pairing: Pairing;
}

export const ConnectBridge = ({ snapshot, pairing }: ConnectBridgeProps) => {
  const { lights, pairing: view } = snapshot;
  const place = useKeptKeyboard(view?.step);
  const isWaiting = view?.step === 'button';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of steps is no set of form fields.
    <div className={styles.connect} ref={place} tabIndex={-1} role="group" aria-label={say.find}>
      <p className={styles.step} role="status" data-press={isWaiting || undefined}>
        {pairingText(snapshot, pairing.isDone)}
      </p>
      {isWaiting ? (
        <PressButton untilWallMs={view.untilWallMs} />
      ) : (
        <Search search={view} pairing={pairing} isPractice={lights.source === 'practice'} />
      )}
    </div>
  );
};

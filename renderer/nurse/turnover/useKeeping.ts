// What is to be kept of the last session: a word for each change, the label it goes under, and what came of it. Nothing
// is kept without a press, and what is kept can be taken back.

import { useMemo, useState } from 'react';
import type { Argument } from '../../../shared/ipc/contract.ts';
import type { PresetsView } from '../../../shared/ipc/snapshot.ts';
import type { SessionChange } from '../../../shared/session/changes.ts';
import type { Turnover } from '../../../shared/session/session.ts';
import { type Ask, useAsk } from '../../ui/useAsk.ts';
import { offerLabel } from '../../words/labels.ts';
import { usePresets } from '../presets/usePresets.ts';

/** What somebody said of a change. */
export type Word = 'keep' | 'drop';

/** A change's own name, by which the word for it is remembered. */
export const keyOf = (change: SessionChange): string => JSON.stringify(change);

/** As a message has it, whose lists are its own. */
const sendable = (change: SessionChange): Argument<'keepChanges'>['changes'][number] =>
  change.kind === 'leftOut' ? { ...change, trackIds: [...change.trackIds] } : change;

/** What was kept, and under which label. */
export interface Kept {
  readonly changes: readonly SessionChange[];
  readonly label: string;
}

export interface Keeping {
  readonly changes: readonly SessionChange[];
  /** The word for several that are one line: null where nobody has said, or not the same of all. */
  readonly wordFor: (line: readonly SessionChange[]) => Word | null;
  readonly say: (line: readonly SessionChange[], word: Word | null) => void;
  /** The changes for which somebody said keep. */
  readonly chosen: readonly SessionChange[];
  /** The label of what ran; null once it is wiped. */
  readonly ranAs: string | null;
  /** How many phases that has. */
  readonly phaseCount: number;
  /** The label under which it will be kept. */
  readonly label: string;
  /** The preset that ran stays as it is, and what is kept becomes another one. */
  readonly isNew: boolean;
  readonly offerAnother: () => void;
  /** Keeps these; answers whether it was done. */
  readonly keep: (changes: readonly SessionChange[]) => Promise<boolean>;
  readonly kept: Kept | null;
  readonly takeBack: () => void;
  readonly asking: Ask;
}

/** What becomes of a turnover's changes. */
export const useKeeping = (turnover: Turnover, view: PresetsView): Keeping => {
  const { changes, preset } = turnover;
  const presets = usePresets(view);
  const [words, setWords] = useState<ReadonlyMap<string, Word>>(new Map());
  const [offers, setOffers] = useState(0);
  const [kept, setKept] = useState<Kept | null>(null);
  const asking = useAsk();

  const present = presets?.find(({ id }) => id === preset?.id);
  const isNew = present === undefined || present.isBuiltIn;
  const isListed = presets !== null;
  // Drawn once for each time that somebody asks: no other list of presets may change it under a person's eyes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same.
  const offered = useMemo(
    () => (isListed ? offerLabel(new Set(presets.map(({ label }) => label))) : ''),
    [isListed, offers],
  );
  const label = isNew ? offered : (present?.label ?? '');

  const keep = async (chosen: readonly SessionChange[]): Promise<boolean> => {
    const answer = await asking.ask('keepChanges', {
      changes: chosen.map(sendable),
      label: isNew ? label : null,
    });
    if (answer.ok) setKept({ changes: chosen, label });
    return answer.ok;
  };

  const takeBack = async (): Promise<void> => {
    const answer = await asking.ask('takeBackChanges', {});
    if (answer.ok) setKept(null);
  };

  const wordFor = (line: readonly SessionChange[]): Word | null => {
    const said = new Set(line.map((change) => words.get(keyOf(change)) ?? null));
    const [word = null] = said;
    return said.size === 1 ? word : null;
  };

  return {
    changes,
    wordFor,
    say: (line, word) => {
      const said = new Map(words);
      for (const change of line) {
        if (word === null) said.delete(keyOf(change));
        else said.set(keyOf(change), word);
      }
      setWords(said);
    },
    chosen: changes.filter((change) => wordFor([change]) === 'keep'),
    ranAs: preset?.label ?? null,
    phaseCount: preset?.phases.length ?? 0,
    label,
    isNew,
    offerAnother: () => setOffers((count) => count + 1),
    keep,
    kept: preset === null ? null : kept,
    takeBack: () => void takeBack(),
    asking,
  };
};

// What to keep of the last session: keep or drop for each change, the label to keep it under, and the outcome. Nothing is
// kept without a press, and keeping can be undone.

import { useEffect, useMemo, useState } from 'react';
import type { Argument } from '../../../shared/ipc/contract.ts';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import type { SessionChange } from '../../../shared/session/changes.ts';
import type { Turnover } from '../../../shared/session/session.ts';
import { sendInEffect } from '../../ui/bridge.ts';
import { useAsk } from '../../ui/useAsk.ts';
import { offerLabel } from '../../words/labels.ts';
import { usePresets } from '../presets/usePresets.ts';

export type Word = 'keep' | 'drop';

/** The key under which the choice for a change is remembered. */
const keyOf = (change: SessionChange): string => JSON.stringify(change);

/** As a message has it, whose lists are its own. */
const sendable = (change: SessionChange): Argument<'keepChanges'>['changes'][number] =>
  change.kind === 'leftOut' ? { ...change, trackIds: [...change.trackIds] } : change;

export const useKeeping = (turnover: Turnover, snapshot: Pick<Snapshot, 'presets' | 'keptChanges'>) => {
  const { changes, preset } = turnover;
  const presets = usePresets(snapshot.presets);
  const [words, setWords] = useState<ReadonlyMap<string, Word>>(new Map());
  const [offers, setOffers] = useState(0);
  const asking = useAsk();

  const present = presets?.find(({ id }) => id === preset?.id);
  const isNew = present === undefined || present.isBuiltIn;
  const isListed = presets !== null;
  // Chosen once each time somebody asks; a new list of presets must not change it while it is on the screen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same.
  const offered = useMemo(
    () => (isListed ? offerLabel(new Set(presets.map(({ label }) => label))) : ''),
    [isListed, offers],
  );
  const label = isNew ? offered : (present?.label ?? '');

  /** Keeps these changes; returns whether that worked. */
  const keep = async (chosen: readonly SessionChange[]): Promise<boolean> => {
    const answer = await asking.ask('keepChanges', {
      changes: chosen.map(sendable),
      label: isNew ? label : null,
    });
    return answer.ok;
  };

  /** The choice for the changes of a line; null where there is none, or not the same for all. */
  const wordFor = (line: readonly SessionChange[]): Word | null => {
    const said = new Set(line.map((change) => words.get(keyOf(change)) ?? null));
    const [word = null] = said;
    return said.size === 1 ? word : null;
  };

  return {
    changes,
    wordFor,
    say: (line: readonly SessionChange[], word: Word | null): void => {
      const said = new Map(words);
      for (const change of line) {
        if (word === null) said.delete(keyOf(change));
        else said.set(keyOf(change), word);
      }
      setWords(said);
    },
    /** The changes to keep. */
    chosen: changes.filter((change) => wordFor([change]) === 'keep'),
    /** The label of the preset that ran; null once it is wiped. */
    ranAs: preset?.label ?? null,
    /** How many phases that preset has. */
    phaseCount: preset?.phases.length ?? 0,
    /** The label under which it will be kept. */
    label,
    /** The preset that ran stays as it is; the changes go into a new one. */
    isNew,
    offerAnother: (): void => setOffers((count) => count + 1),
    keep,
    /** What was kept, as main knows it; null: nothing that can be taken back. */
    kept: snapshot.keptChanges,
    takeBack: (): void => void asking.ask('takeBackChanges', {}),
    asking,
  };
};

export type Keeping = ReturnType<typeof useKeeping>;

/** The title of a track by its id; null where the library does not know it. */
export type TitleOf = (trackId: string) => string | null;

const UNKNOWN: TitleOf = () => null;

/**
 * The titles of tracks; the library is asked only where there is a track to name.
 *
 * @param revision of the library; a new one asks again
 */
export const useTitles = (isWanted: boolean, revision: number): TitleOf => {
  const [titleOf, setTitleOf] = useState<TitleOf>(() => UNKNOWN);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says that the answer has changed.
  useEffect(() => {
    if (!isWanted) return;
    return sendInEffect('library', {}, (answer) => {
      if (!answer.ok) return;
      const titles = new Map(answer.value.tracks.map(({ id, title }) => [id, title]));
      setTitleOf(() => (trackId: string) => titles.get(trackId) ?? null);
    });
  }, [isWanted, revision]);
  return titleOf;
};

// The titles of tracks, for a list that knows only their ids. It asks the library only where there is a track to name.

import { useEffect, useState } from 'react';
import { sendInEffect } from '../../ui/bridge.ts';

/** The title of a track by its id; null where the library does not know it. */
export type TitleOf = (trackId: string) => string | null;

const UNKNOWN: TitleOf = () => null;

/** @param revision of the library; a new one asks again */
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

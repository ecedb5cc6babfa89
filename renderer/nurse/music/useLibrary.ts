// The library, asked for when the music screen opens and again when main says that it has changed. It is too much to
// be asked for at every track that is measured.

import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import type { LibraryView } from '../../../shared/sound/sound-view.ts';
import { send } from '../../ui/bridge.ts';
import { makeSearchable, type SearchableLibrary } from './find-tracks.ts';

/** While it changes by itself it is asked for at most this often, in ms; seldom while tracks are but measured. */
const EVERY_MS = 2000;
const EVERY_WHILE_MEASURING_MS = 15_000;

/** Kept for the next time that the screen is opened. */
let newest: SearchableLibrary | null = null;

export interface LibraryInHand {
  /** null until the first answer. */
  readonly library: SearchableLibrary | null;
  /** Asks at once: somebody changed something here and wants to see it. */
  readonly lookAgain: () => void;
}

/** The library, never much older than the snapshot's revision of it. */
export const useLibrary = ({ revision, isLooking, measuring }: LibraryView): LibraryInHand => {
  const everyMs = isLooking || measuring === null ? EVERY_MS : EVERY_WHILE_MEASURING_MS;
  const [library, setLibrary] = useState(newest);
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  const look = useCallback(async () => {
    askedAt.current = performance.now();
    const answer = await send('library', {});
    if (!answer.ok || (newest !== null && answer.value.revision < newest.content.revision)) return;
    const found = makeSearchable(answer.value, newest);
    newest = found;
    // Thousands of rows may change: typing and scrolling go first.
    startTransition(() => setLibrary(found));
  }, []);
  useEffect(() => {
    if (newest?.content.revision === revision) return;
    const inMs = Math.max(0, askedAt.current + everyMs - performance.now());
    const timer = setTimeout(() => void look(), inMs);
    return () => clearTimeout(timer);
  }, [revision, everyMs, look]);
  const lookAgain = useCallback(() => void look(), [look]);
  return { library, lookAgain };
};

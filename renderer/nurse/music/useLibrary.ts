// The library, asked for when the music screen opens and again when main says that it has changed. It is too large to
// ask for at every track that is measured.

import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import type { LibraryView } from '../../../shared/sound/sound-view.ts';
import { send } from '../../ui/bridge.ts';
import { type Library, makeLibrary } from './track-rows.ts';

/** While it changes by itself, the screen asks at most this often, in ms; less often while tracks are only measured. */
const EVERY_MS = 2000;
const EVERY_WHILE_MEASURING_MS = 15_000;

/** Kept for the next time that the screen is opened. */
let newest: Library | null = null;

/**
 * The library, never much older than the snapshot's revision of it (null until the first answer), and a function that
 * asks at once: somebody changed something here and wants to see it.
 */
export const useLibrary = ({
  revision,
  isScanning,
  measuring,
}: LibraryView): readonly [Library | null, () => void] => {
  const everyMs = isScanning || measuring === null ? EVERY_MS : EVERY_WHILE_MEASURING_MS;
  const [library, setLibrary] = useState(newest);
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  const ask = useCallback(async () => {
    askedAt.current = performance.now();
    const answer = await send('library', {});
    if (!answer.ok || (newest !== null && answer.value.revision < newest.content.revision)) return;
    const found = makeLibrary(answer.value, newest);
    newest = found;
    // Thousands of rows may change: typing and scrolling go first.
    startTransition(() => setLibrary(found));
  }, []);
  useEffect(() => {
    if (newest?.content.revision === revision) return;
    const inMs = Math.max(0, askedAt.current + everyMs - performance.now());
    const timer = setTimeout(() => void ask(), inMs);
    return () => clearTimeout(timer);
  }, [revision, everyMs, ask]);
  const refresh = useCallback(() => void ask(), [ask]);
  return [library, refresh];
};

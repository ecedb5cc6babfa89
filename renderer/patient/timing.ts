// What the patient display does with time: what has gone fades before it leaves the page, what has just appeared takes no
// press, and a hand that writes or draws keeps the display awake. Nothing here may make anything appear or go at once.

import { useCallback, useEffect, useRef, useState } from 'react';
import { send } from '../ui/bridge.ts';

/** How long what has gone stays in the page, in ms: as long as `--slow`, with a moment to spare. */
export const FADE_MS = 1000;

/** How long keys take no press after they appear, in ms: a second tap of the same hand does nothing. */
const APPEARING_MS = 350;

/** Main hears of a moving hand at most this often, in ms; the display stays awake for 45 s after each. */
const WAKE_EVERY_MS = 10_000;

/** What is there, or what was there until less than `fadeMs` ago; null: nothing. */
export const useLingering = <T extends string | number | boolean>(
  present: T | null,
  fadeMs: number,
): T | null => {
  const [latest, setLatest] = useState(present);
  if (present !== null && present !== latest) setLatest(present);
  const isGone = present === null && latest !== null;
  useEffect(() => {
    if (!isGone) return;
    const timer = setTimeout(() => setLatest(null), fadeMs);
    return () => clearTimeout(timer);
  }, [isGone, fadeMs]);
  return present ?? latest;
};

/** True once it has been there long enough to be pressed. */
export const useTakesPresses = (isThere: boolean): boolean => {
  const [takes, setTakes] = useState(isThere);
  useEffect(() => {
    if (!isThere) return setTakes(false);
    const timer = setTimeout(() => setTakes(true), APPEARING_MS);
    return () => clearTimeout(timer);
  }, [isThere]);
  return takes;
};

/** A function to call whenever the hand moves. It keeps the display awake, and tells main at most every ten seconds. */
export const useStayAwake = (): (() => void) => {
  const wokeAt = useRef(Number.NEGATIVE_INFINITY);
  return useCallback(() => {
    const now = performance.now();
    if (now - wokeAt.current < WAKE_EVERY_MS) return;
    wokeAt.current = now;
    void send('patient', { act: 'wake' });
  }, []);
};

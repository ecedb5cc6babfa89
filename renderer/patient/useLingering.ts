// Keeps what has just gone in the page until it has faded away, so that nothing on the patient display vanishes.

import { useEffect, useState } from 'react';

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

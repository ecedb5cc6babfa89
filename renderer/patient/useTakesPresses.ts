// When what has just appeared may be pressed. Nothing that appears under a finger is pressed by the tap that made it
// appear, nor by the one after it.

import { useEffect, useState } from 'react';

/** How long after appearing keys take no press, in ms: a second tap of the same hand does nothing more. */
const APPEARING_MS = 350;

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

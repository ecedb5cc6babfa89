// Which day it is, for what is said in days: a console stands open over night, and must not call yesterday today.

import { useEffect, useState } from 'react';
import { midnightOf } from './find-presets.ts';

/** How often it is looked whether the day is over, in ms. */
const LOOK_EVERY_MS = 30_000;

/** The midnight before now, in wall ms; the screen is drawn again when there is another one. */
export const useToday = (): number => {
  const [midnight, setMidnight] = useState(() => midnightOf(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setMidnight(midnightOf(Date.now())), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return midnight;
};

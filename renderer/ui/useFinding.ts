// A list that is searched while somebody types: what they typed, what is found, and how much of it is drawn. The list
// may be a moment behind the typing, so that typing never waits for it.

import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { type Findable, find } from './finding.ts';
import { useLatest } from './useLatest.ts';

/** How many more rows are drawn each time the end of the drawn ones is near. */
const ROWS_MORE = 600;

interface FindingOptions {
  /** How many rows are drawn at first. */
  readonly atOnce: number;
  /** Selects the list that the arrow key leads into. */
  readonly listSelector: string;
  /** The place of a row that is always drawn while nothing is sought; -1: none. */
  readonly keptPlace?: number;
}

export const useFinding = <T extends Findable>(rows: readonly T[], options: FindingOptions) => {
  const { atOnce, listSelector, keptPlace = -1 } = options;
  const [typed, setTyped] = useState('');
  const sought = useDeferredValue(typed);
  const found = useMemo(() => find(rows, sought), [rows, sought]);
  const [more, setMore] = useState({ sought: '', count: atOnce });
  const wished = more.sought === sought ? more.count : atOnce;
  const count = sought === '' && keptPlace >= wished ? keptPlace + atOnce : wished;
  const drawn = useMemo(() => found.slice(0, count), [found, count]);
  const drawMore = useLatest(() => setMore({ sought, count: count + ROWS_MORE }));

  const ref = useRef<HTMLDivElement>(null);
  const [wantsIn, setWantsIn] = useState(false);
  const isCaughtUp = sought === typed;
  useEffect(() => {
    if (!wantsIn || !isCaughtUp) return;
    setWantsIn(false);
    // The list passes the keyboard on to its selected row, or to the first one.
    ref.current?.querySelector<HTMLElement>(listSelector)?.focus();
  }, [wantsIn, isCaughtUp, listSelector]);
  return {
    typed,
    setTyped,
    /** What the list shows the results of. */
    sought,
    found,
    drawn,
    /** null when all that is found is drawn. */
    drawMore: drawn.length < found.length ? drawMore : null,
    /** For the element around the list. */
    ref,
    /** Puts the keyboard into the list as soon as it shows what was typed. */
    goIntoList: (): void => setWantsIn(true),
  };
};

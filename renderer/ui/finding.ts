// Finds items by typed words: every word has to match, in any order, whatever its case and accents. Texts are folded
// once per list, so a keystroke among thousands only compares texts.

import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useLatest } from './useLatest.ts';

/** Text without case and accents: `Édelweiß` is found by `edel`. */
export const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Something that can be found. Both texts are folded. */
export interface Findable {
  /** Everything that it can be found by. */
  readonly text: string;
  /** Items that match by their label alone come first. */
  readonly label?: string;
}

/** The items that contain every typed word, in the order given; all of them when nothing is typed. */
export const find = <T extends Findable>(items: readonly T[], sought: string): readonly T[] => {
  const soughtWords = folded(sought)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (soughtWords.length === 0) return items;
  const matches = (text: string): boolean => soughtWords.every((word) => text.includes(word));
  const byLabel: T[] = [];
  const byText: T[] = [];
  for (const item of items) {
    if (item.label !== undefined && matches(item.label)) byLabel.push(item);
    else if (matches(item.text)) byText.push(item);
  }
  return [...byLabel, ...byText];
};

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

/**
 * A list that is searched while somebody types: what they typed, what is found, and how much of it is drawn. The list may
 * be a moment behind the typing, so that typing never waits for it.
 */
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

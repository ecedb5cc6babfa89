// The row above the bar, whose place is always kept: wishes, once someone was asked for, and pages to write and draw on,
// once the light is back. It fades in and out and never moves anything else.

import { Brush, Frown, GlassWater, PencilLine, ThermometerSun, Toilet, UsersRound } from 'lucide-react';
import type { ReactElement } from 'react';
import { type DisplayState, PAGE_KINDS, type PageKind } from '../../shared/score/display-score.ts';
import { WISHES, type Wish } from '../../shared/session/session.ts';
import { send } from '../ui/bridge.ts';
import { words } from '../words/index.ts';
import { Key } from './Key.tsx';
import styles from './Offers.module.css';
import { openPage } from './pages.ts';
import { FADE_MS, useLingering, useTakesPresses } from './timing.ts';

const WISH_ICONS: Readonly<Record<Wish, ReactElement>> = {
  water: <GlassWater />,
  warmer: <ThermometerSun />,
  sick: <Frown />,
  company: <UsersRound />,
  bathroom: <Toilet />,
};

const PAGE_ICONS: Readonly<Record<PageKind, ReactElement>> = { write: <PencilLine />, draw: <Brush /> };

interface LayerProps {
  /** What was wished for. */
  readonly wish: Wish | null;
  readonly wishes: readonly Wish[];
  readonly pages: readonly PageKind[];
  readonly isPresent: boolean;
}

/** One set of keys over the whole row. Sets fade through each other, and no key ever moves. */
const Layer = ({ wish, wishes, pages, isPresent }: LayerProps) => {
  const takes = useTakesPresses(isPresent);
  const isThere = useLingering(isPresent ? true : null, FADE_MS);
  if (isThere === null) return null;
  return (
    <fieldset
      className={styles.layer}
      aria-label={wishes.length > 0 ? words.patient.wishesLabel : words.patient.pagesLabel}
      data-present={isPresent || undefined}
      data-takes={takes || undefined}
    >
      {wishes.map((each) => (
        <Key
          key={each}
          name={words.patient.wishes[each]}
          icon={WISH_ICONS[each]}
          kind="offer"
          isKept={wish === each}
          tellsState
          onPress={() => void send('wish', { wish: each })}
        />
      ))}
      {pages.map((each) => (
        <Key
          key={each}
          name={words.patient.pages[each]}
          icon={PAGE_ICONS[each]}
          kind="offer"
          onPress={() => openPage(each)}
        />
      ))}
    </fieldset>
  );
};

export const Offers = ({ display }: { readonly display: DisplayState }) => {
  const { wish } = display;
  const isAsked = display.request !== 'none';
  // As a string, since the score makes a new list each time.
  const latest = useLingering(display.pages.join(' ') || null, FADE_MS);
  const pages = PAGE_KINDS.filter((kind) => latest?.includes(kind));
  const hasPages = display.pages.length > 0;
  return (
    <div className={styles.offers}>
      <Layer wish={wish} wishes={WISHES} pages={[]} isPresent={isAsked && !hasPages} />
      <Layer wish={wish} wishes={[]} pages={pages} isPresent={!isAsked && hasPages} />
      <Layer wish={wish} wishes={WISHES} pages={pages} isPresent={isAsked && hasPages} />
    </div>
  );
};

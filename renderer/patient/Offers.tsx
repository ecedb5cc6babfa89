// The row above the bar, whose place is always kept: wishes, once someone was asked for, and pages to write and draw on,
// once the light is back. It fades in and out and never moves anything else.

import {
  Brush,
  Frown,
  GlassWater,
  type LucideIcon,
  PencilLine,
  ThermometerSun,
  Toilet,
  UsersRound,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { type DisplayState, PAGE_KINDS, type PageKind } from '../../shared/score/display-score.ts';
import { WISHES, type Wish } from '../../shared/session/session.ts';
import { words } from '../words/index.ts';
import { Key } from './Key.tsx';
import styles from './Offers.module.css';
import { FADE_MS, useLingering, useTakesPresses } from './timing.ts';

const WISH_ICONS: Readonly<Record<Wish, LucideIcon>> = {
  water: GlassWater,
  warmer: ThermometerSun,
  sick: Frown,
  company: UsersRound,
  bathroom: Toilet,
};

const PAGE_ICONS: Readonly<Record<PageKind, LucideIcon>> = { write: PencilLine, draw: Brush };

export interface OffersProps {
  readonly display: DisplayState;
  readonly onWish: (wish: Wish) => void;
  readonly onPage: (kind: PageKind) => void;
}

interface LayerProps extends OffersProps {
  readonly wishes: readonly Wish[];
  readonly pages: readonly PageKind[];
  readonly isPresent: boolean;
}

/** One set of keys over the whole row. Sets fade through each other, and no key ever moves. */
const Layer = ({ display, onWish, onPage, wishes, pages, isPresent }: LayerProps): ReactElement | null => {
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
      {wishes.map((wish) => {
        const Icon = WISH_ICONS[wish];
        return (
          <Key
            key={wish}
            name={words.patient.wishes[wish]}
            icon={<Icon />}
            kind="offer"
            isKept={display.wish === wish}
            tellsState
            onPress={() => onWish(wish)}
          />
        );
      })}
      {pages.map((kind) => {
        const Icon = PAGE_ICONS[kind];
        return (
          <Key
            key={kind}
            name={words.patient.pages[kind]}
            icon={<Icon />}
            kind="offer"
            onPress={() => onPage(kind)}
          />
        );
      })}
    </fieldset>
  );
};

export const Offers = (props: OffersProps): ReactElement => {
  const { display } = props;
  const isAsked = display.request !== 'none';
  // As a string, since the score makes a new list each time.
  const latest = useLingering(display.pages.join(' ') || null, FADE_MS);
  const pages = PAGE_KINDS.filter((kind) => latest?.includes(kind));
  const hasPages = display.pages.length > 0;
  return (
    <div className={styles.offers}>
      <Layer {...props} wishes={WISHES} pages={[]} isPresent={isAsked && !hasPages} />
      <Layer {...props} wishes={[]} pages={pages} isPresent={!isAsked && hasPages} />
      <Layer {...props} wishes={WISHES} pages={pages} isPresent={isAsked && hasPages} />
    </div>
  );
};

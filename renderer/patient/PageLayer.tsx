// The page that lies open over the patient's keys. It comes and goes by a fade, is loaded only when it is first
// wanted, and goes away softly when it is no longer offered; what is on it stays.

import { lazy, type ReactElement, Suspense } from 'react';
import type { DisplayState, PageKind } from '../../shared/score/display-score.ts';
import { FADE_MS, useLingering, useTakesPresses } from './timing.ts';

export interface PageProps {
  /** True while it is seen: open, and the display awake. */
  readonly isPresent: boolean;
  readonly display: DisplayState;
  readonly onWake: () => void;
  readonly onSomeone: () => void;
}

/** Few patients want one, and a start does not wait for them. */
const PAGES: Readonly<Record<PageKind, React.LazyExoticComponent<(props: PageProps) => ReactElement>>> = {
  write: lazy(async () => ({ default: (await import('./WritePage.tsx')).WritePage })),
  draw: lazy(async () => ({ default: (await import('./DrawPage.tsx')).DrawPage })),
};

export interface PageLayerProps extends PageProps {
  /** null: none is open. */
  readonly open: PageKind | null;
}

export const PageLayer = ({ open, ...props }: PageLayerProps): ReactElement | null => {
  const shown = useLingering(open, FADE_MS);
  const takes = useTakesPresses(props.isPresent);
  if (shown === null) return null;
  const Page = PAGES[shown];
  return (
    <div
      className="patient-layer"
      data-page
      data-present={props.isPresent || undefined}
      data-takes={takes || undefined}
    >
      <Suspense>
        <Page {...props} />
      </Suspense>
    </div>
  );
};

// The open page over the patient's keys. It loads when it is first opened and always fades. When it is no longer offered
// it fades away, and its content stays.

import { lazy, type ReactElement, Suspense } from 'react';
import type { DisplayState, PageKind } from '../../shared/score/display-score.ts';
import { FADE_MS, useLingering, useTakesPresses } from './timing.ts';

export interface PageProps {
  /** True while the page is open and the display awake. */
  readonly isPresent: boolean;
  readonly request: DisplayState['request'];
}

/** Few patients open one, so the start of the program does not load them. */
const PAGES: Readonly<Record<PageKind, React.LazyExoticComponent<(props: PageProps) => ReactElement>>> = {
  write: lazy(async () => ({ default: (await import('./WritePage.tsx')).WritePage })),
  draw: lazy(async () => ({ default: (await import('./DrawPage.tsx')).DrawPage })),
};

export const PageLayer = ({ open, ...props }: PageProps & { readonly open: PageKind | null }) => {
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

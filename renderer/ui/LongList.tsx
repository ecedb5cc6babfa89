// Around a list of hundreds: only the rows that are seen are drawn. A short list needs none of it, and a start does not
// wait for it.

import type { PropsWithChildren, ReactElement } from 'react';
import { ListLayout, Virtualizer } from 'react-aria-components';

export interface LongListProps extends PropsWithChildren {
  /** The height of a row and the gap beneath it, in px. */
  readonly rowPx: number;
  readonly gapPx: number;
}

export const LongList = ({ rowPx, gapPx, children }: LongListProps): ReactElement => (
  <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: rowPx, gap: gapPx }}>
    {children}
  </Virtualizer>
);

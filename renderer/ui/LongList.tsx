// Wraps a list of hundreds of rows, so that only visible rows are drawn. It loads when such a list appears; a short list
// and the start of the program do without it.

import type { PropsWithChildren } from 'react';
import { ListLayout, Virtualizer } from 'react-aria-components';

export interface LongListProps extends PropsWithChildren {
  /** The height of a row and the gap beneath it, in px. */
  readonly rowPx: number;
  readonly gapPx: number;
}

export const LongList = ({ rowPx, gapPx, children }: LongListProps) => (
  <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: rowPx, gap: gapPx }}>
    {children}
  </Virtualizer>
);

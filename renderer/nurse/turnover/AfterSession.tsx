// After a session: what to keep of it, and turning the room over for the next person.

import type { ReactElement } from 'react';
import type { Turnover } from '../../../shared/session.ts';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { words } from '../../words/index.ts';

export const AfterSession = (_props: {
  readonly snapshot: Snapshot;
  readonly turnover: Turnover;
}): ReactElement => <h1>{words.turnover.title}</h1>;

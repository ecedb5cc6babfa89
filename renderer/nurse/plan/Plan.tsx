// The plan card of a preset: what helps and what to leave alone, talked about beforehand.

import type { ReactElement } from 'react';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { words } from '../../words/index.ts';

export const Plan = (_props: { readonly snapshot: Snapshot }): ReactElement => <h1>{words.plan.title}</h1>;

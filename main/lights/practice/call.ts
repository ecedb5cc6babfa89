// One request as the parts of the practice bridge's API see it. A type only: it must hold no behaviour.

import type { JsonFields } from './answers.ts';
import type { Store } from './store.ts';

export interface Call {
  readonly store: Store;
  /** The user name in the path, known to the bridge. */
  readonly user: string;
  readonly method: string;
  /** The path after the user name: `['lights', '1', 'state']` */
  readonly path: readonly string[];
  /** The same as the API writes it in answers: `/lights/1/state` */
  readonly address: string;
  /** The body, empty where the request had none. */
  readonly body: JsonFields;
}

// Taking away what a session laid on the bridge, however long that takes: what a bridge that is away still holds is
// owed, and is done when it answers again. It must never hold anything else up.

import type { Rig } from '../rig.ts';

export interface OwedTidying {
  /** Resolves once the bridge holds nothing of ours any more: at once, or when it is back. It never rejects. */
  readonly tidy: () => Promise<void>;
  /** The bridge answers: what is owed is tried again. */
  readonly tryAgain: () => void;
}

/** @param rig the one in use; null while there is none */
export const openTidying = (rig: () => Rig | null): OwedTidying => {
  let owed: readonly (() => void)[] = [];
  let isBusy = false;

  const settle = async (): Promise<void> => {
    const to = rig();
    if (isBusy || owed.length === 0 || to === null) return;
    isBusy = true;
    const settled = owed;
    try {
      const tidied = await to.tidy();
      if (!tidied.ok) return;
    } finally {
      isBusy = false;
    }
    owed = owed.filter((done) => !settled.includes(done));
    for (const done of settled) done();
    // Whoever asked meanwhile wants to know of what was laid meanwhile.
    await settle();
  };

  return {
    tidy: () =>
      new Promise((done) => {
        owed = [...owed, done];
        void settle();
      }),
    tryAgain: () => void settle(),
  };
};

// The plan card of a preset while it is talked about: every change is kept at once with its preset, and can be taken
// back for as long as the screen is open. What is kept is main's; what is being written is not lost on the way there.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { PresetView } from '../../../shared/ipc/snapshot.ts';
import { plainPreset } from '../../../shared/ipc/snapshot.ts';
import type { PlanCard } from '../../../shared/preset/plan.ts';
import { begun, changed, type History, redone, undone } from '../../ui/history.ts';
import { useAsk } from '../../ui/useAsk.ts';

/** What is written is kept once nobody has written for so long, in ms. */
const WRITTEN_MS = 500;

export interface PlanEditing {
  /** null: there is none yet. */
  readonly plan: PlanCard | null;
  readonly change: (part: keyof PlanCard, next: PlanCard) => void;
  /** Begins a plan, or takes it away (null). */
  readonly put: (plan: PlanCard | null) => void;
  /** Keeps what is still on its way; answers once main has it. */
  readonly keep: () => Promise<void>;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Why the last change is not kept; null when it is. */
  readonly wrong: string | null;
}

const NOTES: ReadonlySet<string> = new Set<keyof PlanCard>([
  'helps',
  'leaveAlone',
  'musicNever',
  'afterwards',
]);

/** The plan of this preset; for another preset it has to begin anew. */
export const usePlan = (preset: PresetView): PlanEditing => {
  const [history, setHistory] = useState<History<PlanCard | null>>(() => begun(preset.plan));
  const { ask, wrong } = useAsk();
  const latest = useRef({ preset, plan: history.present });
  latest.current.preset = preset;
  const isUnkept = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const keep = useCallback(async (): Promise<void> => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    if (!isUnkept.current) return;
    isUnkept.current = false;
    const { preset: whole, plan } = latest.current;
    const answer = await ask('savePreset', { preset: { ...plainPreset(whole), plan } });
    if (!answer.ok) isUnkept.current = true;
  }, [ask]);

  const keepRef = useRef(keep);
  keepRef.current = keep;
  // Behind a closed lock nothing is kept: what was on its way is when the screen is back.
  useEffect(() => {
    void keepRef.current();
    return () => void keepRef.current();
  }, []);

  const goTo = (next: History<PlanCard | null>, afterMs: number): void => {
    if (next === history) return;
    setHistory(next);
    latest.current.plan = next.present;
    isUnkept.current = true;
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    if (afterMs === 0) void keep();
    else timer.current = setTimeout(() => void keepRef.current(), afterMs);
  };

  return {
    plan: history.present,
    change: (part, next) => goTo(changed(history, next, part, Date.now()), NOTES.has(part) ? WRITTEN_MS : 0),
    put: (plan) => goTo(changed(history, plan, 'whole', Date.now()), 0),
    keep,
    undo: () => goTo(undone(history), 0),
    redo: () => goTo(redone(history), 0),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    wrong,
  };
};

// The plan card of a preset while it is talked through. Main keeps every change at once with the preset, and every change
// can be undone while the screen is open. What is being typed is not lost on the way.

import { useEffect, useRef } from 'react';
import { type PresetView, plainPreset } from '../../../shared/ipc/snapshot.ts';
import { NOTES, type PlanCard } from '../../../shared/preset/plan.ts';
import { useHistory } from '../../ui/history.ts';
import { useAsk } from '../../ui/useAsk.ts';
import { useLatest } from '../../ui/useLatest.ts';

/** What is typed is kept once nobody has typed for this long, in ms. */
const TYPED_MS = 500;

/** The plan of one preset; for another preset the component has to be another one. */
export const usePlan = (preset: PresetView) => {
  const { ask, wrong } = useAsk();
  const newest = useRef(preset.plan);
  const isUnkept = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const keep = useLatest(async (): Promise<void> => {
    clearTimeout(timer.current);
    if (!isUnkept.current) return;
    isUnkept.current = false;
    const answer = await ask('savePreset', { preset: { ...plainPreset(preset), plan: newest.current } });
    if (!answer.ok) isUnkept.current = true;
  });
  // While the console is locked main keeps nothing: what was waiting is sent when the screen is back.
  useEffect(() => {
    void keep();
    return () => void keep();
  }, [keep]);

  const { present, edit, ...steps } = useHistory(preset.plan, (plan, about) => {
    newest.current = plan;
    isUnkept.current = true;
    clearTimeout(timer.current);
    if (NOTES.some((note) => note === about)) timer.current = setTimeout(() => void keep(), TYPED_MS);
    else void keep();
  });
  return {
    ...steps,
    /** null: there is none yet. */
    plan: present,
    change: (part: keyof PlanCard, next: PlanCard): void => edit(part, () => next),
    /** Begins a plan, or removes it (null). */
    put: (plan: PlanCard | null): void => edit('whole', () => plan),
    /** Keeps what is still waiting; resolves once main has it. */
    keep,
    /** Why the last change is not kept; null when it is. */
    wrong,
  };
};

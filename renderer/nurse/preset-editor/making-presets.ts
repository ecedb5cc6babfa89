// A preset of one's own, made of another one: kept by main at once, chosen on the console, and its editor opened.

import type { CommandError } from '../../../shared/ipc/contract.ts';
import type { PresetSummary } from '../../../shared/ipc/snapshot.ts';
import type { Preset } from '../../../shared/preset/preset.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { send } from '../../ui/bridge.ts';
import { offerLabel } from '../../words/labels.ts';
import { choosePreset } from '../presets/chosen-preset.ts';
import { allKept } from './keeping-presets.ts';

import { duplicateOf } from './preset-editing.ts';

/** Makes one under a fresh label; answers its id. */
export const makePresetOf = async (preset: Preset): Promise<Result<string, CommandError>> => {
  await allKept();
  const listed = await send('presets', {});
  const present: readonly PresetSummary[] = listed.ok ? listed.value : [];
  const label = offerLabel(new Set(present.map((one) => one.label)));
  const made = duplicateOf(preset, label, new Set(present.map(({ id }) => id)));
  const kept = await send('savePreset', { preset: made });
  if (!kept.ok) return fail(kept.error);
  choosePreset(kept.value);
  return ok(kept.value);
};

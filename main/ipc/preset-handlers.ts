// What main does for the commands about presets: their list, one of them whole, import, change and export; and for a page
// to be printed or saved, a plan card or what a patient wrote and drew. A patient's pages are written where the person
// says and nowhere else, in no log either.

import type { Answer } from '../../shared/ipc/contract.ts';
import type { Printable, PrintRequest } from '../../shared/ipc/print.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ChooseFile } from '../electron/dialogs.ts';
import type { Printing } from '../electron/print.ts';
import { presetText, readPresetFile } from '../storage/preset-file.ts';
import type { Presets } from '../storage/presets.ts';
import { DONE, type Handlers, saveFile } from './answers.ts';

export interface PresetHandlerParts {
  readonly presets: Presets;
  readonly printing: Printing;
  readonly chooseFile: ChooseFile;
  readonly changed: () => void;
}

/** The handlers of presets and of printed pages. */
export const presetHandlers = ({ presets, printing, chooseFile, changed }: PresetHandlerParts) => {
  const changedIf = <A extends { readonly ok: boolean }>(answer: A): A => {
    if (answer.ok) changed();
    return answer;
  };

  const addPreset = async (): Promise<Answer<string>> => {
    const file = await chooseFile('presetFile');
    if (file === null) return fail('cancelled');
    const added = changedIf(presets.add(await readPresetFile(file)));
    return added.ok ? ok(added.value.id) : added;
  };

  const exportPreset = async (presetId: string): Promise<Answer> => {
    const preset = presets.find(presetId);
    if (preset === null) return fail('unknownPreset');
    return saveFile(chooseFile, 'presetExport', preset.label, () => ok(presetText(preset)));
  };

  const printableOf = (what: PrintRequest): Result<Printable, 'unknownPreset' | 'failed'> => {
    if (what.kind === 'pages') return ok(what);
    const preset = presets.find(what.presetId);
    if (preset === null) return fail('unknownPreset');
    if (preset.plan === null) return fail('failed');
    return ok({ kind: 'plan', label: preset.label, plan: preset.plan });
  };

  return {
    presets: () => ok(presets.summaries()),
    preset: ({ presetId }) => {
      const preset = presets.view(presetId);
      return preset === null ? fail('unknownPreset') : ok(preset);
    },
    addPreset,
    savePreset: ({ preset }) => changedIf(presets.save(preset)),
    removePreset: ({ presetId }) => changedIf(presets.remove(presetId)),
    exportPreset: ({ presetId }) => exportPreset(presetId),
    print: async (what) => {
      const page = printableOf(what);
      return page.ok ? printing.print(page.value) : page;
    },
    savePdf: async (what) => {
      const page = printableOf(what);
      if (!page.ok) return page;
      return saveFile(chooseFile, 'pdfFile', what.kind, () => printing.pdfOf(page.value));
    },
    printReport: ({ job }) => {
      printing.drawn(job);
      return DONE;
    },
  } satisfies Partial<Handlers>;
};

// What main does for the commands about presets: their list, one of them whole, import, change and export; and for a page
// to be printed or saved, a plan card or what a patient wrote and drew. A patient's pages are written where the person
// says and nowhere else, in no log either.

import type { Answer } from '../../shared/ipc/contract.ts';
import type { Printable, PrintRequest } from '../../shared/ipc/print.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { presetText, readPresetFile } from '../storage/chosen-file.ts';
import { doing, type HandlerParts, type Handlers, saveFile, telling } from './answers.ts';

type Parts = 'presets' | 'printing' | 'chooseFile' | 'changed';

/** The handlers of presets and of printed pages. */
export const presetHandlers = ({ presets, printing, chooseFile, changed }: Pick<HandlerParts, Parts>) => {
  const told = telling(changed);

  const addPreset = async (): Promise<Answer<string>> => {
    const file = await chooseFile('presetFile');
    if (file === null) return fail('cancelled');
    const read = await readPresetFile(file);
    if (!read.ok) return { ...fail('presetUnreadable'), fault: read.error };
    const added = told(await presets.add(read.value));
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
    savePreset: async ({ preset }) => told(await presets.save(preset)),
    removePreset: async ({ presetId }) => told(await presets.remove(presetId)),
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
    printReport: ({ job }) => doing(() => printing.drawn(job)),
  } satisfies Partial<Handlers>;
};

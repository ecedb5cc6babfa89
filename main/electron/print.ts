// Draws a page for a printer or a PDF, in a window that is never shown. The window is opened for one job and closed after
// it, so that nothing of what a patient wrote or drew stays in it.

import type { BrowserWindow, WebContents } from 'electron';
import pTimeout from 'p-timeout';
import type { Printable, PrintJob } from '../../shared/ipc/print.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Windows } from './windows.ts';

/** A page that takes longer than this to draw is given up, in real ms. */
export const DRAWN_WITHIN_MS = 10_000;

/** The system is given up when it takes longer than this to make a PDF or to list printers, in real ms. */
export const ANSWERED_WITHIN_MS = 30_000;

/** The countries where Letter is the usual paper (Unicode locale data, CLDR: paper size US-Letter). */
const LETTER = new Set('BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '));

/** In inches. */
const MARGINS = { top: 0.7, right: 0.7, bottom: 0.7, left: 0.7 };

export type PaperSize = 'A4' | 'Letter';

/** The usual paper of a country (ISO 3166); where the system names none, of the first language that names one. */
export const paperSizeIn = (country: string, languages: readonly string[]): PaperSize => {
  const named = [country, ...languages.map((language) => /[-_]([A-Z]{2})\b/.exec(language)?.[1] ?? '')];
  return LETTER.has(named.find((one) => one !== '') ?? '') ? 'Letter' : 'A4';
};

export type Printing = ReturnType<typeof openPrinting>;

/** Prints what is in the page; answers whether a printer took it. */
const printed = (
  contents: WebContents,
  pageSize: PaperSize,
): Promise<Result<null, 'notPrinted' | 'cancelled'>> =>
  new Promise((done) => {
    contents.once('destroyed', () => done(fail('cancelled')));
    contents.once('render-process-gone', () => done(fail('notPrinted')));
    contents.print({ printBackground: true, pageSize }, (isPrinted, why) => {
      if (isPrinted) done(ok(null));
      else done(fail(/cancel/i.test(why) ? 'cancelled' : 'notPrinted'));
    });
  });

/** No window is open until there is something to draw. */
export const openPrinting = (windows: Pick<Windows, 'open' | 'close' | 'publish'>, pageSize: PaperSize) => {
  let isBusy = false;
  let jobs = 0;
  let waiting: { readonly job: number; readonly drawn: () => void } | null = null;

  /** Resolves with the window once everything in it is drawn; null when that failed. */
  const draw = (what: Printable): Promise<BrowserWindow | null> =>
    new Promise((done) => {
      jobs += 1;
      const job: PrintJob = { ...what, job: jobs };
      const window = windows.open('print');
      const late = setTimeout(() => end(null), DRAWN_WITHIN_MS);
      const end = (drawn: BrowserWindow | null): void => {
        clearTimeout(late);
        waiting = null;
        done(drawn);
      };
      waiting = { job: job.job, drawn: () => end(window) };
      window.once('closed', () => end(null));
      const { webContents } = window;
      webContents.once('render-process-gone', () => end(null));
      webContents.once('did-finish-load', () => windows.publish('printJob', job));
    });

  const withPage = async <T, E>(
    what: Printable,
    use: (contents: WebContents) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | 'failed'>> => {
    if (isBusy) return fail('failed');
    isBusy = true;
    try {
      const window = await draw(what);
      return window === null ? fail('failed') : await use(window.webContents);
    } catch {
      return fail('failed');
    } finally {
      isBusy = false;
      windows.close('print');
    }
  };

  return {
    /** The bytes of a PDF. Fails while another page is being drawn. */
    pdfOf: (what: Printable): Promise<Result<Uint8Array, 'failed'>> =>
      withPage(what, async (contents) => {
        const options = { pageSize, margins: MARGINS, printBackground: true, generateTaggedPDF: true };
        return ok(await pTimeout(contents.printToPDF(options), { milliseconds: ANSWERED_WITHIN_MS }));
      }),
    /** Opens the system's print dialog; answers when a printer has taken the page or the person has cancelled. */
    print: (what: Printable): Promise<Result<null, 'failed' | 'notPrinted' | 'cancelled'>> =>
      withPage(what, async (contents) => {
        const printers = await pTimeout(contents.getPrintersAsync(), { milliseconds: ANSWERED_WITHIN_MS });
        return printers.length === 0 ? fail('notPrinted') : printed(contents, pageSize);
      }),
    /** The window has drawn this job. */
    drawn: (job: number): void => {
      if (waiting?.job === job) waiting.drawn();
    },
  };
};

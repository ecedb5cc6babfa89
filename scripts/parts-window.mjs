// Shows the sheet of parts in a window of Electron; with `--picture FILE` it takes a picture of the whole sheet and ends.
// It must never end with 0 when the page logged an error, nor be packaged with the program.

import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { app, BrowserWindow } from 'electron';

const page = path.join(import.meta.dirname, '..', 'out', 'parts', 'parts.html');
const at = process.argv.indexOf('--picture');
const picture = at === -1 ? undefined : process.argv[at + 1];

/** Everything that comes slowly is there by then, in ms. */
const restMs = 2500;

app.setPath('userData', path.join(tmpdir(), 'stillroom-parts'));
app.on('window-all-closed', () => app.quit());

/**
 * @param {BrowserWindow} window
 * @param {string} file
 */
async function takePicture(window, file) {
  await new Promise((done) => setTimeout(done, restMs));
  const { debugger: tool } = window.webContents;
  tool.attach();
  const { data } = await tool.sendCommand('Page.captureScreenshot', { captureBeyondViewport: true });
  writeFileSync(file, Buffer.from(data, 'base64'));
}

async function show() {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    useContentSize: true,
    backgroundColor: '#000000',
    autoHideMenuBar: true,
    webPreferences: { sandbox: true },
  });
  let errors = 0;
  window.webContents.on('console-message', (event, level, message) => {
    // The event says it itself since Electron 35; before, the two arguments after it did.
    if (event.level !== 'error' && level !== 3) return;
    errors += 1;
    process.stderr.write(`${event.message ?? message}\n`);
  });
  await window.loadFile(page);
  if (picture === undefined) return;
  await takePicture(window, picture);
  app.exit(errors === 0 ? 0 : 1);
}

/** @param {unknown} failure */
function giveUp(failure) {
  process.stderr.write(`${failure}\n`);
  app.exit(1);
}

// Not awaited here: Electron is ready only once this module's top level is done.
app.whenReady().then(show).catch(giveUp);

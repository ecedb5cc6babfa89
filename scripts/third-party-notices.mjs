// Knows every package inside the program, and writes out/third-party-notices.md: each with its version, its licence and the
// licence's text. It must never leave a package out: one without a licence fails the build.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { inProject, PlainFailure } from './place.mjs';

/** @typedef {{name: string, version: string, identifier: string | null, text: string | null}} Licence */

/** The parts of out/ whose bundler lists what it bundled, in licenses.json. */
const bundledParts = ['main', 'preload', 'renderer'];

/** Bundled as files, which the bundler does not list. */
const bundledFiles = ['@fontsource-variable/atkinson-hyperlegible-next'];

/**
 * What is inside the build that lies in out/, by name.
 * @returns {readonly Licence[]}
 * @throws {PlainFailure} naming the packages that have no licence or no text of one
 */
export function packagesInside() {
  const packages = new Map(
    [...bundledParts.flatMap(bundledIn), ...bundledFiles.map(licenceOf)].map((each) => [
      `${each.name} ${each.version}`,
      each,
    ]),
  );
  const all = [...packages.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const lacking = all.filter(({ identifier, text }) => !identifier || !text).map(({ name }) => name);
  if (lacking.length > 0) throw new PlainFailure(`These packages have no licence: ${lacking.join(', ')}`);
  return all;
}

/** Writes the notices for the build that lies in out/. */
export function writeThirdPartyNotices() {
  writeFileSync(inProject('out', 'third-party-notices.md'), noticesOf(packagesInside()));
}

/**
 * @param {string} part
 * @returns {Licence[]} as the bundler lists them; it knows licences that lie in a file of their own
 */
function bundledIn(part) {
  const listed = JSON.parse(readFileSync(inProject('out', part, 'licenses.json'), 'utf8'));
  return listed.map((each) => (each.identifier && each.text ? each : licenceOf(each.name)));
}

/** @param {string} place the package's folder in node_modules */
function licenceOf(place) {
  const folder = inProject('node_modules', place);
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const file = (/** @type {RegExp} */ pattern) => readdirSync(folder).find((each) => pattern.test(each));
  const read = (/** @type {string | undefined} */ found) =>
    found === undefined ? '' : readFileSync(`${folder}/${found}`, 'utf8');
  const text = read(file(/^licen[cs]e/i)) || lastSection(read(file(/^readme/i)));
  return { name, version, identifier: license ?? null, text };
}

/**
 * @param {string} readme
 * @returns {string | null} what it says of the licence, which some packages say there alone
 */
function lastSection(readme) {
  return /^(?:#+ licen[cs]e|licen[cs]e\n-+)\s*\n(?<said>[\s\S]+)/im.exec(readme)?.groups?.said ?? null;
}

/**
 * @param {readonly Licence[]} all
 * @returns {string} the list, and then every licence's text once with the packages that are under it
 */
function noticesOf(all) {
  /** @type {Map<string, string[]>} */
  const byText = new Map();
  for (const { name, text } of all) {
    const key = (text ?? '').trim();
    byText.set(key, [...(byText.get(key) ?? []), name]);
  }
  const rows = all.map(({ name, version, identifier }) => `| ${name} | ${version} | ${identifier} |`);
  const texts = [...byText].map(([text, names]) => `## ${names.join(', ')}\n\n\`\`\`text\n${text}\n\`\`\``);
  return [
    '# Third-party notices',
    'Stillroom is under the MIT licence. These packages are part of it. Electron and Chromium bring their own notices in',
    '`LICENSE.electron.txt` and `LICENSES.chromium.html` beside the program. The bundled playlists and the noise are CC0.',
    '',
    '| Package | Version | Licence |',
    '|---|---|---|',
    ...rows,
    '',
    ...texts,
    '',
  ].join('\n');
}

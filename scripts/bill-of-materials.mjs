// Writes the bill of materials of a package (SBOM, CycloneDX 1.6 in JSON): Stillroom itself, the Electron that it runs on,
// and every package inside. It must never name a package that is not in the build, nor leave out one that is.

import { readFileSync, writeFileSync } from 'node:fs';
import { Contrib, Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import { inProject } from './place.mjs';
import { packagesInside } from './third-party-notices.mjs';

/** Only single identifiers are met; what is none of SPDX's is kept as a name. */
const licences = new Contrib.License.Factories.LicenseFactory(() => {
  throw new RangeError('no expressions');
});

/**
 * @param {Enums.ComponentType} type
 * @param {{name: string, version: string, identifier: string | null, purl: PackageURL}} of
 */
function componentOf(type, { name, version, identifier, purl }) {
  const component = new Models.Component(type, name, {
    version,
    purl: purl.toString(),
    bomRef: purl.toString(),
  });
  if (identifier !== null) component.licenses.add(licences.makeFromString(identifier));
  return component;
}

/**
 * @param {string} name with its scope
 * @param {string} version
 */
function npmUrl(name, version) {
  const [scope, bare] = name.startsWith('@') ? name.split('/') : [undefined, name];
  return new PackageURL('npm', scope, bare, version, undefined, undefined);
}

/**
 * Writes the bill of the build that lies in out/. The same build gives the same bytes.
 * @param {string} file
 * @param {string} electronVersion
 */
export function writeBillOfMaterials(file, electronVersion) {
  const { name, version, license } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  const { Application, Framework, Library } = Enums.ComponentType;
  const bom = new Models.Bom();
  const program = componentOf(Application, {
    ...{ name, version, identifier: license },
    purl: new PackageURL('generic', undefined, name, version, undefined, undefined),
  });
  const electron = componentOf(Framework, {
    ...{ name: 'electron', version: electronVersion, identifier: 'MIT' },
    purl: npmUrl('electron', electronVersion),
  });
  const inside = packagesInside().map((each) =>
    componentOf(Library, { ...each, purl: npmUrl(each.name, each.version) }),
  );
  bom.metadata.component = program;
  for (const component of [electron, ...inside]) {
    bom.components.add(component);
    program.dependencies.add(component.bomRef);
  }
  const normalize = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  const text = new Serialize.JsonSerializer(normalize).serialize(bom, { sortLists: true, space: 2 });
  writeFileSync(file, `${text}\n`);
}

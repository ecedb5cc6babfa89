// Stands in for the JSON-schema validator that electron-store reads in for stores with a schema. Ours have none, their
// shapes are checked with Valibot; without it a start has less than half as much to read. It must never be used.

class NoValidator {
  constructor() {
    throw new Error('kept files are checked with Valibot, not by electron-store');
  }
}

export { NoValidator as Ajv2020 };
// biome-ignore lint/style/noDefaultExport: it stands in for modules that have default exports.
export default NoValidator;

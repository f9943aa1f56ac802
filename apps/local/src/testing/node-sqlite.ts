/** Stands in for `node:sqlite`, which Jest 30 looks for without its `node:`, and so in vain. */
export const { DatabaseSync } = process.getBuiltinModule('node:sqlite');

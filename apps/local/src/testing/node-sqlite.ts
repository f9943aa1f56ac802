/** Replaces `node:sqlite`, which Jest 30 fails to resolve since it strips `node:`. */
export const { DatabaseSync } = process.getBuiltinModule('node:sqlite');

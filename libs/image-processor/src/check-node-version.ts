/*
 * Runs before everything else that the entry loads. An older Node would fail later, with a TypeError about a method that
 * it lacks.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  throw new Error(
    `@thumbing/image-processor needs Node 22.18 or newer; this is ${process.versions.node}`,
  );
}

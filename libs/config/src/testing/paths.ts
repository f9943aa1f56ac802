/** Sets a field by its path, in the notation of error messages, and makes the objects above it. */
export function put(target: object, path: string, value: unknown): void {
  const keys = keysOf(path);
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((inner, key) => {
    if (Reflect.get(Object(inner), key) === undefined) Reflect.set(Object(inner), key, {});
    return Reflect.get(Object(inner), key);
  }, target);
  Reflect.set(Object(parent), last, value);
}

/** The value of a field by its path; `undefined` where there is none. */
export const at = (target: object, path: string): unknown =>
  keysOf(path).reduce<unknown>((parent, key) => Reflect.get(Object(parent), key), target);

const keysOf = (path: string): string[] => path.replace("['", '.').replace("']", '').split('.');

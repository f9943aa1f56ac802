import { run } from './run.ts';

export interface Python {
  readonly program: string;
  /** Version and prefix, which identify the Python that an environment is made for. */
  readonly description: string;
}

/** Debian packages `venv` and `ensurepip` separately. */
const DESCRIBE = `
import sys
from importlib.util import find_spec
print(sys.version.split()[0], sys.base_prefix)
print(sys.version_info >= (3, 10))
print(bool(find_spec("venv") and find_spec("ensurepip")))
`;

/** Finds a Python on this machine that can make virtual environments. Throws if there is none. */
export async function findPython(program = 'python3'): Promise<Python> {
  const described = await run(program, ['-c', DESCRIBE]);
  if (!described?.succeeded) {
    throw new Error(`${program} was not found: install Python 3.10 or newer`);
  }
  const [description = '', isNewEnough, makesEnvironments] = described.output.split('\n');
  const [version = ''] = description.split(' ');
  if (isNewEnough !== 'True') {
    throw new Error(`${program} is Python ${version}: install Python 3.10 or newer`);
  }
  if (makesEnvironments !== 'True') {
    throw new Error(
      `Python ${version} has no venv module: install it (python3-venv on Debian and Ubuntu)`,
    );
  }
  return { program, description };
}

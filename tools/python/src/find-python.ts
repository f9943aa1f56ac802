import { run } from './run.ts';

export interface Python {
  readonly program: string;
  /** Its version and where it is: an environment is made for one Python. */
  readonly description: string;
}

/** Debian has what makes environments in a package of its own. */
const DESCRIBE = `
import sys
from importlib.util import find_spec
print(sys.version.split()[0], sys.base_prefix)
print(sys.version_info >= (3, 10))
print(bool(find_spec("venv") and find_spec("ensurepip")))
`;

/** The Python of this machine. Throws when there is none that can make environments. */
export async function findPython(program = 'python3'): Promise<Python> {
  const described = await run(program, ['-c', DESCRIBE]);
  if (!described?.succeeded) {
    throw new Error(`there is no ${program}: install Python 3.10 or newer`);
  }
  const [description = '', isNewEnough, makesEnvironments] = described.output.split('\n');
  const [version = ''] = description.split(' ');
  if (isNewEnough !== 'True') {
    throw new Error(`${program} is Python ${version}: install Python 3.10 or newer`);
  }
  if (makesEnvironments !== 'True') {
    throw new Error(
      `Python ${version} has no venv module: install it, which is python3-venv on Debian and Ubuntu`,
    );
  }
  return { program, description };
}

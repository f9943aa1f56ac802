import type { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';

const resource = z.object({ Properties: z.record(z.string(), z.unknown()) });

/** The properties of all matching resources of a type, in the order of the template. */
export const propertiesOf = (
  template: Template,
  type: string,
  like: object = {},
): Record<string, unknown>[] =>
  Object.values(template.findResources(type, like)).map(
    (found) => resource.parse(found).Properties,
  );

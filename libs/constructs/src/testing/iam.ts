import type { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';

const reference = z.union([
  z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
  z
    .object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
    .transform((value) => value['Fn::GetAtt'][0]),
]);
const oneOrMore = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const statement = z.object({
  Effect: z.literal('Allow'),
  Action: oneOrMore,
  Resource: z.unknown(),
});
const policy = z.object({
  Properties: z.object({
    PolicyDocument: z.object({ Statement: z.array(statement) }),
    Roles: z.array(reference).default([]),
  }),
});
const lambda = z.object({
  Properties: z.object({ Description: z.string(), Role: reference }),
});

/** The actions that the role of each function allows, by the function's description, as `action` or `action on *`. */
export function actionsByFunction(template: Template): Record<string, string[]> {
  const policies = Object.values(template.findResources('AWS::IAM::Policy')).map((resource) =>
    policy.parse(resource),
  );
  const functions = Object.values(template.findResources('AWS::Lambda::Function')).map(
    (resource) => lambda.parse(resource).Properties,
  );
  return Object.fromEntries(
    functions.map(({ Description, Role }) => [
      Description,
      policies
        .filter(({ Properties }) => Properties.Roles.includes(Role))
        .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
        .flatMap(({ Action, Resource }) =>
          Action.map((action) => (Resource === '*' ? `${action} on *` : action)),
        )
        .sort(),
    ]),
  );
}

import type { Template } from 'aws-cdk-lib/assertions';
import { DESCRIPTIONS, FUNCTIONS, type FunctionName } from '@thumbing/lambda-handlers/bundles';
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

/** The actions of Lambda's pollers on a queue. */
export const CONSUMING = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
];

/** The actions of every function, on its log and its traces. */
const OWN = [
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  // X-Ray does not support resource-level permissions.
  'xray:PutTelemetryRecords on *',
  'xray:PutTraceSegments on *',
];

/** Actions by function, with those that every function has. */
export const withOwn = (
  actions: Partial<Record<FunctionName, readonly string[]>>,
): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(actions).map(([name, others]) => [name, [...others, ...OWN].sort()]),
  );

/**
 * The actions that the role of each function allows, as `action` or `action on *`, for functions whose logical id starts
 * with that of their construct.
 */
export function actionsBelow(template: Template, construct: string): Record<string, string[]> {
  const policies = Object.values(template.findResources('AWS::IAM::Policy')).map((resource) =>
    policy.parse(resource),
  );
  const functions = Object.entries(template.findResources('AWS::Lambda::Function'))
    .filter(([id]) => id.startsWith(construct))
    .map(([, resource]) => lambda.parse(resource).Properties);
  return Object.fromEntries(
    functions.map(({ Description, Role }) => [
      nameOf(Description),
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

/** The name of the function with this description, or the description of a function that is none of ours. */
const nameOf = (description: string): string =>
  FUNCTIONS.find((name) => DESCRIPTIONS[name] === description) ?? description;

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
  Condition: z.optional(z.unknown()),
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

/** The name of the function with this description, or the description itself: two functions may share a bundle. */
const nameOf = (description: string): string =>
  FUNCTIONS.find((name) => DESCRIPTIONS[name] === description) ?? description;

/** The functions whose logical id starts with that of their construct, and the statements of their roles. */
function functionsBelow(template: Template, construct: string) {
  const policies = Object.values(template.findResources('AWS::IAM::Policy')).map((resource) =>
    policy.parse(resource),
  );
  return Object.entries(template.findResources('AWS::Lambda::Function'))
    .filter(([id]) => id.startsWith(construct))
    .map(([, resource]) => {
      const { Description, Role } = lambda.parse(resource).Properties;
      const own = policies.filter(({ Properties }) => Properties.Roles.includes(Role));
      const statements = own.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
      return { name: nameOf(Description), statements };
    });
}

/** The actions that the role of each function allows, as `action` or `action on *`. */
export const actionsBelow = (template: Template, construct: string): Record<string, string[]> =>
  Object.fromEntries(
    functionsBelow(template, construct).map(({ name, statements }) => [
      name,
      statements
        .flatMap(({ Action, Resource }) =>
          Action.map((action) => (Resource === '*' ? `${action} on *` : action)),
        )
        .sort(),
    ]),
  );

/** The actions on keys that the roles of functions allow, by name and service, `*` for any service. */
export const keyActionsByFunction = (
  template: Template,
): Record<string, Record<string, string[]>> =>
  Object.fromEntries(
    functionsBelow(template, '').flatMap(({ name, statements }) => {
      const found: Record<string, string[]> = {};
      for (const { Action, Condition } of statements) {
        const onKeys = Action.filter((action) => action.startsWith('kms:'));
        if (onKeys.length === 0) continue;
        const service = serviceIn(Condition);
        const actions = onKeys.map((action) => action.replace('kms:', ''));
        found[service] = [...new Set([...(found[service] ?? []), ...actions])].sort();
      }
      return Object.keys(found).length > 0 ? [[name, found]] : [];
    }),
  );

const viaService = z.object({
  StringEquals: z.object({
    'kms:ViaService': z.object({
      'Fn::Join': z.tuple([z.string(), z.tuple([z.string()]).rest(z.unknown())]),
    }),
  }),
});

/** The name of the service in a condition such as `s3.${AWS::Region}.amazonaws.com`. */
const serviceIn = (condition: unknown): string =>
  viaService
    .safeParse(condition)
    .data?.StringEquals['kms:ViaService']['Fn::Join'][1][0].replace(/\.$/, '') ?? '*';

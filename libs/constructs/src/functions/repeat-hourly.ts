import { Duration } from 'aws-cdk-lib/core';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** Invokes a function every hour. */
export function repeatHourly(
  scope: Construct,
  id: string,
  description: string,
  fn: IFunction,
): void {
  const { ruleArn } = new Rule(scope, id, {
    description,
    schedule: Schedule.rate(Duration.hours(1)),
    targets: [{ bind: () => ({ arn: fn.functionArn }) }],
  });
  const principal = new ServicePrincipal('events.amazonaws.com');
  fn.addPermission(id, { principal, sourceArn: ruleArn });
}

import { CfnResource, CrossStackReferences, ReferenceStrength } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/**
 * What a configuration can take out again. CloudFormation lets nothing go that another stack imports, so
 * other stacks read it when they are deployed; for the rest, that protection is welcome.
 */
export function comesAndGoes(construct: IConstruct): void {
  for (const part of construct.node.findAll()) {
    if (!CfnResource.isCfnResource(part)) continue;
    CrossStackReferences.of(part).produce(ReferenceStrength.WEAK);
  }
}

import { CfnResource, CrossStackReferences, ReferenceStrength } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/**
 * Makes references from other stacks weak: resolved at deployment instead of imported. CloudFormation refuses to
 * remove an export that another stack imports, so this is for constructs that a change of the configuration may
 * remove. Data keeps strong references, as a protection.
 */
export function exportWeakly(construct: IConstruct): void {
  for (const part of construct.node.findAll()) {
    if (!CfnResource.isCfnResource(part)) continue;
    CrossStackReferences.of(part).produce(ReferenceStrength.WEAK);
  }
}

import { Match } from 'aws-cdk-lib/assertions';
import { LambdaDeploymentConfig } from 'aws-cdk-lib/aws-codedeploy';
import { templateOf } from '../testing/pipeline.ts';
import { propertiesOf } from '../testing/properties.ts';

describe('a canary', () => {
  it('moves traffic to a new version bit by bit, and takes it back when the version fails', () => {
    const template = templateOf({ canary: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES });
    const functions = propertiesOf(template, 'AWS::Lambda::Function');
    // All but that of the webhook.
    template.resourceCountIs('AWS::Lambda::Alias', functions.length - 1);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Errors',
      Dimensions: Match.arrayWith([Match.objectLike({ Name: 'ExecutedVersion' })]),
    });
    template.allResourcesProperties('AWS::CodeDeploy::DeploymentGroup', {
      DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      AutoRollbackConfiguration: {
        Enabled: true,
        Events: Match.arrayWith(['DEPLOYMENT_STOP_ON_ALARM']),
      },
      AlarmConfiguration: { Enabled: true },
    });
  });

  it('takes the API back when it answers 5xx, which is no error to Lambda', () => {
    const template = templateOf({ canary: LambdaDeploymentConfig.ALL_AT_ONCE });
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', {
      AlarmConfiguration: { Alarms: [{ Name: Match.anyValue() }, { Name: Match.anyValue() }] },
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: '5xx',
      AlarmDescription: 'The new version is failing; CodeDeploy rolls it back',
    });
  });

  it('is what messages and requests go to', () => {
    const template = templateOf({ canary: LambdaDeploymentConfig.ALL_AT_ONCE });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { 'Fn::Join': ['', Match.arrayWith([':live'])] },
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
      IntegrationUri: { Ref: Match.stringLikeRegexp('Live') },
    });
  });

  it('is not for webhooks: a receiver that is down would take every new version back', () => {
    const template = templateOf({ canary: LambdaDeploymentConfig.ALL_AT_ONCE });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: Match.stringLikeRegexp('WebhookhooksexamplecomimagesFunction') },
    });
  });

  it('is not there unless it is asked for', () => {
    const template = templateOf();
    template.resourceCountIs('AWS::Lambda::Alias', 0);
    template.resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 0);
  });
});

import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Events } from '@thumbing/pipeline';

/** Events on an SNS topic. Subscribers filter by the message attributes `type` and `profile`. */
export const snsEvents = (topicArn: string, client = new SNSClient()): Events => ({
  publish: async (event) => {
    await client.send(
      new PublishCommand({
        TopicArn: topicArn,
        Message: JSON.stringify(event),
        MessageAttributes: {
          type: { DataType: 'String', StringValue: event.type },
          profile: { DataType: 'String', StringValue: event.data.image.profile },
        },
      }),
    );
  },
});

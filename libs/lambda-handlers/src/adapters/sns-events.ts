import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Events } from '@thumbing/pipeline';

/** Events on a topic; subscribers choose by the message attributes `type` and `profile`. */
export const snsEvents = (client: SNSClient, topicArn: string): Events => ({
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

import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Emulator } from '@thumbing/tools-emulator';

/** All log lines of the functions of a stage. */
export async function logsOf(emulator: Emulator, stage: string): Promise<string[]> {
  const client = new CloudWatchLogsClient(emulator);
  const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({}));
  const names = logGroups.flatMap(({ logGroupName }) => logGroupName ?? []);
  const lines: string[] = [];
  for (const logGroupName of names.filter((name) => name.includes(`thumbing-${stage}-`))) {
    let nextToken: string | undefined;
    do {
      const found = await client.send(new FilterLogEventsCommand({ logGroupName, nextToken }));
      lines.push(...(found.events ?? []).map(({ message = '' }) => message));
      nextToken = found.nextToken;
    } while (nextToken);
  }
  client.destroy();
  return lines;
}

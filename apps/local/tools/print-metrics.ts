import { waitUntil } from '@thumbing/adapters/testing';
import { edition, jpeg } from '../src/testing/edition.ts';

// Prints the metrics of a server that has refused a request, and processed a picture to the end.
const running = await edition({ metrics: true });
try {
  await fetch(`${running.url}/v1/images`);
  const ada = await running.as('ada');
  await ada.settled(await ada.upload(jpeg));
  const metrics = await waitUntil(async () => {
    const text = await (await fetch(running.metricsUrl ?? '')).text();
    return text.includes('step="publish"') ? text : undefined;
  });
  console.log(metrics.trimEnd());
} finally {
  await running.close();
}

import { contextWith } from '../../../testing/context.ts';
import { applyStep } from '../../../transform/apply-step.ts';
import { caption } from '../caption.ts';
import type { Answer, Question } from './captions.ts';

/* The program of `captions.ts`: applies the step to each image that it is sent. */

const SETTINGS = { background: '#ffffff', colorSpace: 'srgb' } as const;

// Sent by `captions.ts`, and trusted.
process.on('message', ({ pixels, params, fonts }: Question) => {
  const send = (answer: Answer) => process.send?.(answer);
  const context = contextWith({ fonts });
  applyStep(caption, caption.params.parse(params), pixels, SETTINGS, context).then(
    (made) => send({ pixels: made }),
    (error: unknown) => {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      send({ name, message });
    },
  );
});
process.on('disconnect', () => process.exit());

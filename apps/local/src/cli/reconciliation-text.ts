import { unrepairedIn, type Finding, type Reconciliation } from '@thumbing/pipeline';

/** Meaning of each finding, and a remedy where no worker repairs it. */
const TITLES: Readonly<Record<Finding, string>> = {
  'record-unreadable': 'Records that cannot be read (see doctor)',
  'notice-missed': 'Originals that no worker was told of',
  'processing-unfinished': 'Images whose processing never ended',
  'deletion-unfinished': 'Images whose deletion never ended',
  'renditions-missing': 'Ready images that lack renditions (see doctor)',
  'original-unusable': 'Originals that nobody needs any more',
  'original-without-record': 'Originals without a record',
  'renditions-without-record': 'Renditions without a record',
  'not-compared': 'Images that could not be compared (see the errors)',
};

const WITHOUT_RECORD: readonly string[] = [
  'original-without-record',
  'renditions-without-record',
] satisfies Finding[];

/** Text for the terminal: what was compared, and each finding with its images. */
export function reconciliationText({ checked, findings }: Reconciliation, dryRun: boolean): string {
  const { records, originals, renditions } = checked;
  const summary = `Compared ${records} records, ${originals} originals and the renditions of ${renditions} images.`;
  const sections = Object.entries(TITLES).flatMap(([finding, title]) => {
    const found = findings[finding];
    return found ? [sectionOf(title, found)] : [];
  });
  if (sections.length === 0) return `${summary}\nNothing differs.`;
  const isUnrecorded = WITHOUT_RECORD.some((finding) => findings[finding]);
  return [
    summary,
    ...sections,
    ...(dryRun ? ['Nothing was repaired: this was a dry run.'] : []),
    ...(isUnrecorded
      ? [
          'Files without a record may be the only copies of pictures, if the database was\nrestored. Otherwise remove them with --remove-unrecorded.',
        ]
      : []),
  ].join('\n\n');
}

function sectionOf(title: string, found: Reconciliation['findings'][string]): string {
  const left = found.found - found.examples.length;
  return [
    `✖ ${title} (${found.found}${found.repaired > 0 ? `, sent to the inbox: ${found.repaired}` : ''})`,
    ...found.examples.map((id) => `  ${id}`),
    ...(left > 0 ? [`  and ${left} more`] : []),
  ].join('\n');
}

/** Exit code of the command: 1 if anything is left for a person. */
export const exitCodeOf = (report: Reconciliation): number => (unrepairedIn(report) > 0 ? 1 : 0);

import { Controller } from '@nestjs/common';
import { Proofs, readSnapshotFile } from '@outturn/wiring';
import { fileOf, textOf, type Field } from '../../forms/field.js';
import { runForm } from '../../forms/form.js';
import { problemsOfError } from '../../forms/problems.js';
import { Page, Submission } from '../../frame/page.js';
import type { PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { checkedView, checkFormView } from './snapshot-check.view.js';

/** Takes a snapshot file and says whether it is what was signed, and whether its figures still come out the same. */
@Controller()
export class SnapshotCheckPage {
  constructor(private readonly proofs: Proofs) {}

  @Page(paths.snapshotCheck)
  show(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  @Submission(paths.snapshotCheck)
  check(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  private form(visit: Visit): Promise<PageAnswer> {
    const { who, ledger, links } = visit;
    return runForm(visit, {
      fields,
      button: 'Check this snapshot',
      show: (form) => checkFormView(form, links),
      accept: async (answers) => {
        const file = fileOf(answers, 'file');
        const read = file === null ? ({ kind: 'something else' } as const) : readSnapshotFile(file.bytes);
        if (read.kind === 'something else')
          return [{ field: 'file', text: 'The file must be a snapshot as Outturn writes it (.snapshot.json)' }];
        if (read.kind === 'deformed') return [{ field: 'file', text: `This is not what was signed: ${read.reason}` }];
        const { snapshot } = read;
        if (snapshot.ledger !== ledger) {
          const text = `The snapshot is of the ledger “${snapshot.ledger}”. Check it on the pages of that ledger`;
          return [{ field: 'file', text }];
        }
        const key = textOf(answers, 'key');
        try {
          const pinned = key === '' ? undefined : key;
          const verification = await this.proofs.verifySnapshotHere(who, snapshot, pinned);
          return checkedView({ verification, snapshot, isKeyPinned: pinned !== undefined, links });
        } catch (error) {
          return problemsOfError(error);
        }
      },
    });
  }
}

const fields: readonly Field[] = [
  {
    kind: 'file',
    name: 'file',
    label: 'Snapshot file',
    hint: 'A file that was downloaded from a snapshot page, or written by outturn snapshot',
    required: 'Choose a snapshot file',
    accept: '.json,application/json',
  },
  {
    kind: 'text',
    name: 'key',
    label: 'The verification key that you hold (optional)',
    hint: 'One line, as the council published it. Without it, the key in the file is believed',
  },
];

import { Controller } from '@nestjs/common';
import { Proofs, type CheckedFile } from '@outturn/wiring';
import { fileOf, textOf, type Field } from '../../forms/field.js';
import { runForm } from '../../forms/form.js';
import { problemsOfError } from '../../forms/problems.js';
import { Page, Submission } from '../../frame/page.js';
import type { PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { checkedView, checkFormView } from './snapshot-check.view.js';

type Unchecked = Exclude<CheckedFile, { kind: 'checked' }>;

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
        const [file, key] = [fileOf(answers, 'file'), textOf(answers, 'key')];
        try {
          const asked = { file: file?.bytes ?? Buffer.alloc(0), ...(key === '' ? {} : { key }) };
          const checked = await this.proofs.checkSnapshotFile(who, ledger, asked);
          if (checked.kind !== 'checked') return [{ field: 'file', text: whyUnchecked(checked) }];
          return checkedView({ ...checked, isKeyPinned: key !== '', links });
        } catch (error) {
          return problemsOfError(error);
        }
      },
    });
  }
}

/** What is said of a file that can't be checked here. */
function whyUnchecked(file: Unchecked): string {
  switch (file.kind) {
    case 'something else':
      return 'The file must be a snapshot as Outturn writes it (.snapshot.json)';
    case 'deformed':
      return `This is not what was signed: ${file.reason}`;
    case 'of another ledger':
      return `The snapshot is of the ledger “${file.ledger}”. Check it on the pages of that ledger`;
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

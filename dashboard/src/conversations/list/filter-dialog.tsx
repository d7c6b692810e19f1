import type { FilterCondition } from '@porchlight/contract/filters';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { conditionsOf, draftsOf, isKept, isWhole } from '../../filters/drafts.ts';
import { KeptLine } from '../../filters/kept-line.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { t } from '../../words/words.ts';
import type { ConversationsSearch } from '../search.ts';
import { ConditionLine } from './condition-line.tsx';
import { attributes, type Line, newDraft } from './conditions.ts';

const CONDITIONS_MAX = 100;

interface FilterDialogProps {
  conditions: readonly FilterCondition[];
  onClose(): void;
  show(change: ConversationsSearch): void;
}

/** Writes the conditions of an advanced filter. */
export function FilterDialog({ conditions, onClose, show }: FilterDialogProps) {
  const [drafts, setDrafts] = useState<readonly Line[]>(() => {
    const known = draftsOf(attributes, conditions);
    return known.length > 0 ? known : [newDraft(0)];
  });
  const [isTried, setTried] = useState(false);
  const add = () =>
    setDrafts([...drafts, newDraft(Math.max(-1, ...drafts.map(({ line }) => line)) + 1, 'labels')]);
  const apply = () => {
    setTried(true);
    if (!drafts.every(isWhole)) return;
    onClose();
    show({ filter: drafts.length > 0 ? conditionsOf(drafts) : undefined } as ConversationsSearch);
  };
  const clear = () => {
    onClose();
    show({ filter: undefined } as unknown as ConversationsSearch);
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('conversations.filter')}
      hint={t('conversations.filterHint')}
      width="wide"
      footer={
        <>
          {conditions.length > 0 && <Button onClick={clear}>{t('conversations.clearFilter')}</Button>}
          <Button look="primary" onClick={apply}>
            {t('conversations.applyFilter')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Lines drafts={drafts} onChange={setDrafts} />
        {isTried && !drafts.every(isWhole) && <Notice tone="bad">{t('conversations.valueMissing')}</Notice>}
        <div>
          <Button size="small" disabled={drafts.length >= CONDITIONS_MAX} onClick={add}>
            <Plus size={14} aria-hidden="true" />
            {t('conversations.addCondition')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

interface LinesProps {
  drafts: readonly Line[];
  onChange(drafts: readonly Line[]): void;
}

function Lines({ drafts, onChange }: LinesProps) {
  return drafts.map((draft, index) => {
    const line = {
      isFirst: index === 0,
      onChange: (changed: Line) =>
        onChange(drafts.map((each) => (each.line === changed.line ? changed : each))),
      onRemove:
        drafts.length > 1 ? () => onChange(drafts.filter((each) => each.line !== draft.line)) : undefined,
    };
    return isKept(draft) ? (
      <KeptLine key={draft.line} draft={draft} {...line} />
    ) : (
      <ConditionLine key={draft.line} draft={draft} {...line} />
    );
  });
}

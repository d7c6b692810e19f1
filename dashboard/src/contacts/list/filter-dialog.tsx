import type { FilterCondition } from '@porchlight/contract/filters';
import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { conditionsOf, draftsOf, isKept, isWhole } from '../../filters/drafts.ts';
import { KeptLine } from '../../filters/kept-line.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { t } from '../../words/words.ts';
import { ConditionLine } from './condition-line.tsx';
import { attributes, type Line, newDraft } from './conditions.ts';

const CONDITIONS_MAX = 100;

interface FilterDialogProps {
  conditions: readonly FilterCondition[];
  onClose(): void;
  /** None takes the filter away. */
  onApply(conditions: readonly FilterCondition[]): void;
}

/** Writes the conditions of a filter. */
export function FilterDialog({ conditions, onClose, onApply }: FilterDialogProps) {
  const id = useId();
  const { drafts, begun, change, remove, add } = useDrafts(conditions);
  const [isTried, setTried] = useState(false);
  const isReady = drafts.every(isWhole);
  const apply = () => {
    setTried(true);
    if (isReady) onApply(conditionsOf(drafts));
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('contacts.filter')}
      hint={t('contacts.filterHint')}
      width="wide"
      footer={
        <>
          {conditions.length > 0 && (
            <Button onClick={() => onApply([])}>{t('conversations.clearFilter')}</Button>
          )}
          <Button type="submit" form={id} look="primary">
            {t('conversations.applyFilter')}
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        {drafts.map((draft, index) => {
          const line = {
            isFirst: index === 0,
            onChange: change,
            onRemove: drafts.length > 1 ? () => remove(draft) : undefined,
          };
          return isKept(draft) ? (
            <KeptLine key={draft.line} draft={draft} {...line} />
          ) : (
            <ConditionLine key={draft.line} draft={draft} isBegun={draft.line === begun} {...line} />
          );
        })}
        {isTried && !isReady && <Notice tone="bad">{t('conversations.valueMissing')}</Notice>}
        <div>
          <Button size="small" disabled={drafts.length >= CONDITIONS_MAX} onClick={add}>
            <Plus size={14} aria-hidden="true" />
            {t('conversations.addCondition')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The conditions as they are being written, one at least. */
function useDrafts(conditions: readonly FilterCondition[]) {
  const [drafts, setDrafts] = useState<readonly Line[]>(() => {
    const known = draftsOf(attributes, conditions);
    return known.length > 0 ? known : [newDraft(0)];
  });
  const [begun, setBegun] = useState(drafts[0]?.line);
  return {
    drafts,
    /** The line that gets the focus when it appears. */
    begun,
    change: (draft: Line) => setDrafts(drafts.map((each) => (each.line === draft.line ? draft : each))),
    remove: (draft: Line) => setDrafts(drafts.filter(({ line }) => line !== draft.line)),
    add: () => {
      const line = Math.max(...drafts.map((draft) => draft.line)) + 1;
      setDrafts([...drafts, newDraft(line)]);
      setBegun(line);
    },
  };
}

import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../words/words.ts';

/** Stands in the place of a page that broke: a sentence and a way on, not a blank window. */
export class Defect extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    if (!this.state.isBroken) return this.props.children;
    return (
      <main className="page failure">
        <Notice tone="bad">{t('ui.defect')}</Notice>
        <Button onClick={() => location.reload()}>{t('ui.reload')}</Button>
      </main>
    );
  }
}

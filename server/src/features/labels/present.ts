import type { Label } from '@porchlight/contract/labels';
import type { LabelRow } from './table.ts';

export function presentLabel(label: LabelRow): Label {
  return {
    id: label.id,
    title: label.title,
    description: label.description,
    color: label.color,
    show_on_sidebar: label.show_on_sidebar,
  };
}

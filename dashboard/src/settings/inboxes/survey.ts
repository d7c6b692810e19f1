import type { Inbox } from '../../app/queries.ts';

/** How an inbox asks whether customers were satisfied. */
export interface Survey {
  enabled: boolean;
  display_type: string;
  message: string;
  operator: 'contains' | 'does_not_contain';
  /** Labels that the rule is about; none when every conversation is asked about. */
  values: string[];
}

const text = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise);

/** What the desk keeps of it, whatever is missing filled with what is usual. */
export function readSurvey({ csat_survey_enabled, csat_config }: Inbox): Survey {
  const { display_type, message, survey_rules } = csat_config;
  const rules = typeof survey_rules === 'object' && survey_rules !== null ? survey_rules : {};
  const values: unknown = Reflect.get(rules, 'values');
  return {
    enabled: csat_survey_enabled,
    display_type: text(display_type, 'emoji'),
    message: text(message, ''),
    operator: Reflect.get(rules, 'operator') === 'does_not_contain' ? 'does_not_contain' : 'contains',
    values: Array.isArray(values) ? values.map(String) : [],
  };
}

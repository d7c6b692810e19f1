export const teamNames = ['sales', 'support', 'billing'] as const;
export type TeamName = (typeof teamNames)[number];

/** What people say, by who says it. Words in braces, such as {order}, are filled in. */
export interface Phrases {
  /** The customer's first message. */
  questions: readonly string[];
  /** What the customer says after an answer. */
  replies: readonly string[];
  /** What agents say. */
  answers: readonly string[];
}

/** Something that customers write about. */
export interface Topic extends Phrases {
  team: TeamName;
  labels: readonly string[];
  /** What agents tell each other. */
  notes: readonly string[];
}

/** Whether the window is too narrow for two things side by side: the `sm` of the styles. */
export const isNarrow = () => !matchMedia('(min-width: 40rem)').matches;

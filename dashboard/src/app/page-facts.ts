/** Whether people may make accounts here by themselves; the desk writes it into the page. */
export const hasSignUp = (): boolean =>
  document.querySelector<HTMLMetaElement>('meta[name="porchlight-sign-up"]')?.content === 'on';

import type { Catalogue } from '../../platform/locale.ts';

interface EmailWords {
  /** Why the address is asked for. */
  reason: string;
  /** Stands over the field. */
  prompt: string;
}

/** How a website asks visitors for their e-mail address, by locale. */
export const emailWords: Catalogue<EmailWords> = {
  en: {
    reason: 'Leave us your e-mail address, so that our answer finds you even when you have left this page.',
    prompt: 'Your e-mail address',
  },
  de: {
    reason:
      'Hinterlassen Sie uns Ihre E-Mail-Adresse, damit unsere Antwort Sie auch erreicht, wenn Sie diese Seite verlassen haben.',
    prompt: 'Ihre E-Mail-Adresse',
  },
  fr: {
    reason:
      'Laissez-nous votre adresse e-mail : notre réponse vous parviendra même si vous avez quitté cette page.',
    prompt: 'Votre adresse e-mail',
  },
  es: {
    reason: 'Déjenos su correo electrónico y nuestra respuesta le llegará aunque haya cerrado esta página.',
    prompt: 'Su correo electrónico',
  },
  pt_BR: {
    reason: 'Deixe seu e-mail: assim nossa resposta chega a você mesmo depois de sair desta página.',
    prompt: 'Seu e-mail',
  },
  zh_CN: {
    reason: '请留下您的电子邮箱,这样即使您离开本页面,也能收到我们的回复。',
    prompt: '您的电子邮箱',
  },
  ar: {
    reason: 'اترك لنا بريدك الإلكتروني ليصلك ردّنا حتى بعد مغادرة هذه الصفحة.',
    prompt: 'بريدك الإلكتروني',
  },
  he: {
    reason: 'השאירו לנו כתובת דוא"ל, כדי שהתשובה שלנו תגיע אליכם גם אחרי שתעזבו את הדף.',
    prompt: 'כתובת הדוא"ל שלכם',
  },
};

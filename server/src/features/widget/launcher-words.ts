import type { Catalogue } from '../../platform/locale.ts';

interface LauncherWords {
  /** What the bubble says. */
  open: string;
  close: string;
}

/** The words of the bubble, which stands on pages before anything of the chat is loaded. */
export const launcherWords: Catalogue<LauncherWords> = {
  ar: { open: 'تحدث معنا', close: 'إغلاق' },
  bg: { open: 'Пишете ни', close: 'Затваряне' },
  bn: { open: 'আমাদের সাথে চ্যাট করুন', close: 'বন্ধ করুন' },
  ca: { open: 'Xategeu amb nosaltres', close: 'Tanca' },
  cs: { open: 'Napište nám', close: 'Zavřít' },
  da: { open: 'Chat med os', close: 'Luk' },
  de: { open: 'Mit uns chatten', close: 'Schließen' },
  el: { open: 'Συνομιλήστε μαζί μας', close: 'Κλείσιμο' },
  en: { open: 'Chat with us', close: 'Close' },
  es: { open: 'Chatee con nosotros', close: 'Cerrar' },
  et: { open: 'Vestelge meiega', close: 'Sulge' },
  fa: { open: 'با ما گفتگو کنید', close: 'بستن' },
  fi: { open: 'Keskustele kanssamme', close: 'Sulje' },
  fr: { open: 'Discutez avec nous', close: 'Fermer' },
  he: { open: 'דברו איתנו', close: 'סגירה' },
  hi: { open: 'हमसे चैट करें', close: 'बंद करें' },
  hr: { open: 'Razgovarajte s nama', close: 'Zatvori' },
  hu: { open: 'Csevegjen velünk', close: 'Bezárás' },
  id: { open: 'Chat dengan kami', close: 'Tutup' },
  is: { open: 'Spjallaðu við okkur', close: 'Loka' },
  it: { open: 'Scrivici in chat', close: 'Chiudi' },
  ja: { open: 'チャットで相談', close: '閉じる' },
  ko: { open: '채팅으로 문의하기', close: '닫기' },
  lt: { open: 'Rašykite mums', close: 'Uždaryti' },
  lv: { open: 'Tērzējiet ar mums', close: 'Aizvērt' },
  ml: { open: 'ഞങ്ങളുമായി സംസാരിക്കൂ', close: 'അടയ്ക്കുക' },
  ms: { open: 'Sembang dengan kami', close: 'Tutup' },
  nl: { open: 'Chat met ons', close: 'Sluiten' },
  no: { open: 'Chat med oss', close: 'Lukk' },
  pl: { open: 'Porozmawiaj z nami', close: 'Zamknij' },
  pt_BR: { open: 'Fale conosco', close: 'Fechar' },
  pt: { open: 'Fale connosco', close: 'Fechar' },
  ro: { open: 'Scrieți-ne', close: 'Închideți' },
  ru: { open: 'Напишите нам', close: 'Закрыть' },
  sk: { open: 'Napíšte nám', close: 'Zavrieť' },
  sl: { open: 'Klepetajte z nami', close: 'Zapri' },
  sq: { open: 'Bisedoni me ne', close: 'Mbyll' },
  sr: { open: 'Пишите нам', close: 'Затвори' },
  sv: { open: 'Chatta med oss', close: 'Stäng' },
  ta: { open: 'எங்களுடன் அரட்டை', close: 'மூடு' },
  th: { open: 'แชทกับเรา', close: 'ปิด' },
  tr: { open: 'Bizimle sohbet edin', close: 'Kapat' },
  uk: { open: 'Напишіть нам', close: 'Закрити' },
  ur: { open: 'ہم سے بات کریں', close: 'بند کریں' },
  vi: { open: 'Trò chuyện với chúng tôi', close: 'Đóng' },
  zh_CN: { open: '与我们聊天', close: '关闭' },
  zh_TW: { open: '與我們聊天', close: '關閉' },
};

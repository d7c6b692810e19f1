/** How a language speaks of moments to come; all in small letters and without accents. */
export interface SnoozeWords {
  /** Stands before a span, such as `in 3 hours`; or behind it, where the language has it so. */
  within: readonly string[];
  units: Readonly<Record<SnoozeUnit, readonly string[]>>;
  today: readonly string[];
  tonight: readonly string[];
  tomorrow: readonly string[];
  dayAfterTomorrow: readonly string[];
  /** Before or behind a unit or a day of the week. */
  next: readonly string[];
  morning: readonly string[];
  noon: readonly string[];
  afternoon: readonly string[];
  evening: readonly string[];
  /** One, written as a word. */
  one: readonly string[];
  half: readonly string[];
}

export type SnoozeUnit = 'minute' | 'hour' | 'day' | 'week' | 'month';

const en: SnoozeWords = {
  within: ['in', 'for'],
  units: {
    minute: ['minutes', 'minute', 'mins', 'min', 'm'],
    hour: ['hours', 'hour', 'hrs', 'hr', 'h'],
    day: ['days', 'day', 'd'],
    week: ['weeks', 'week', 'w'],
    month: ['months', 'month'],
  },
  today: ['today'],
  tonight: ['tonight'],
  tomorrow: ['tomorrow', 'tmrw', 'tmr'],
  dayAfterTomorrow: ['day after tomorrow'],
  next: ['next', 'coming'],
  morning: ['morning'],
  noon: ['noon', 'midday'],
  afternoon: ['afternoon'],
  evening: ['evening', 'night'],
  one: ['a', 'an', 'one'],
  half: ['half an', 'half a'],
};

const de: SnoozeWords = {
  within: ['in', 'fur'],
  units: {
    minute: ['minuten', 'minute', 'min'],
    hour: ['stunden', 'stunde', 'std'],
    day: ['tagen', 'tage', 'tag'],
    week: ['wochen', 'woche'],
    month: ['monaten', 'monate', 'monat'],
  },
  today: ['heute'],
  tonight: ['heute abend', 'heute nacht'],
  tomorrow: ['morgen'],
  dayAfterTomorrow: ['ubermorgen'],
  next: ['nachsten', 'nachste', 'nachster', 'kommenden', 'kommende'],
  morning: ['fruh', 'vormittag'],
  noon: ['mittag', 'mittags'],
  afternoon: ['nachmittag'],
  evening: ['abend', 'abends'],
  one: ['einer', 'einem', 'eine', 'einen', 'ein'],
  half: ['einer halben', 'halben', 'halbe'],
};

const fr: SnoozeWords = {
  within: ['dans', 'pendant'],
  units: {
    minute: ['minutes', 'minute', 'min'],
    hour: ['heures', 'heure'],
    day: ['jours', 'jour'],
    week: ['semaines', 'semaine'],
    month: ['mois'],
  },
  today: ["aujourd'hui", 'aujourd’hui'],
  tonight: ['ce soir'],
  tomorrow: ['demain'],
  dayAfterTomorrow: ['apres-demain', 'apres demain'],
  next: ['prochaine', 'prochain'],
  morning: ['matin'],
  noon: ['midi'],
  afternoon: ['apres-midi'],
  evening: ['soir'],
  one: ['une', 'un'],
  half: ['une demi-', 'une demi', 'demi-'],
};

const es: SnoozeWords = {
  within: ['dentro de', 'en', 'por'],
  units: {
    minute: ['minutos', 'minuto', 'min'],
    hour: ['horas', 'hora'],
    day: ['dias', 'dia'],
    week: ['semanas', 'semana'],
    month: ['meses', 'mes'],
  },
  today: ['hoy'],
  tonight: ['esta noche'],
  tomorrow: ['manana'],
  dayAfterTomorrow: ['pasado manana'],
  next: ['proximo', 'proxima', 'que viene'],
  morning: ['por la manana'],
  noon: ['mediodia'],
  afternoon: ['por la tarde', 'tarde'],
  evening: ['por la noche', 'noche'],
  one: ['una', 'un'],
  half: ['media'],
};

const pt_BR: SnoozeWords = {
  within: ['daqui a', 'em', 'por'],
  units: {
    minute: ['minutos', 'minuto', 'min'],
    hour: ['horas', 'hora'],
    day: ['dias', 'dia'],
    week: ['semanas', 'semana'],
    month: ['meses', 'mes'],
  },
  today: ['hoje'],
  tonight: ['hoje a noite', 'esta noite'],
  tomorrow: ['amanha'],
  dayAfterTomorrow: ['depois de amanha'],
  next: ['proximo', 'proxima', 'que vem'],
  morning: ['de manha', 'manha'],
  noon: ['meio-dia', 'meio dia'],
  afternoon: ['a tarde', 'tarde'],
  evening: ['a noite', 'noite'],
  one: ['uma', 'um'],
  half: ['meia'],
};

const zh_CN: SnoozeWords = {
  within: ['后', '之后'],
  units: {
    minute: ['分钟', '分'],
    hour: ['个小时', '小时'],
    day: ['天'],
    week: ['个星期', '星期', '周'],
    month: ['个月'],
  },
  today: ['今天'],
  tonight: ['今晚'],
  tomorrow: ['明天'],
  dayAfterTomorrow: ['后天'],
  next: ['下个', '下'],
  morning: ['上午', '早上'],
  noon: ['中午'],
  afternoon: ['下午'],
  evening: ['晚上'],
  one: ['一'],
  half: ['半'],
};

const ar: SnoozeWords = {
  within: ['بعد', 'خلال'],
  units: {
    minute: ['دقائق', 'دقيقة'],
    hour: ['ساعات', 'ساعة'],
    day: ['ايام', 'يوما', 'يوم'],
    week: ['اسابيع', 'اسبوع'],
    month: ['اشهر', 'شهر'],
  },
  today: ['اليوم'],
  tonight: ['الليلة', 'هذا المساء'],
  tomorrow: ['غدا'],
  dayAfterTomorrow: ['بعد غد'],
  next: ['القادمة', 'القادم', 'المقبلة', 'المقبل'],
  morning: ['صباحا', 'صباح'],
  noon: ['ظهرا'],
  afternoon: ['بعد الظهر'],
  evening: ['مساء'],
  one: ['واحدة', 'واحد'],
  half: ['نصف'],
};

const he: SnoozeWords = {
  within: ['בעוד', 'עוד', 'תוך'],
  units: {
    minute: ['דקות', 'דקה'],
    hour: ['שעות', 'שעה'],
    day: ['ימים', 'יום'],
    week: ['שבועות', 'שבוע'],
    month: ['חודשים', 'חודש'],
  },
  today: ['היום'],
  tonight: ['הלילה', 'הערב'],
  tomorrow: ['מחר'],
  dayAfterTomorrow: ['מחרתיים'],
  next: ['הבאה', 'הבא'],
  morning: ['בבוקר', 'בוקר'],
  noon: ['בצהריים'],
  afternoon: ['אחר הצהריים', 'אחרי הצהריים'],
  evening: ['בערב', 'ערב'],
  one: ['אחת', 'אחד'],
  half: ['חצי'],
};

const WORDS: Readonly<Record<string, SnoozeWords>> = { en, de, fr, es, pt_BR, zh_CN, ar, he };

/** The words of a language; those of English where it is none of ours. */
export const snoozeWords = (locale: string): SnoozeWords => WORDS[locale] ?? en;

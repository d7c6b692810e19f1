import type { Phrases } from './topic.ts';

/** Languages other than English that some customers write in. */
export type Tongue = 'de' | 'es' | 'fr' | 'it' | 'ja' | 'pl' | 'pt' | 'ar';

interface TonguePhrases extends Phrases {
  thanks: readonly string[];
  closings: readonly string[];
}

export const tongues: Readonly<Record<Tongue, TonguePhrases>> = {
  de: {
    questions: [
      'Guten Tag, wo bleibt meine Bestellung {order}? Sie sollte letzte Woche ankommen.',
      'Hallo, die App findet meine Lampe nicht mehr. Was kann ich tun?',
      'Ich brauche bitte die Rechnung zu {order} mit unserer Umsatzsteuernummer.',
    ],
    replies: [
      'Das habe ich schon versucht.',
      'Leider immer noch nicht.',
      'Wie lange dauert das ungefähr?',
      'Ja, genau.',
      'Gibt es etwas Neues?',
    ],
    answers: [
      'Guten Tag {name}, danke für Ihre Nachricht. Ich sehe mir das sofort an.',
      'Ihre Bestellung ist beim Zustelldienst und kommt voraussichtlich übermorgen an.',
      'Bitte halten Sie die Taste zehn Sekunden gedrückt, bis die Lampe blau blinkt.',
      'Die Rechnung {invoice} habe ich Ihnen gerade geschickt.',
      'Ich melde mich, sobald ich mehr weiß.',
    ],
    thanks: ['Vielen Dank, jetzt klappt es!', 'Super, danke 👍'],
    closings: [
      'Gern geschehen! Einen schönen Tag noch.',
      'Schön, dass es geklappt hat. Viele Grüße, {agent}',
    ],
  },
  es: {
    questions: [
      'Hola, ¿dónde está mi pedido {order}? Hace días que no se mueve.',
      'Buenas, me han cobrado dos veces {amount}. ¿Me pueden ayudar?',
      'La lámpara llegó rota 😢 ¿Qué hago?',
    ],
    replies: [
      'Ya lo intenté, pero nada.',
      'Sí, eso es.',
      '¿Cuánto tarda?',
      'Perfecto, espero su respuesta.',
      '¿Hay novedades?',
    ],
    answers: [
      'Hola {name}, gracias por escribirnos. Lo reviso ahora mismo.',
      'El paquete está en el almacén de la mensajería y sale mañana.',
      'Ya hemos devuelto el importe de {amount}; el banco puede tardar unos días.',
      'Le enviamos una lámpara nueva hoy, sin coste.',
      '¿Podría mandarme una foto, por favor?',
    ],
    thanks: ['¡Muchas gracias, ya funciona!', 'Genial, gracias.'],
    closings: ['¡De nada! Que tenga un buen día.', 'Encantada de ayudar. Un saludo, {agent}'],
  },
  fr: {
    questions: [
      'Bonjour, je n’arrive plus à me connecter à mon compte. Pouvez-vous m’aider ?',
      'Bonjour, je voudrais retourner un article de la commande {order}.',
      'Ma lampe clignote depuis la mise à jour {version}. Que faire ?',
    ],
    replies: [
      'J’ai déjà essayé, sans succès.',
      'Oui, c’est bien ça.',
      'Combien de temps faut-il compter ?',
      'D’accord, merci.',
      'Avez-vous des nouvelles ?',
    ],
    answers: [
      'Bonjour {name}, merci pour votre message. Je regarde cela tout de suite.',
      'Le retour est gratuit : l’étiquette est en pièce jointe.',
      'Je vous ai envoyé un nouveau lien, valable pendant une heure.',
      'Le remboursement de {amount} est parti aujourd’hui.',
      'Pourriez-vous m’indiquer le numéro de série, s’il vous plaît ?',
    ],
    thanks: ['Merci beaucoup, ça marche !', 'Parfait, merci 🙏'],
    closings: ['Avec plaisir ! Bonne journée.', 'Ravi d’avoir pu vous aider. Bien à vous, {agent}'],
  },
  it: {
    questions: [
      'Buongiorno, il mio ordine {order} non è ancora arrivato.',
      'Salve, vorrei disdire il piano {plan}. Come faccio?',
    ],
    replies: ['Ci ho già provato.', 'Sì, esatto.', 'Quanto tempo ci vuole?', 'Va bene, aspetto.'],
    answers: [
      'Buongiorno {name}, grazie del messaggio. Controllo subito.',
      'Il pacco è in consegna e dovrebbe arrivare domani.',
      'Ho disdetto il piano: resta attivo fino alla fine del mese.',
      'Mi può mandare il numero dell’ordine, per favore?',
    ],
    thanks: ['Grazie mille!', 'Ottimo, grazie.'],
    closings: ['Di nulla, buona giornata!', 'Un cordiale saluto, {agent}'],
  },
  ja: {
    questions: [
      '注文 {order} がまだ届いていません。確認していただけますか。',
      'アプリにログインできなくなりました。どうすればよいですか。',
    ],
    replies: ['はい、そうです。', '試しましたが、だめでした。', 'どのくらいかかりますか。', '承知しました。'],
    answers: [
      '{name} 様、お問い合わせありがとうございます。ただいま確認いたします。',
      'お荷物は明日お届けの予定です。',
      '再設定用のリンクをお送りしました。ご確認をお願いいたします。',
      'ご不便をおかけして申し訳ございません。',
    ],
    thanks: ['ありがとうございました。', '解決しました。助かりました😊'],
    closings: ['またいつでもご連絡ください。', 'お役に立ててうれしいです。'],
  },
  pl: {
    questions: [
      'Dzień dobry, gdzie jest moje zamówienie {order}?',
      'Płatność za {invoice} została pobrana dwa razy. Proszę o pomoc.',
    ],
    replies: ['Już próbowałam, niestety nic.', 'Tak, zgadza się.', 'Jak długo to potrwa?', 'Dobrze, czekam.'],
    answers: [
      'Dzień dobry {name}, dziękuję za wiadomość. Już sprawdzam.',
      'Paczka jest w drodze i powinna dotrzeć jutro.',
      'Zwrot {amount} został właśnie zlecony.',
      'Czy mogę prosić o numer zamówienia?',
    ],
    thanks: ['Dziękuję bardzo!', 'Super, działa 👍'],
    closings: ['Nie ma za co, miłego dnia!', 'Pozdrawiam serdecznie, {agent}'],
  },
  pt: {
    questions: [
      'Olá, o meu pedido {order} ainda não chegou. Podem verificar?',
      'Bom dia! A luminária chegou com o vidro quebrado.',
      'Oi, queria mudar o endereço de entrega do {order}.',
    ],
    replies: [
      'Já tentei e não deu certo.',
      'Isso mesmo.',
      'Quanto tempo demora?',
      'Ok, fico à espera.',
      'Alguma novidade?',
    ],
    answers: [
      'Olá {name}, obrigada pela mensagem. Vou verificar agora mesmo.',
      'A encomenda está com a transportadora e deve chegar amanhã.',
      'Enviamos hoje uma nova, sem nenhum custo.',
      'O endereço foi alterado, está tudo certo.',
      'Pode enviar uma foto, por favor?',
    ],
    thanks: ['Muito obrigada! ❤️', 'Perfeito, obrigado.'],
    closings: ['De nada! Tenha um ótimo dia.', 'Sempre às ordens. Um abraço, {agent}'],
  },
  ar: {
    questions: [
      'مرحبا، أين طلبي رقم {order}؟ كان من المفترض أن يصل الأسبوع الماضي.',
      'السلام عليكم، لا أستطيع الدخول إلى حسابي.',
    ],
    replies: ['نعم، هذا صحيح.', 'جربت ذلك ولم ينجح.', 'كم من الوقت يستغرق؟', 'حسنا، شكرا.'],
    answers: [
      'أهلا {name}، شكرا على رسالتك. سأتحقق من الأمر الآن.',
      'الطرد في الطريق وسيصل غدا إن شاء الله.',
      'أرسلت لك رابطا جديدا لتغيير كلمة المرور.',
      'نعتذر عن هذا الإزعاج.',
    ],
    thanks: ['شكرا جزيلا!', 'تم حل المشكلة، شكرا 🌹'],
    closings: ['على الرحب والسعة، يوما سعيدا!', 'سعدنا بمساعدتك.'],
  },
};

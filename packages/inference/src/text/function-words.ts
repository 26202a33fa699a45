function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** The commonest words of the languages that are read. */
export const FUNCTION_WORDS = {
  en: setOf(
    "the be to of and a in that have i it for not on with he as you do at this but his by from they we say her she or an will my one all would there their what so up out if about who get which go me when make can like no just him know take into your good some could them see than then now only come its over think also back after use how our well even want because any these us is was are were been i'm it's don't had has did am today really feel very too",
  ),
  es: setOf(
    'de la que el en y a los se del las un por con no una su para es al lo como más mas pero sus le ya o este sí si porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso ante ellos esto mí antes algunos qué unos yo otro otras otra él tanto esa estos mucho nada muchos cual poco ella estar estas mi mis tú te ti tu tus fue era estoy está soy he ha hoy siento tengo',
  ),
} as const;

/**
 * Common words of other languages in Latin script, without those that English or Spanish share: French,
 * Portuguese, Italian, German, Dutch, Catalan, Scandinavian, Polish, Romanian and Turkish.
 */
export const FOREIGN_WORDS: readonly ReadonlySet<string>[] = [
  setOf(
    "je j'ai c'est est et des une dans pour pas qui vous nous il elle ils sont avec sur ce cette mais ou où mon ma mes être été très aujourd'hui suis j'étais n'est qu'il moi aussi tout fait jour l'ai d'un d'une",
  ),
  setOf(
    'não uma das com meu minha você ele ela eles foi são isso muito mais também hoje estou ao pela sou tenho nós seu sua quando já fiquei bem',
  ),
  setOf(
    "il gli che è sono ho della dei nel nella questo questa ma anche oggi molto più mia lui lei noi perché c'è giorno stato sto tutto bene",
  ),
  setOf(
    'der das und ist nicht ich du er sie wir ihr ein eine einen dem den mit auf für von zu aber auch heute bin habe sehr mein meine mich mir wie noch nur oder wenn kein tag gut ganz',
  ),
  setOf(
    'het een ik je niet dat zijn voor maar ook vandaag mijn heb heeft heel erg nog naar aan wel wij hij zij dag goed',
  ),
  setOf(
    "els amb però molt avui sóc estic això aquest aquesta meva meu perquè també dels més és l'he vaig tinc",
  ),
  setOf(
    'och att det som på är av för med inte jag du hon den har var mig idag mycket ikke jeg og meg dag så etter eller kan',
  ),
  setOf('nie się że jest z jak ale ja dzisiaj bardzo mnie jestem był była być dla już tylko po mam dzień'),
  setOf('și nu în cu pe mai din sunt pentru azi foarte mă că ziua mea meu bine'),
  setOf('bir bu için çok ama ne gibi daha bugün var yok değil benim sen ile kadar iyi gün oldu'),
];

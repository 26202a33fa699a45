import type { CountryCode, Helpline } from './helpline.ts';

/** From France and its overseas departments alike, says the first source. */
const france: readonly Helpline[] = [
  {
    name: '3114 – Numéro national de prévention du suicide',
    meaning: { en: 'National suicide prevention number', es: 'Número nacional de prevención del suicidio' },
    for: 'anyone',
    call: ['3114'],
    languages: ['fr'],
    hours: 'always',
    isFree: true,
    sources: [
      { url: 'https://3114.fr/que-se-passe-t-il-quand-je-contacte-le-3114/' },
      { url: 'https://www.mayotte.ars.sante.fr/3114-le-numero-national-de-prevention-du-suicide' },
    ],
  },
];

const dargeboteneHand: readonly Helpline[] = [
  {
    name: 'Die Dargebotene Hand · La Main Tendue · Telefono Amico',
    meaning: { en: 'The outstretched hand', es: 'La mano tendida' },
    for: 'anyone',
    call: ['143'],
    chat: 'https://www.143.ch/',
    languages: ['de', 'fr', 'it'],
    hours: 'always',
    sources: [
      { url: 'https://www.143.ch/ticino/Consulenza/Servizio-di-consulenza/Notte' },
      {
        url: 'http://barfi.ch/News-Schweiz-die-Welt/Dargebotene-Hand-52-000-Stunden-telefonische-Beratung',
        dated: '2017-02',
      },
      { url: 'https://de-academic.com/dic.nsf/dewiki/331633' },
    ],
  },
];

export const EUROPE: Readonly<Record<CountryCode, readonly Helpline[]>> = {
  AT: [
    {
      name: 'Telefonseelsorge',
      meaning: { en: 'Listening line', es: 'Línea de escucha' },
      for: 'anyone',
      call: ['142'],
      chat: 'https://www.onlineberatung-telefonseelsorge.at/',
      languages: ['de'],
      hours: 'always',
      isFree: true,
      sources: [
        { url: 'https://www.katholisch.at/telefonseelsorge' },
        { url: 'https://ooe.orf.at/stories/3204589/' },
      ],
    },
    {
      name: 'Rat auf Draht',
      meaning: { en: 'Advice by wire', es: 'Consejo al teléfono' },
      for: 'young-people',
      call: ['147'],
      languages: ['de'],
      hours: 'always',
      isFree: true,
      sources: [
        { url: 'https://github.com/sashabaranov/suicide-hotlines', dated: '2021' },
        { url: 'https://github.com/nepthius/ResilientRhino' },
      ],
    },
  ],
  BE: [
    {
      name: 'Zelfmoordlijn 1813',
      meaning: { en: 'Suicide line', es: 'Línea de prevención del suicidio' },
      for: 'anyone',
      call: ['1813'],
      chat: 'https://www.zelfmoord1813.be/',
      languages: ['nl'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://www.brusselstimes.com/belgium/1952875/belgiums-centre-for-suicide-prevention-calls-for-volunteers',
          dated: '2026',
        },
        {
          url: 'https://www.vrt.be/vrtnws/fr/2019/09/08/chaque-jour-trois-personnes-mettent-fin-a-leur-vie-en-flandre/',
          dated: '2019-09-08',
        },
      ],
    },
    {
      name: 'Centre de Prévention du Suicide',
      meaning: { en: 'Suicide prevention centre', es: 'Centro de prevención del suicidio' },
      for: 'anyone',
      call: ['0800 32 123'],
      languages: ['fr'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://www.brusselstimes.com/belgium/1952875/belgiums-centre-for-suicide-prevention-calls-for-volunteers',
          dated: '2026',
        },
        {
          url: 'https://www.lalibre.be/belgique/societe/2023/02/21/le-centre-de-prevention-du-suicide-est-confronte-a-une-hausse-du-nombre-dappels-A54EZGXFSJB3HNFT4ZSPCEPJ5I/',
          dated: '2023-02',
        },
      ],
    },
    {
      name: 'Community Help Service',
      for: 'anyone',
      call: ['02 648 40 14'],
      languages: ['en'],
      sources: [
        {
          url: 'https://www.brusselstimes.com/belgium/1952875/belgiums-centre-for-suicide-prevention-calls-for-volunteers',
          dated: '2026',
        },
        { url: 'https://github.com/nepthius/ResilientRhino' },
      ],
    },
  ],
  CH: dargeboteneHand,
  LI: dargeboteneHand,
  CZ: [
    {
      name: 'Linka 116 123',
      for: 'anyone',
      call: ['116 123'],
      languages: ['cs'],
      hours: 'always',
      isFree: true,
      sources: [{ url: 'https://fruncterapie.cz/tag/linka-116-123' }],
    },
  ],
  DE: [
    {
      name: 'TelefonSeelsorge',
      meaning: { en: 'Listening line', es: 'Línea de escucha' },
      for: 'anyone',
      call: ['0800 1110111', '0800 1110222', '116 123'],
      chat: 'https://online.telefonseelsorge.de/',
      languages: ['de'],
      hours: 'always',
      isFree: true,
      sources: [
        { url: 'https://www.domradio.de/glossar/telefonseelsorge-0' },
        { url: 'http://ansbach-evangelisch.de/jeder-braucht-mal-hilfe/' },
        { url: 'http://forum.briefmarken.de/topic/2348-mayotte/?do=getLastComment' },
      ],
    },
  ],
  DK: [
    {
      name: 'Livslinien',
      meaning: { en: 'The lifeline', es: 'La línea de la vida' },
      for: 'anyone',
      call: ['70 20 12 01'],
      languages: ['da'],
      sources: [
        {
          url: 'https://cphpost.dk/2015-10-26/news/suicide-prevention-lifeline-gets-funding-to-stay-open-at-night/',
          dated: '2015-10-26',
        },
        { url: 'https://pastebin.com/tusNAaLc' },
      ],
    },
  ],
  ES: [
    {
      name: '024 – Línea de atención a la conducta suicida',
      meaning: { en: 'Suicide prevention line', es: 'Línea de atención a la conducta suicida' },
      for: 'anyone',
      call: ['024'],
      languages: ['es'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://www.farodevigo.es/galicia/2025/10/11/medio-millar-gallegos-mes-024-linea-suicidio-122499662.html',
          dated: '2025-10-11',
        },
        {
          url: 'https://www.rtve.es/noticias/20220509/sanidad-presenta-telefono-prevencion-suicidio/2347183.shtml',
          dated: '2022-05-09',
        },
      ],
    },
    {
      name: 'Teléfono de la Esperanza',
      meaning: { en: 'Telephone of hope', es: 'Teléfono de la Esperanza' },
      for: 'anyone',
      call: ['717 003 717'],
      languages: ['es'],
      sources: [
        {
          url: 'https://maldita.es/index.php/malditaciencia/20220510/024-numero-telefono-atencion-suicidio-espana-gratuito',
          dated: '2022-05-10',
        },
      ],
    },
  ],
  FI: [
    {
      name: 'MIELI Kriisipuhelin',
      meaning: { en: 'Crisis helpline', es: 'Línea de crisis' },
      for: 'anyone',
      call: ['09 2525 0111'],
      languages: ['fi'],
      hours: 'always',
      sources: [{ url: 'https://mentalhealth.fi/where-to-go-in-an-emergency' }],
    },
    {
      name: 'MIELI Kristelefon',
      meaning: { en: 'Crisis helpline in Swedish', es: 'Línea de crisis en sueco' },
      for: 'anyone',
      call: ['09 2525 0112'],
      languages: ['sv'],
      sources: [{ url: 'https://mentalhealth.fi/where-to-go-in-an-emergency' }],
    },
    {
      name: 'MIELI Crisis Helpline',
      for: 'anyone',
      call: ['09 2525 0113'],
      languages: ['en', 'ar'],
      sources: [{ url: 'https://mentalhealth.fi/where-to-go-in-an-emergency' }],
    },
  ],
  FR: france,
  GP: france,
  MQ: france,
  GF: france,
  RE: france,
  YT: france,
  GB: [
    {
      name: 'Samaritans',
      for: 'anyone',
      call: ['116 123'],
      languages: ['en'],
      hours: 'always',
      isFree: true,
      sources: [
        { url: 'https://www.samaritans.org/how-we-can-help/contact-samaritan/' },
        {
          url: 'https://www.kickstherapy.com/blog/mental-health-crisis-resources-uk',
          dated: '2026-01-18',
        },
      ],
    },
    {
      name: 'Shout',
      for: 'anyone',
      text: { to: '85258', word: 'SHOUT' },
      languages: ['en'],
      hours: 'always',
      isFree: true,
      sources: [
        { url: 'https://www.giveusashout.org/faqs/' },
        { url: 'https://www.crisistextline.uk/how-it-works/' },
      ],
    },
    {
      name: 'NHS 111',
      for: 'anyone',
      call: ['111'],
      choose: '2',
      languages: ['en'],
      sources: [
        {
          url: 'https://www.kickstherapy.com/blog/mental-health-crisis-resources-uk',
          dated: '2026-01-18',
        },
        { url: 'https://www.tewv.nhs.uk/?p=26449' },
      ],
    },
    {
      name: 'Papyrus',
      for: 'young-people',
      call: ['0800 068 4141'],
      languages: ['en'],
      sources: [
        {
          url: 'https://www.kickstherapy.com/blog/mental-health-crisis-resources-uk',
          dated: '2026-01-18',
        },
      ],
    },
  ],
  GR: [
    {
      name: 'Γραμμή Παρέμβασης για την Αυτοκτονία',
      meaning: { en: 'Suicide intervention line', es: 'Línea de intervención en el suicidio' },
      for: 'anyone',
      call: ['1018'],
      languages: ['el'],
      hours: 'always',
      sources: [
        {
          url: 'https://www.reader.gr/ygeia/pagkosmia-imera-psyhikis-ygeias-oles-oi-tilefonikes-grammes-kai-oi-foreis-poy-prosferoyn-dorean/618464',
          dated: '2025-10-10',
        },
        { url: 'https://progress.guide/atlas/europe/greece' },
      ],
    },
    {
      name: 'Γραμμή Ψυχοκοινωνικής Υποστήριξης',
      meaning: { en: 'Psychosocial support line', es: 'Línea de apoyo psicosocial' },
      for: 'anyone',
      call: ['10306'],
      languages: ['el'],
      hours: 'always',
      sources: [
        {
          url: 'https://www.reader.gr/ygeia/pagkosmia-imera-psyhikis-ygeias-oles-oi-tilefonikes-grammes-kai-oi-foreis-poy-prosferoyn-dorean/618464',
          dated: '2025-10-10',
        },
        { url: 'https://newsbulletin247.com/opinion/398594.html' },
      ],
    },
  ],
  HU: [
    {
      name: 'Magyar Lelki Elsősegély Telefonszolgálat',
      meaning: {
        en: 'Hungarian emotional first aid line',
        es: 'Línea húngara de primeros auxilios emocionales',
      },
      for: 'anyone',
      call: ['116-123'],
      languages: ['hu'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://infostart.hu/belfold/2022/03/19/az-ukrajnai-haboru-miatt-is-egnek-a-lelkisegely-szolgalatok-vonalai',
          dated: '2022-03-19',
        },
        {
          url: 'https://gondola.hu/hirek/248389-Iden_is_korulbelul_170_ezer_hivast_fogadott_a_lelkielsosegely-szolgalat.html',
          dated: '2019-12-24',
        },
      ],
    },
  ],
  IE: [
    {
      name: 'Samaritans',
      for: 'anyone',
      call: ['116 123'],
      languages: ['en'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://www.irishexaminer.com/breakingnews/ireland/samaritans-answer-29m-calls-since-2014-charity-to-play-crucial-role-in-new-mental-help-phone-service-914684.html',
          dated: '2019',
        },
        {
          url: 'https://www.irishtimes.com/news/samaritans-freephone-helpline-will-save-lives-says-lynch-1.526624',
        },
      ],
    },
    {
      name: 'Text 50808',
      for: 'anyone',
      text: { to: '50808' },
      languages: ['en'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://todayfm.com/news/247-mental-health-text-support-service-officially-launched-1031466',
          dated: '2020-06-16',
        },
        { url: 'https://parenthubdonegal.ie/blog/24-7-text-line-launched-to-support-mental-health/' },
      ],
    },
  ],
  IS: [
    {
      name: 'Hjálparsími Rauða krossins',
      meaning: { en: 'Red Cross helpline', es: 'Línea de ayuda de la Cruz Roja' },
      for: 'anyone',
      call: ['1717'],
      languages: ['is'],
      hours: 'always',
      isFree: true,
      sources: [
        { url: 'https://www.raudikrossinn.is/frettir/neydarvarnargreinar/nr/10762', dated: '2010-04-16' },
        { url: 'https://progress.guide/?p=12543' },
      ],
    },
  ],
  IT: [
    {
      name: 'Telefono Amico Italia',
      meaning: { en: 'Friendly telephone', es: 'Teléfono amigo' },
      for: 'anyone',
      call: ['02 2327 2327'],
      whatsapp: '393240117252',
      languages: ['it'],
      hours: [{ days: 'daily', from: '9:00', to: '24:00' }],
      sources: [
        { url: 'https://www.agensir.it/?p=1502724', dated: '2025' },
        {
          url: 'https://www.fanpage.it/attualita/cose-e-come-funziona-telefono-amico-portato-sul-palco-di-sanremo-da-la-sad/',
          dated: '2024',
        },
      ],
    },
  ],
  MT: [
    {
      name: '1579 National Mental Health Helpline',
      for: 'anyone',
      call: ['1579'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://timesofmalta.com/articles/view/one-five-calling-mental-health-helpline-suffered-loneliness.1075689',
          dated: '2024-01-06',
        },
        {
          url: 'https://timesofmalta.com/articles/view/national-247-mental-health-helpline-goes-live.993347',
        },
      ],
    },
    {
      name: 'OLLI Chat',
      for: 'anyone',
      chat: 'https://olli.chat/',
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://timesofmalta.com/articles/view/a-maltese-mental-health-chat-service-is-receiving-help-requests-from.938205',
          dated: '2022-03-02',
        },
      ],
    },
  ],
  NL: [
    {
      name: '113 Zelfmoordpreventie',
      meaning: { en: '113 Suicide prevention', es: '113 Prevención del suicidio' },
      for: 'anyone',
      call: ['113', '0800-0113'],
      chat: 'https://www.113.nl/',
      languages: ['nl'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://www.upday.com/nl/binnenland/nummer-113-nu-gratis-betere-hulp-bij-zelfdodingsgedachten/pj8neqt',
          dated: '2025-10-03',
        },
        { url: 'https://www.113.nl/english' },
      ],
    },
  ],
  NO: [
    {
      name: 'Mental Helse Hjelpetelefonen',
      meaning: { en: 'Mental health helpline', es: 'Línea de ayuda de salud mental' },
      for: 'anyone',
      call: ['116 123'],
      chat: 'https://sidetmedord.no/',
      languages: ['no'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://www.nrk.no/osloogviken/over-100-barn-under-ni-ar-har-tatt-kontakt-_-hjelpetelefoner-slar-alarm-1.15736352',
          dated: '2021-11',
        },
        { url: 'https://www.tv2.no/a/11115544', dated: '2020-01' },
      ],
    },
    {
      name: 'Kirkens SOS',
      meaning: { en: 'The church’s SOS', es: 'SOS de la iglesia' },
      for: 'anyone',
      call: ['22 40 00 40'],
      chat: 'https://soschat.no/',
      languages: ['no'],
      hours: 'always',
      sources: [
        {
          url: 'https://www.nrk.no/osloogviken/over-100-barn-under-ni-ar-har-tatt-kontakt-_-hjelpetelefoner-slar-alarm-1.15736352',
          dated: '2021-11',
        },
        { url: 'https://www.tv2.no/a/11115544', dated: '2020-01' },
      ],
    },
  ],
  PL: [
    {
      name: 'Centrum Wsparcia dla Osób w Stanie Kryzysu Psychicznego',
      meaning: { en: 'Support centre for people in crisis', es: 'Centro de apoyo a personas en crisis' },
      for: 'anyone',
      call: ['800 70 2222'],
      languages: ['pl'],
      hours: 'always',
      sources: [{ url: 'https://zdrowie.pap.pl/psyche/na-kryzys-telefon-800-70-2222' }],
    },
  ],
  PT: [
    {
      name: 'Linha Nacional de Prevenção do Suicídio',
      meaning: { en: 'National suicide prevention line', es: 'Línea nacional de prevención del suicidio' },
      for: 'anyone',
      call: ['1411'],
      languages: ['pt'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://www.deco.proteste.pt/saude/saude-mental/noticias/linha-prevencao-suicidio-funciona-24-horas-por-dia',
          dated: '2025-09-09',
        },
        {
          url: 'https://24noticias.sapo.pt/atualidade/artigos/nova-linha-nacional-para-prevencao-do-suicidio-entra-em-funcionamento-como-funciona',
          dated: '2025-09-10',
        },
      ],
    },
    {
      name: 'SOS Voz Amiga',
      meaning: { en: 'SOS friendly voice', es: 'SOS voz amiga' },
      for: 'anyone',
      call: ['213 544 545', '912 802 669', '963 524 660'],
      languages: ['pt'],
      hours: [{ days: 'daily', from: '15:30', to: '0:30' }],
      sources: [
        {
          url: 'https://24noticias.sapo.pt/atualidade/artigos/nova-linha-nacional-para-prevencao-do-suicidio-entra-em-funcionamento-como-funciona',
          dated: '2025-09-10',
        },
      ],
    },
  ],
  RO: [
    {
      name: 'depreHUB',
      for: 'anyone',
      call: ['0374 456 420'],
      languages: ['ro'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://www.romania-insider.com/metrorex-suicide-prevention-campaign-oct-2021',
          dated: '2021-10-07',
        },
      ],
    },
    {
      name: 'depreHUB',
      for: 'young-people',
      call: ['0374 461 461'],
      languages: ['ro'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://www.romania-insider.com/metrorex-suicide-prevention-campaign-oct-2021',
          dated: '2021-10-07',
        },
        { url: 'https://progress.guide/atlas/europe/romania' },
      ],
    },
  ],
  SE: [
    {
      name: 'Mind Självmordslinjen',
      meaning: { en: 'Suicide line', es: 'Línea de prevención del suicidio' },
      for: 'anyone',
      call: ['90101'],
      chat: 'https://mind.se/',
      languages: ['sv'],
      hours: 'always',
      sources: [
        { url: 'http://www.kronprinsessparetsstiftelse.se/projekt/sjalvmordsupplysningen.html' },
        {
          url: 'https://www.sosalarm.se/pressrum/nyheter/2020/kanslan-av-att-bara-finnas-och-lyssna-gor-jattestor-skillnad/',
          dated: '2020',
        },
      ],
    },
  ],
  SK: [
    {
      name: 'Linka dôvery Nezábudka',
      meaning: { en: 'Line of trust “Forget-me-not”', es: 'Línea de confianza «Nomeolvides»' },
      for: 'anyone',
      call: ['0800 800 566'],
      languages: ['sk'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://www.24hod.sk/ludia-s-problemami-sa-mozu-obratit-aj-na-linku-dovery-nezabudka-cl712745.html',
          dated: '2019-10-14',
        },
      ],
    },
  ],
  UA: [
    {
      name: 'Lifeline Ukraine',
      for: 'anyone',
      call: ['7333'],
      languages: ['uk'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://techtoday.in.ua/ru/vodafone-news-ru/goryachaya-lynyya-lifeline-ukraine-po-profylaktyke-samoubyjstv-prodolzhyt-podderzhyvat-psyhycheskoe-zdorove-ukrayntsev-164921.html',
          dated: '2024-05-03',
        },
        {
          url: 'https://dzerkalo.media/news/v-ukraini-zapratsyue-garyacha-liniya-psihologichnoi-pidtrimki-dlya-veteraniv-viyni',
        },
      ],
    },
  ],
};

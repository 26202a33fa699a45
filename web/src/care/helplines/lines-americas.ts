import type { CountryCode, Helpline } from './helpline.ts';

const lifeline988: Helpline = {
  name: '988 Suicide & Crisis Lifeline',
  for: 'anyone',
  call: ['988'],
  text: { to: '988' },
  chat: 'https://988lifeline.org/',
  languages: ['en', 'es'],
  hours: 'always',
  isFree: true,
  sources: [
    { url: 'https://988lifeline.org/get-help/what-to-expect' },
    {
      url: 'https://www.mcphs.edu/student-life/counseling-services/emergency-services/988-suicide-and-crisis-lifeline',
    },
    {
      url: 'https://www.northernpublicradio.org/2025-09-12/el-trabajo-de-nami-salvar-vidas-al-difundir-el-mensaje-sobre-la-linea-directa-de-suicidio-y-crisis-988',
      dated: '2025-09-12',
    },
  ],
};

/** The third source says that it serves the country and its territories. */
const unitedStates: readonly Helpline[] = [
  lifeline988,
  {
    name: '988 Lifeline en español',
    for: 'anyone',
    call: ['988'],
    choose: '2',
    text: { to: '988', word: 'AYUDA' },
    languages: ['es'],
    sources: [{ url: 'https://988lifeline.org/get-help/what-to-expect' }],
  },
];

export const AMERICAS: Readonly<Record<CountryCode, readonly Helpline[]>> = {
  US: unitedStates,
  PR: unitedStates,
  VI: unitedStates,
  GU: unitedStates,
  AS: unitedStates,
  MP: unitedStates,
  AR: [
    {
      name: 'Línea Nacional de Salud Mental',
      meaning: { en: 'National mental health line', es: 'Línea Nacional de Salud Mental' },
      for: 'anyone',
      call: ['0800 999 0091'],
      languages: ['es'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://lapostacomodorense.com.ar/2025/09/03/septiembre-mes-de-la-prevencion-del-suicidio-la-importancia-de-escuchar-acompanar-y-abrazar/',
          dated: '2025-09-03',
        },
        { url: 'https://www.ospia.org.ar/?p=1635' },
      ],
    },
    {
      name: 'Centro de Asistencia al Suicida',
      meaning: { en: 'Suicide prevention centre', es: 'Centro de Asistencia al Suicida' },
      for: 'anyone',
      call: ['(011) 5275-1135'],
      languages: ['es'],
      sources: [
        {
          url: 'https://lapostacomodorense.com.ar/2025/09/03/septiembre-mes-de-la-prevencion-del-suicidio-la-importancia-de-escuchar-acompanar-y-abrazar/',
          dated: '2025-09-03',
        },
        { url: 'https://progress.guide/?p=12165' },
      ],
    },
    {
      name: 'Centro de Asistencia al Suicida',
      meaning: { en: 'Suicide prevention centre', es: 'Centro de Asistencia al Suicida' },
      for: 'anyone',
      call: ['135'],
      languages: ['es'],
      place: 'Buenos Aires',
      sources: [
        {
          url: 'https://lapostacomodorense.com.ar/2025/09/03/septiembre-mes-de-la-prevencion-del-suicidio-la-importancia-de-escuchar-acompanar-y-abrazar/',
          dated: '2025-09-03',
        },
      ],
    },
  ],
  BO: [
    {
      name: 'Familia Segura',
      meaning: { en: 'Safe family', es: 'Familia Segura' },
      for: 'anyone',
      call: ['800 11 3040'],
      whatsapp: '59177797667',
      languages: ['es', 'qu', 'ay'],
      hours: [{ days: 'daily', from: '6:00', to: '24:00' }],
      isFree: true,
      sources: [
        {
          url: 'https://jms.com.bo/mediamonitor/2023/10/12/con-terapia-gratuita-unicef-apoyo-a-110-000-personas-con-problemas-emocionales',
          dated: '2023-10-12',
        },
        {
          url: 'https://www.opinion.com.bo/articulo/policial/victimas-violencia-buscan-ayuda-comunican-clave-profesionales/20200518120316768187.html',
          dated: '2020-05-18',
        },
      ],
    },
  ],
  BR: [
    {
      name: 'CVV – Centro de Valorização da Vida',
      meaning: { en: 'Centre for valuing life', es: 'Centro de valoración de la vida' },
      for: 'anyone',
      call: ['188'],
      chat: 'https://www.cvv.org.br/',
      languages: ['pt'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://www.hercampus.com/school/casper-libero/escuta-que-transforma-como-o-cvv-salva-vidas/',
        },
        { url: 'https://claudia.abril.com.br/noticias/suicidio-cvv-ligacao-gratuita/', dated: '2018-07' },
      ],
    },
  ],
  CA: [
    {
      name: '9-8-8: Suicide Crisis Helpline / Ligne d’aide en cas de crise de suicide',
      for: 'anyone',
      call: ['988'],
      text: { to: '988' },
      languages: ['en', 'fr'],
      hours: 'always',
      isFree: true,
      sources: [
        { url: 'https://cmhasaskatoon.ca/9-8-8/', dated: '2023-12-05' },
        { url: 'https://www.maplenow.ca/site/988-suicide-crisis-helpline' },
        { url: 'https://content.goldenwestapps.com/index.php/node/192263' },
      ],
    },
  ],
  CL: [
    {
      name: 'Línea de Prevención del Suicidio',
      meaning: { en: 'Suicide prevention line', es: 'Línea de Prevención del Suicidio' },
      for: 'anyone',
      call: ['*4141'],
      languages: ['es'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://www.eldinamo.cl/sociedad/2025/10/29/tres-anos-de-escucha-y-apoyo-linea-de-prevencion-del-suicidio-ha-recibido-mas-de-227-000-llamadas/',
          dated: '2025-10-29',
        },
        {
          url: 'https://www.radiopolar.com/salud-mental-prevencion-suicidio-foco-especialistas-refuerzan-linea-4141-region',
          dated: '2025-11-25',
        },
      ],
    },
    {
      name: 'Salud Responde',
      meaning: { en: 'Health line', es: 'Salud Responde' },
      for: 'anyone',
      call: ['600 360 7777'],
      languages: ['es'],
      sources: [
        {
          url: 'https://www.adnradio.cl/2025/10/28/linea-4141-de-prevencion-del-suicidio-supera-las-227000-llamadas-en-tres-anos-de-atencion/',
          dated: '2025-10-28',
        },
      ],
    },
  ],
  CO: [
    {
      name: 'Línea 106',
      for: 'anyone',
      call: ['106'],
      whatsapp: '573007548933',
      languages: ['es'],
      hours: 'always',
      isFree: true,
      place: 'Bogotá',
      sources: [
        {
          url: 'https://www.radiosantafe.com/2025/09/11/bogota-refuerza-su-apoyo-en-el-dia-mundial-para-la-prevencion-del-suicidio/',
          dated: '2025-09-11',
        },
        { url: 'http://www.bogota.gov.co/servicios/guia-de-tramites-y-servicios/linea-106' },
      ],
    },
    {
      name: 'Línea Amiga Saludable',
      meaning: { en: 'Friendly health line', es: 'Línea Amiga Saludable' },
      for: 'anyone',
      call: ['(604) 444 4448'],
      languages: ['es'],
      place: 'Medellín',
      sources: [
        {
          url: 'https://www.semana.com/nacion/articulo/se-siente-solo-llame-a-estas-lineas-para-recibir-atencion-sobre-salud-mental/202644/',
        },
      ],
    },
  ],
  CR: [
    {
      name: 'Línea Aquí Estoy',
      meaning: { en: 'I am here', es: 'Línea Aquí Estoy' },
      for: 'anyone',
      call: ['800-2737869'],
      languages: ['es'],
      hours: [
        { days: 'weekdays', from: '14:00', to: '22:00' },
        { days: 'saturday', from: '9:00', to: '16:00' },
      ],
      isFree: true,
      sources: [
        {
          url: 'https://www.elpais.cr/2025/09/10/tiktok-y-colegio-de-psicologia-habilitan-acceso-gratuito-a-linea-de-apoyo-emocional-en-costa-rica/',
          dated: '2025-09-10',
        },
        {
          url: 'https://crc891.com/nacionales/sanamente-enfoca-su-cuarta-edicion-en-la-violencia-y-la-salud-mental-en-costa-rica',
        },
      ],
    },
  ],
  CU: [
    {
      name: 'Línea 103',
      for: 'anyone',
      call: ['103'],
      languages: ['es'],
      isFree: true,
      sources: [
        { url: 'https://www.cadenagramonte.cu/?p=33205' },
        {
          url: 'https://www.tiempo21.cu/2025/09/25/al-alcance-de-todos-en-las-tunas-por-un-mejor-bienestar-de-la-familia-linea-103/',
          dated: '2025-09-25',
        },
      ],
    },
  ],
  DO: [
    {
      name: 'Cuida tu Salud Mental',
      meaning: { en: 'Take care of your mental health', es: 'Cuida tu Salud Mental' },
      for: 'anyone',
      call: ['811', '809-200-1400'],
      languages: ['es'],
      isFree: true,
      sources: [
        {
          url: 'https://www.diariolibre.com/actualidad/salud/2026/02/09/8-1-1-el-nuevo-numero-de-atencion-gratuita-de-salud-mental-gratuita/3431795',
          dated: '2026-02-09',
        },
        {
          url: 'https://eljacaguero.com.do/comunicador-cuestiona-efectividad-de-la-linea-811-y-alerta-falta-de-seguimiento-en-casos-de-salud-mental/',
          dated: '2026-02-14',
        },
      ],
    },
  ],
  EC: [
    {
      name: 'Línea 171',
      for: 'anyone',
      call: ['171'],
      choose: '6',
      languages: ['es'],
      isFree: true,
      sources: [
        {
          url: 'https://www.expreso.ec/buenavida/el-pacto-nacional-por-la-salud-mental-5-servicios-gratuitos-en-ecuador-274020.html',
          dated: '2026-02-10',
        },
        {
          url: 'https://www.teleamazonas.com/actualidad/noticias/sociedad/atencion-gratuita-salud-mental-ecuador-prevencion-suicidio-102251/',
        },
        { url: 'https://tuvoz.tv/quito-es-la-ciudad-con-mas-intentos-de-suicidio' },
      ],
    },
  ],
  GY: [
    {
      name: 'Guyana Inter-Agency Suicide Prevention Helpline',
      for: 'anyone',
      call: ['223-0001', '223-0009', '600-7896', '623-4444'],
      languages: ['en'],
      sources: [
        {
          url: 'https://www.stabroeknews.com/2017/opinion/letters/04/11/guyanese-not-aware-suicide-hotline/',
          dated: '2017-04-11',
        },
        { url: 'https://progress.guide/?p=12500' },
      ],
    },
  ],
  HN: [
    {
      name: 'Teléfono de la Esperanza',
      meaning: { en: 'Telephone of hope', es: 'Teléfono de la Esperanza' },
      for: 'anyone',
      call: ['150'],
      languages: ['es'],
      isFree: true,
      sources: [
        {
          url: 'https://www.laprensa.hn/amp/sanpedro/honduras-salud-depresion-mayoria-llamadas-linea-150-CD19296675',
        },
      ],
    },
  ],
  JM: [
    {
      name: 'Mental Health and Suicide Prevention Helpline',
      for: 'anyone',
      call: ['888-639-5433'],
      languages: ['en'],
      hours: 'always',
      isFree: true,
      sources: [
        { url: 'https://dashboard.moh.gov.jm/blogs/lets-check-on-each-other', dated: '2025-10-02' },
        { url: 'https://wp.caribscopeonline.com/2025/09/30/distress-calls', dated: '2025-09-30' },
      ],
    },
  ],
  MX: [
    {
      name: 'Línea de la Vida',
      meaning: { en: 'Line of life', es: 'Línea de la Vida' },
      for: 'anyone',
      call: ['800 911 2000'],
      languages: ['es'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://www.eluniversal.com.mx/nacion/promueven-la-linea-de-la-vida-tras-presentar-encuesta-sobre-consumo-de-drogas-asi-puedes-pedir-ayuda/',
          dated: '2025-12-24',
        },
        {
          url: 'https://www.cronica.com.mx/nacional/2025/09/19/jornada-para-la-prevencion-del-suicidio/',
          dated: '2025-09-19',
        },
      ],
    },
  ],
  PA: [
    {
      name: 'Línea 147',
      for: 'anyone',
      call: ['147'],
      whatsapp: '50765342546',
      languages: ['es'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://www.critica.com.pa/nacional/linea-147-del-mides-salva-vidas-con-mas-de-7-mil-atenciones-497233',
          dated: '2025-09-10',
        },
        {
          url: 'https://www.telemetro.com/nacionales/necesitas-ayuda-linea-147-del-mides-no-estas-solo-n6053730',
          dated: '2025-09-10',
        },
      ],
    },
  ],
  PE: [
    {
      name: 'Línea 113',
      for: 'anyone',
      call: ['113'],
      choose: '5',
      languages: ['es'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://panamericana.pe/salud/466160-minsa-refuerza-lineas-gratuitas-atencion-salud-mental-nivel-nacional',
          dated: '2026-03-02',
        },
        {
          url: 'https://www.infobae.com/peru/2025/08/16/crisis-silenciosa-jovenes-de-18-a-29-anos-son-quienes-mas-buscan-ayuda-por-ansiedad-y-depresion/',
          dated: '2025-08-16',
        },
      ],
    },
  ],
  PY: [
    {
      name: '155 Te Escucha',
      meaning: { en: '155 listens to you', es: '155 Te Escucha' },
      for: 'anyone',
      call: ['155'],
      languages: ['es'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://www.abc.com.py/nacionales/2026/01/11/salud-mental-van-casi-10000-llamadas-a-la-linea-155-de-contencion-psicologica/',
          dated: '2026-01-11',
        },
        {
          url: 'https://www.abc.com.py/nacionales/2025/08/24/salud-mental-en-alerta-roja-mas-de-840-llamadas-al-155-en-un-mes/',
          dated: '2025-08-24',
        },
      ],
    },
  ],
  SV: [
    {
      name: 'Te Escucho',
      meaning: { en: 'I am listening', es: 'Te Escucho' },
      for: 'anyone',
      call: ['7071-1302'],
      languages: ['es'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://www.noticiaslagaceta.com/el-isss-mantiene-habilitado-servicio-gratuito-de-atencion-psicologica-y-psiquiatrica-24-7/',
        },
      ],
    },
    {
      name: 'Línea 131',
      for: 'anyone',
      call: ['131'],
      languages: ['es'],
      sources: [
        {
          url: 'https://www.noticiaslagaceta.com/el-isss-mantiene-habilitado-servicio-gratuito-de-atencion-psicologica-y-psiquiatrica-24-7/',
        },
      ],
    },
  ],
  UY: [
    {
      name: 'Línea Vida',
      meaning: { en: 'Line of life', es: 'Línea Vida' },
      for: 'anyone',
      call: ['0800 0767', '*0767'],
      languages: ['es'],
      hours: 'always',
      isFree: true,
      sources: [
        { url: 'https://www.jbcdepiriapolis.com.uy/2020/07/linea-vida-0800-0767.html', dated: '2020-07' },
        {
          url: 'https://carmeloportal.com/46611-indice-de-suicidios-se-ubica-en-2025-por-cada-100-000-habitantes/amp',
        },
      ],
    },
    {
      name: 'Línea de Apoyo Emocional',
      meaning: { en: 'Emotional support line', es: 'Línea de Apoyo Emocional' },
      for: 'anyone',
      call: ['0800 1920'],
      languages: ['es'],
      hours: 'always',
      isFree: true,
      sources: [{ url: 'https://clinicapsicologica.uy/?p=1574' }],
    },
  ],
  VE: [
    {
      name: 'Federación de Psicólogos de Venezuela',
      meaning: { en: 'Federation of psychologists', es: 'Federación de Psicólogos de Venezuela' },
      for: 'anyone',
      call: ['0412-4163116', '0412-4163118'],
      languages: ['es'],
      hours: [{ days: 'weekdays', from: '8:00', to: '20:00' }],
      sources: [{ url: 'https://smokingfm.com/article/las-ong-el-tachira-y-la-prevencion-del-suicidionn' }],
    },
  ],
};

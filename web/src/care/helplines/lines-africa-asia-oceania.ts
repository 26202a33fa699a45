import type { CountryCode, Helpline } from './helpline.ts';

export const AFRICA_ASIA_OCEANIA: Readonly<Record<CountryCode, readonly Helpline[]>> = {
  AU: [
    {
      name: 'Lifeline',
      for: 'anyone',
      call: ['13 11 14'],
      text: { to: '0477 13 11 14' },
      chat: 'https://www.lifeline.org.au/',
      languages: ['en'],
      hours: 'always',
      sources: [
        {
          url: 'https://www.thepushupchallenge.com.au/blog/what-happens-when-you-call-lifeline-',
          dated: '2024-06-12',
        },
        {
          url: 'https://lifeinmind.org.au/news/lifelines-crisis-text-service-now-available-24-7',
          dated: '2022-02',
        },
      ],
    },
    {
      name: 'Kids Helpline',
      for: 'young-people',
      call: ['1800 55 1800'],
      languages: ['en'],
      hours: 'always',
      sources: [
        { url: 'https://github.com/sashabaranov/suicide-hotlines', dated: '2021' },
        { url: 'https://github.com/nepthius/ResilientRhino' },
      ],
    },
    {
      name: 'Suicide Call Back Service',
      for: 'anyone',
      call: ['1300 659 467'],
      languages: ['en'],
      hours: 'always',
      sources: [
        { url: 'https://github.com/sashabaranov/suicide-hotlines', dated: '2021' },
        { url: 'https://github.com/nepthius/ResilientRhino' },
      ],
    },
  ],
  GH: [
    {
      name: 'Mental Health Authority',
      for: 'anyone',
      call: ['0800 678 678'],
      isFree: true,
      sources: [
        {
          url: 'http://businessghana.com/site/news/general/271049/MHA-unveils-toll-free-No.-for-psycho-social-support',
        },
      ],
    },
  ],
  HK: [
    {
      name: '18111 – Mental Health Support Hotline',
      for: 'anyone',
      call: ['18111'],
      hours: 'always',
      sources: [
        { url: 'https://news.gov.hk/eng/2023/12/20231227/20231227_162155_701.html', dated: '2023-12-27' },
        {
          url: 'https://www.shallwetalk.hk/en/feature-topics/kick-off-ceremony-of-the-mental-health-support-hotline/',
          dated: '2023-12-27',
        },
      ],
    },
    {
      name: 'The Samaritans 撒瑪利亞會',
      for: 'anyone',
      call: ['2896 0000'],
      languages: ['en', 'yue', 'zh'],
      hours: 'always',
      sources: [{ url: 'https://csrp.hku.hk/getting-help/' }],
    },
    {
      name: '香港撒瑪利亞防止自殺會',
      meaning: { en: 'The Samaritan Befrienders Hong Kong', es: 'Los Samaritanos de Hong Kong' },
      for: 'anyone',
      call: ['2389 2222'],
      languages: ['yue', 'en'],
      hours: 'always',
      sources: [{ url: 'https://csrp.hku.hk/getting-help/' }],
    },
  ],
  IL: [
    {
      name: 'ער״ן',
      meaning: { en: 'ERAN, emotional first aid', es: 'ERAN, primeros auxilios emocionales' },
      for: 'anyone',
      call: ['1201'],
      languages: ['he', 'ar', 'en', 'ru', 'am', 'fr', 'es'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://www.israel21c.org/mental-health-hotline-helps-israelis-cope-with-reform-crisis/',
          dated: '2023-04-24',
        },
        { url: 'https://jerusaleminstitute.org.il/en/blog/with-days-like-this/' },
        { url: 'http://members.jpost.com/health-and-wellness/mind-and-spirit/article-862831' },
      ],
    },
  ],
  IN: [
    {
      name: 'Tele-MANAS',
      for: 'anyone',
      call: ['14416', '1800 891 4416'],
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'https://theshillongtimes.com/2025/02/07/tele-manas-mental-health-helpline-handles-over-18-1-lakh-calls-centre/',
          dated: '2025-02-07',
        },
        {
          url: 'https://www.ntnews.com/national/centres-tele-manas-logs-over-24-lakh-calls-since-2022-launch-becomes-mental-health-lifeline-2111230',
          dated: '2025',
        },
      ],
    },
  ],
  JP: [
    {
      name: 'よりそいホットライン',
      meaning: { en: 'Yorisoi Hotline', es: 'Línea Yorisoi' },
      for: 'anyone',
      call: ['0120-279-338'],
      languages: ['ja', 'en', 'zh', 'ko', 'es', 'pt', 'th', 'vi', 'id'],
      hours: 'always',
      isFree: true,
      sources: [{ url: 'https://tascalne.com/?p=1098' }],
    },
    {
      name: '自殺予防いのちの電話',
      meaning: { en: 'Inochi no Denwa, lifeline', es: 'Inochi no Denwa, línea de la vida' },
      for: 'anyone',
      call: ['0120-783-556'],
      languages: ['ja'],
      hours: [{ days: 'daily', from: '16:00', to: '21:00' }],
      isFree: true,
      sources: [
        { url: 'https://www.city.akiruno.tokyo.jp/0000015267.html', dated: '2023-03-24' },
        { url: 'http://www.tamainochi.com/index.asp?patten_cd=12&page_no=9' },
      ],
    },
  ],
  KE: [
    {
      name: 'Befrienders Kenya',
      for: 'anyone',
      call: ['0722 178177'],
      sources: [
        {
          url: 'https://doctorsexplain.net/courses/caring-for-your-mental-health-online-course-on-mental-health-awareness/lesson/emergency-contacts-and-crisis-hotlines/',
        },
      ],
    },
  ],
  KR: [
    {
      name: '자살예방상담전화 109',
      meaning: { en: 'Suicide prevention line', es: 'Línea de prevención del suicidio' },
      for: 'anyone',
      call: ['109'],
      languages: ['ko'],
      hours: 'always',
      sources: [
        { url: 'https://heraldk.com/?p=2487719' },
        { url: 'https://newspim.com/news/view/20240102000281', dated: '2024-01-02' },
        {
          url: 'https://www.newspub.kr/content?category=1&dark=0&nid=698e80f136714e6ba5d6a2b7',
          dated: '2026',
        },
      ],
    },
  ],
  MY: [
    {
      name: 'Talian HEAL',
      meaning: { en: 'HEAL line', es: 'Línea HEAL' },
      for: 'anyone',
      call: ['15555'],
      hours: [{ days: 'daily', from: '8:00', to: '24:00' }],
      sources: [
        {
          url: 'https://vietnamnews.vn/world/1763284/malaysia-sees-record-surge-in-mental-health-calls.html',
          dated: '2026-01-07',
        },
      ],
    },
  ],
  NG: [
    {
      name: 'SURPIN',
      for: 'anyone',
      call: ['0800 078 7746'],
      isFree: true,
      sources: [
        {
          url: 'https://healthwise.punchng.com/ngo-launches-toll-free-hotline-for-assistance-on-mental-health',
        },
        { url: 'https://www.healthcareafrica.info/new-mental-health-hotline-inaugurated-in-nigeria/' },
      ],
    },
  ],
  NZ: [
    {
      name: '1737, Need to talk?',
      for: 'anyone',
      call: ['1737'],
      text: { to: '1737' },
      languages: ['en'],
      hours: 'always',
      isFree: true,
      sources: [
        { url: 'https://nzfamilies.org.nz/?p=1578', dated: '2025-12-22' },
        {
          url: 'http://www.scoop.co.nz/stories/PA1706/S00527/single-phone-number-to-access-support-services.htm',
          dated: '2017-06-29',
        },
      ],
    },
    {
      name: 'Suicide Crisis Helpline',
      for: 'anyone',
      call: ['0508 828 865'],
      languages: ['en'],
      sources: [{ url: 'https://nzfamilies.org.nz/?p=1578', dated: '2025-12-22' }],
    },
    {
      name: 'Lifeline Aotearoa',
      for: 'anyone',
      call: ['0800 543 354'],
      text: { to: '4357', word: 'HELP' },
      languages: ['en'],
      sources: [
        { url: 'https://nzfamilies.org.nz/?p=1578', dated: '2025-12-22' },
        {
          url: 'https://vice.com/en/article/new-zealands-biggest-mental-health-helpline-misses-one-in-four-calls',
        },
      ],
    },
  ],
  PH: [
    {
      name: 'NCMH Crisis Hotline',
      for: 'anyone',
      call: ['1553', '0919-057-1553', '0917-899-8727'],
      hours: 'always',
      sources: [
        { url: 'https://www.sunstar.com.ph/cebu/nearly-700-call-ncmh-during-the-holidays', dated: '2025-12' },
        { url: 'https://doh.gov.ph/press-release/launch-of-the-ncmh-crisis-hotline/', dated: '2019-05-02' },
      ],
    },
  ],
  SG: [
    {
      name: 'Samaritans of Singapore (SOS)',
      for: 'anyone',
      call: ['1767'],
      whatsapp: '6591511767',
      hours: 'always',
      sources: [
        { url: 'https://www.daily8.com/en/hashtag/SamaritansOfSingapore', dated: '2025-07-21' },
        { url: 'https://mothership.sg/2022/09/sos-24h-whatsapp-service', dated: '2022-09-10' },
      ],
    },
    {
      name: 'national mindline',
      for: 'anyone',
      call: ['1771'],
      whatsapp: '6566691771',
      hours: 'always',
      sources: [{ url: 'https://www.daily8.com/en/hashtag/SamaritansOfSingapore', dated: '2025-07-21' }],
    },
  ],
  TW: [
    {
      name: '1925 安心專線',
      meaning: { en: '1925 peace-of-mind line', es: 'Línea 1925 de tranquilidad' },
      for: 'anyone',
      call: ['1925'],
      languages: ['zh'],
      hours: 'always',
      isFree: true,
      sources: [
        { url: 'https://udn.com/news/story/7266/9004922', dated: '2025-09-15' },
        { url: 'https://health.ltn.com.tw/article/breakingnews/5177833', dated: '2025-09-14' },
      ],
    },
    {
      name: '生命線 1995',
      meaning: { en: 'Lifeline', es: 'Línea de la vida' },
      for: 'anyone',
      call: ['1995'],
      languages: ['zh'],
      sources: [{ url: 'https://udn.com/news/story/7266/9004922', dated: '2025-09-15' }],
    },
  ],
  ZA: [
    {
      name: 'SADAG Suicide Crisis Helpline',
      for: 'anyone',
      call: ['0800 567 567', '0800 456 789'],
      text: { to: '31393' },
      callsBack: true,
      hours: 'always',
      isFree: true,
      sources: [
        {
          url: 'http://www.pressreader.com/south-africa/the-star-early-edition/20190212/281668256233737',
          dated: '2019-02-12',
        },
        {
          url: 'https://www.sabcnews.com/sabcnews/sadag-encourages-the-mentally-fatigued-to-reach-out-amid-world-suicide-prevention-day/',
          dated: '2022-09',
        },
        { url: 'https://news.backabuddy.co.za/2025/11/04/mens-mental-health-month', dated: '2025-11-04' },
      ],
    },
  ],
};

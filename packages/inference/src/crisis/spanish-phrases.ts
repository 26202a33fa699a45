import { createPhraseBook } from './phrase-book.ts';

/**
 * Letters that sound alike in much of the Spanish-speaking world are often written for each other: b/v, s/z/c, k/qu/c,
 * h or none, y/ll.
 */
function foldSpanish(word: string): string {
  return word
    .replaceAll('v', 'b')
    .replaceAll('z', 's')
    .replaceAll('ch', 'x')
    .replace(/c(?=[ei])/g, 's')
    .replaceAll('c', 'k')
    .replace(/qu?/g, 'k')
    .replaceAll('ll', 'y')
    .replaceAll('h', '')
    .replace(/ss+/g, 's')
    .replace(/kk+/g, 'k');
}

const CLASSES = {
  quiero:
    'quiero queria querria quisiera quise deseo deseaba desearia necesito necesitaba prefiero preferiria anhelo ganas deseos intencion',
  voy: 'voy vamos iba pienso pensando piense pensaba pense pensado pensar planeo planeando planeaba decidi decidido intento intente intentado intentaba intentar debo deberia puedo podria sigo seguir quiero queria quisiera querria ganas deseo deseos necesito prefiero plan planes forma formas manera maneras ideas idea pensamientos pensamiento ansia ansias impulso impulsos punto dispuesto dispuesta tentado tentada tentacion',
  quiereOtro:
    'quiere queria quisiera queriendo desea va iba piensa pensaba pensando intenta intento intenta planea amenaza amenazo quieren',
  matarme:
    'matarme suicidarme morirme ahorcarme colgarme ahogarme dispararme envenenarme degollarme desangrarme eliminarme tirarme_al_tren inmolarme',
  matarse: 'matarse suicidarse morirse ahorcarse colgarse ahogarse dispararse envenenarse',
  danarme:
    'cortarme lastimarme herirme autolesionarme danarme golpearme quemarme castigarme rasgunarme hacerme_dano hacerme_cortes hacerme_sangrar rajarme aranarme',
  pastillas:
    'pastilla pastillas pildora pildoras tableta tabletas comprimido comprimidos capsula capsulas medicamento medicamentos medicina medicinas medicacion somnifero somniferos ansioliticos antidepresivos paracetamol paracetamoles ibuprofenos aspirinas valium diazepam lorazepam alprazolam orfidal trankimazin clonazepam rivotril calmantes tranquilizantes insulina',
  muchas:
    'todo todas todos entero entera frasco bote caja blister punado monton muchas muchos muchisimas demasiadas demasiados demasiada demasiado diez doce quince veinte treinta cuarenta cincuenta sesenta cien nn',
  persona:
    'el ella alguien marido esposo mujer esposa novio novia pareja ex papa padre mama madre padrastro madrastra tio tia primo prima hermano hermana abuelo hombre tipo vecino jefe companero',
  pega: 'pega pego pegado pegaba golpea golpeo golpeado golpeaba maltrata maltrato maltrataba agrede agredio cachetea cacheteo abofetea abofeteo patea pateo estrangula estrangulo ahorco ahorca apunalo ataco ataca empuja empujo quemo abusa abuso abusaba viola violo violaba zurra',
  familia:
    'amiga amigo hermano hermana hijo hija madre padre mama papa primo prima tio tia esposo esposa marido mujer novio novia pareja companero companera sobrino sobrina nieto nieta alumno alumna vecino vecina colega',
  cuerpo:
    'brazo brazos muneca munecas muslo muslos pierna piernas piel venas barriga vientre antebrazo antebrazos cuerpo',
  altura:
    'puente azotea balcon ventana tejado edificio acantilado terraza barranco precipicio torre piso cornisa vacio',
  vias: 'tren trenes vias via metro coche coches autobus bus camion trafico carretera carro',
} as const;

export const SPANISH_PHRASES = createPhraseBook({
  classes: CLASSES,
  fold: foldSpanish,
  idioms: [
    'muero|moria|mori|muera|morir|morirme|morirse|muriendo|moriamos|morimos|moriria|muriera|muerto|muerta|muertos|muertas ~1 de ~1 risa|hambre|sed|sueno|frio|calor|verguenza|miedo|pena|cansancio|aburrimiento|amor|envidia|ganas|ternura|asco|susto|nervios|curiosidad|celos|emocion|felicidad|alegria|gusto|rabia|sueno|antojo|vergüenza',
    'quiero|quise|queria|ganas me? ~1 morir|morirme|matarme de|del|con ~1 risa|verguenza|susto|pena|amor|envidia|ternura|oso|vergüenza|cringe',
    'me? muero|moria por|si ~1 un|una|verte|ver|comer|ir|saber|el|la|los|las|probar|tu|ti|el',
    'te|lo|la|os|le quiero|amo|adoro a|hasta morir|la_muerte',
    'para|hasta morirse|morir|morirnos|morirme de|juntos',
    'a morir',
    'de muerte !natural|la_muerte',
    'punto|peso|tiempo|horas|agua|hora|naturaleza|lengua|angulo|mar muerto|muerta|muertas',
    'por encima de mi cadaver',
    'matar|matando|mato|mate|matamos ~1 el|dos ~1 tiempo|pajaros|rato|gusanillo|hambre|aburrimiento|antojo|bicho|mosquito|arana|cucaracha|dragon|jefe|rey|monstruo',
    'mataria por',
    'no me mates|maten|mateis',
    'me|nos mata|matan|mato|mataba|esta_matando|estan_matando ~1 la|el|los|las|que|de|este|esta|un|una|cuando|con',
    'zapatos|espalda|pies|deberes|cabeza|trabajo|calor|curro|dolor|rodilla|cuello|muelas|bolso|cancion|tarea|tareas|suspense|duda|curiosidad|estres ~1 me|nos ~1 mata|matan|matando|esta_matando|estan_matando',
    'casi|por_poco me ~1 muero|mato|morimos ~1 del|de|cuando|al|con|en|bajando|subiendo',
    'me|se|nos colgue|colgo|colgado|cuelga|enganche con|el|la|de_la_serie',
    'escuadron|mision|comando suicida',
    'sobredosis de ~1 chocolate|turron|azucar|cafe|cafeina|dulces|dulce|comida|series|television|tele|netflix|cine|amor|ternura|navidad|fiesta|realidad|informacion|noticias|sol|queso|pizza|helado|pasteles|gatos',
    // Accidents, hair and nails.
    'corte|corto|cortar|cortarme|cortado|cortaron|corte|corta ~1 el|las|los|mi|un ~1 pelo|flequillo|unas|una|cabello|barba|melena|puntas|coleta|patillas|rollo|tiempo',
    'me corte|queme|corto|golpee|hice_dano|lastime|lesione|cai|he_cortado|he_hecho_dano|he_quemado ~1 en_la|en_el|con_la|con_el|con_un|con_una|al|pelando|cocinando|afeitandome|picando|abriendo|fregando|jugando|moviendo|corriendo|levantando|depilandome|planchando|haciendo|sin_querer|bajando|subiendo|entrenando|el_dedo|el_pie|un_dedo|la_mano|la_cara|un_poco_con_la|el_labio|la_lengua|en_un|con_papel ~1',
    'me corte|queme ~1 el|la|un|una dedo|mano|labio|lengua|pie|rodilla|ceja|menton|barbilla',
    'pego|pega|pegaron|pego|pegado un|una susto|abrazo|salto|grito|vuelta|estiron|bronca|siesta|repaso|ducha|toque|beso|cancion|gripe|resfriado|catarro',
    'noticia|cancion|frio|sol|calor|viento|gripe|olor|palabras|pelicula|libro ~1 me|nos|se ~1 pego|pega|golpeo|ha_pegado|ataco',
    'me tire|tiro|tirarme ~2 piscina|agua|mar|sofa|cama|rio|tarde|dia|noche|suelo_a|horas|lago|tobogan|paracaidas|rollo|pisto|cabeza_a_la_piscina',
    'no puedo mas de|con ~1 contenta|contento|feliz|la_tarta|tarta|comida|alegria|risa|felicidad|ganas|emocion|postre|esta_tarta|el_postre|las_ganas|los_nervios',
    'me llevo_a_matar|rompi_con',
    'acabar|terminar|acabe|termine|acabo|acaba|acabare ~1 con el|la|los|las|mi_novio|mi_novia|mi_novia|este_libro|esta_tarea|mi_tesis|lo',
    'me|nos|te|se ~1 mataron|mato|matan|matar|mate|matado ~6 nivel|jefe_final|partida|paintball|final_boss|juego|videojuego|pantalla|fortnite|minecraft',
    'mataron|mato|mata|mataban nos|en_la_segunda',
    'no ~1 quiero vivir con|en|aqui_en|cerca|lejos|sin_ti|solo|sola|sin_ella|sin_el',
    'despedida|despedi|despedimos|despedirme de_soltera|de_soltero|de_mis_padres|en_el|y_cogi|fiesta',
    'fiesta|cena|tarta|regalo|comida|almuerzo de despedida',
    'mi madre|padre|mama|papa|jefe|jefa|profesor|profesora|profe|abuela|entrenador ~2 matar|mata|matara|mate ~1 si|cuando|por|como|porque|en_cuanto',
  ],
  softened: [
    {
      about: 'someone-else',
      steady: true,
      phrases: [
        'se suicido|mato|ahorco|colgo|quito_la_vida|ha_suicidado|habia_suicidado|pego_un_tiro|suicidaron|disparo|murio_por_suicidio',
        'perdi|perdimos|murio|muerto|fallecio|fallecido ~3 por|al|de|del suicidio',
        'suicidio de mi|su|un|una',
        'intento suicidarse|quitarse_la_vida|matarse ~1 una_vez|hace|cuando',
        'se intento matar|suicidar',
      ],
    },
    {
      about: 'self',
      steady: true,
      phrases: [
        'dice|dicen|dijo|dijeron|decia|decian|diciendo|escribe|escriben|escribio que ~1 me mate|matara|muera|muriera|suicide|suicidara|tire|tirara|ahorque|cuelgue',
        'matate|suicidate|muerete|ahorcate',
        'me? da|dan|daba|dio|entran ~1 ganas de morirme|morir|matarme|pegarme_un_tiro|suicidarme|cortarme_las_venas|tirarme ~1',
        'me quiero|queria|quise|voy_a matar|morir|suicidar , perdi|se_me|olvide|llegue|suspendi|que_verguenza|me_olvide|deje',
        'me quiero|queria matar|morir ~1 con este|esta|estos|el|la|tanta',
        'matenme|matadme|matame|mateme|peguenme_un_tiro|disparame|que_alguien_me_mate ~1 ya|ahora|por_favor?',
        'uno|una ~1 mas|otro|otra ~6 me_pego_un_tiro|me_mato|me_suicido|me_tiro|me_corto_las_venas|me_cuelgo',
        'si ~3 otra_vez|tengo_que|vuelvo_a|suena|ponen|veo ~6 me_pego_un_tiro|me_mato|me_suicido|me_tiro',
        'prometi|prometo|promesa|juro|jure ~6 haria_dano|hare_dano|cortaria|cortare|mataria|matare|matarme|suicidarme|cortarme|hacerme_dano|lastimarme|haga_dano|lastimaria',
        'mi|un|primer|ultimo intento ~1 fue|de_suicidio_fue|hace',
        'de hace anos intente matarme',
      ],
    },
  ],
  grave: [
    {
      about: 'self',
      phrases: [
        // Querer morir.
        'me? <quiero> ~2 morir|morirme|morirnos|muero|muerte !con_dignidad|de',
        '<quiero> ~1 de? ~1 estar muerta|muerto|bajo_tierra|enterrada|enterrado',
        '<quiero> ~1 de? dejar de existir|vivir|respirar|estar_vivo|estar_viva|ser',
        '<quiero> ~2 no existir|vivir|despertar_mas',
        'ojala ~3 estuviera|estuviese|estar|este muerta|muerto',
        'ojala ~3 muriera|muriese|muera|maten|matara|me_muera',
        'mejor|prefiero|preferiria|antes ~2 muerto|muerta|morir|morirme|la_muerte',
        'dejenme|dejadme|dejame|ayudame_a|ayudenme_a morir',
        'la muerte ~2 mejor|unica_salida|alivio|solucion|descanso|paz',
        'me quiero|queria|quisiera morir|matar|suicidar|ahorcar|colgar|ahogar|cortar|lastimar|pegar_un_tiro|quitar_la_vida|quitar_de_en_medio|tirar_por|tirar_de|tirar_al|tirar_a_las|desaparecer_para_siempre|rajar|cortar_las_venas',
        'quiero|kiero|qiero me? morir|morirme',
        // Hacerlo.
        '<voy> ~3 <matarme>',
        'en|de|a|por|para|como|puedo|si|y|ya|casi|que <matarme> !de|del|con_la_serie|la_medalla',
        'me voy|iba|vamos|fui a matar|suicidar|ahorcar|colgar|morir|cortar_las_venas|tirar|quitar_la_vida|pegar_un_tiro|ahogar|lanzar',
        'me mato|suicido|ahorco|quito_la_vida|pego_un_tiro|quito_de_en_medio|cuelgo_de',
        'me suicidare|matare|quitare_la_vida|ahorcare',
        'quitarme|quitarse|arrebatarme|arrancarme la vida|de_en_medio|del_medio',
        'acabar|acabare|acabo|terminar|terminare|termino|acabando|terminando|ponerle_fin|poner_fin|fin|finalizar con|a ~1 mi_vida|mi_propia_vida|mi_existencia|todo|todo_esto|mi_sufrimiento|esta_vida|conmigo !lo_de',
        'pienso|pensar|pensando|pensaba|pense|piense|pensado|pensamientos|pensamiento|ideas|idea|ideacion|considero|considerando|considerar|planeo|planeando|plan|planes|sobre|cometer|hacia|tentativa|contemplo|contemplando ~4 suicidio|suicida|suicidas|suicidarse|matarse|morir !de',
        'soy|estoy|siento|siendo|sintiendome suicida',
        'suicidarme',
        'como|formas_de|maneras_de|mejor_forma_de|forma_de suicidarse|matarse|morir_sin_dolor|ahorcarse',
        'cortarme|cortar|abrirme|rajarme|corte|corto las venas',
        'pegarme|pegar|meterme|darme|doy|pego un tiro|balazo|disparo',
        'tirarme|lanzarme|arrojarme|aventarme|saltar|saltaria|tiro|salto|lanzo|tire|tirar|me_aviento|echarme|ponerme_delante|ponerme_en_frente ~1 al|a|por|de|del|desde|en ~2 <altura>|<vias>',
        '<altura>|<vias> ~6 saltar|salto|tirarme|lanzarme|me_tiro|me_lanzo|dejarme_caer|arrojarme',
        'chocar|estrellarme|estrellar|empotrarme ~3 coche|auto|carro|moto|contra_un_arbol|contra_un_muro|contra_un_camion',
        'no voy_a_estar|estare|voy_a_seguir|seguire viva|vivo|aqui ~1 manana|la|el|cuando|mas|mucho|para',
        // Prepararlo.
        'nota|carta|cartas|notas de ~1 suicidio|suicida|despedida|adios',
        'ultima carta|nota|entrada|noche|voluntad',
        'cuerda|soga|pistola|cuchillo|pastillas|cuchilla ~6 ahorcarme|colgarme|tomarlas_todas|tomarmelas_todas|hacerlo|matarme|para_mi|y_se_que_dia|preparadas|preparada|listas',
        'soga',
        'guardo|guardando|guarde|juntando|junto|acumulando|ahorrando|reuniendo|escondiendo|esconde|preparado|preparadas|preparando|tengo|compre ~3 <pastillas> ~5 preparadas|listas|tomarlas|tomarmelas|todas|para_ese_dia|para_hacerlo|para_cuando|de_golpe|mesa',
        'tengo|tenia|hice|hecho|decidi|decidido|se ~2 plan|dia|fecha|como|cuando ~2 para? ~1 <matarme>|hacerlo|voy_a_hacerlo',
        'regale|regalado|regalando|repartido|repartiendo ~1 mis|todas_mis|todas ~2 cosas ~8 no_las_voy|no_voy|no_las_necesitare|no_necesito|ya_no',
        // Despedirse.
        'cuando|si|para_cuando ~1 leas|lean|leais|lea|encuentren|encuentres|encontreis|vean|veas|veais ~1 esto|esta_carta|esta_nota|me ~6 muerto|muerta|estare|no_estare|ido|no_este|habre',
        'esto|esta|este ~1 es|sera lo|mi|la|el ultimo|ultima ~3 escribo|escriba|carta|mensaje|nota|adios|vez_que_escribo|digo',
        'adios mundo|para_siempre|vida|mundo_cruel',
        'adios ~1 a? ~1 todos|todas|familia|mama|papa|amigos ~~12 perdon|perdonadme|perdonenme|perdoname|no_puedo|quiero|gracias|ya_no|manana_no',
        'perdon|perdonadme|perdonenme|perdoname|lo_siento|no_puedo_mas|los_quiero|os_quiero|las_quiero ~~10 adios|hasta_siempre|manana_no_estare',
        'adios ~~6 los_quiero|os_quiero|perdon|no_puedo_mas|no_estare|manana_no',
        'hasta siempre',
        'manana|pronto ~2 no_estare|ya_no_estare|dejare_de|no_sere|ya_no_sere ~3',
        'digan|diganle|diganles|decidle|decidles|dile|diles ~1 a mi|mis ~2 que ~1 los|las|lo|la|le|les ~1 quise|queria|quiero|amaba|ame|amo',
        'cuidad|cuiden|cuida|cuidenme ~1 de|a ~1 mi|mis ~3 cuando|cuando_no_este|cuando_me_vaya|por_mi',
        // Tomar demasiado.
        'sobredosis',
        'tome|tomo|tomado|tomar|tomarme|tomarmelas|trague|tragado|tragar|tragarme|traguado|ingeri|ingerido|meti|tomando ~4 <muchas> ~4 <pastillas>',
        'tome|tomado|trague|tragado|tomarme|tomarlas ~3 <pastillas> ~4 proposito|de_golpe|todas|morir|no_despertar|queriendo|adrede',
        // Hacerse daño.
        'autolesion*|autolesiono|autolesionandome|autolesionarme|autolesionar|autoagred*',
        '<danarme> !la|el|el_pelo|las_unas|con_la_puerta',
        'me corto|cortaba|corte|cortar|cortando|cortado|cortarme|rajo|raje|quemo|queme|hago_cortes|hice_cortes ~1 los|las|el|la|mis|mi ~1 <cuerpo>',
        'me ~1 corto|volvi_a_cortar|vuelvo_a_cortar|he_vuelto_a_cortar|estoy_cortando|sigo_cortando|he_cortado_otra_vez|corte_otra_vez|corte_de_nuevo|corte_anoche !con|el|la|un|una|al',
        'volvi|vuelvo|vuelto|volviendo|empece|empezado|sigo a? cortarme|lastimarme|hacerme_dano|cortandome',
        'me hago|hice|haciendo|hacia|haria|hare ~1 dano !en|jugando|con_la|al|la_espalda',
        'hacerme|haciendome|hacerse dano|cortes',
        'me ~1 queme|quemo|quemaba|golpee|golpeo|golpeaba|castigo|rasguno|rasgune|muerdo|arano ~6 proposito|castigarme|adrede|con_un_cigarro|con_un_mechero|con_un_encendedor|la_cabeza_contra',
        'golpeo|golpeandome|golpearme|golpee la? cabeza contra',
        'cortes|cicatrices|heridas|quemaduras ~1 nuevos|nuevas|frescos|frescas|recientes|en_los_brazos|en_las_piernas|en_las_munecas|en_los_muslos|mas',
        'recai|recaida|recaido ~4 cortes|autolesion*|cortarme|cortado',
      ],
    },
    {
      about: 'self',
      steady: true,
      phrases: [
        'no|tampoco|ya_no|nunca ~1 quiero|queria|quisiera|deseo|puedo|merezco|pienso|tengo_ganas_de|ganas_de|soporto|aguanto ~1 seguir? ~1 viviendo|vivir|existir|existiendo|estar_viva|estar_vivo|estar_aqui|estar_en_este_mundo|con_vida|vida|respirar !con|en|cerca|sola_en|esta_fiesta|aqui_en',
        'no quiero|deseo estar mas? aqui|en_este_mundo|viva|vivo !en|con|la_fiesta',
        'sin|no ~1 ganas|tengo_ganas de vivir|existir|seguir_viviendo',
      ],
    },
    {
      about: 'self',
      phrases: [
        // En peligro por alguien.
        '<persona> ~3 me|nos ~1 <pega> !fuerte|un|una|el|la_vena',
        'me|nos ~1 violo|violaron|violan|violaba|ha_violado|han_violado|estrangulo|estrangulaba|ahorcaba|apunalo|acuchillo|asfixiaba|ahogaba|agredio_sexualmente|abuso|abusa|maltrata|maltrato|manoseo|manosea|drogaron|secuestro|secuestraron|ha_pegado|golpea|golpeo|amenazo|amenaza|amenazan|amenazado|ha_amenazado|amenazaron',
        'abusaron|abuso|abusa|abusaba|abusan ~1 sexualmente? de mi|nosotras',
        'fui|soy|he_sido|estoy_siendo ~1 violada|violado|abusada|abusado|maltratada|maltratado|agredida|agredido|amenazada|amenazado|secuestrada',
        'amenaza|amenazo|amenazado|amenazas|amenazaron|amenazan ~2 muerte|matarme|cuchillo|pistola|golpearme|con',
        'dice|dijo|jura|juro|amenaza|prometio|dicho que ~1 me|nos ~1 va_a_matar|mata|matara|mataria|iba_a_matar|va_a_pegar|va_a_hacer_dano|quiere_matar|pegara|mataba',
        'marido|esposo|novio|pareja|ex|mujer|esposa|novia|padrastro|el|hombre|exmarido|exnovio ~1 me|nos ~1 va_a_matar|quiere_matar|matara|intento_matar|puede_matar|quiso_matar|iba_a_matar|va_a_hacer_dano !si_llego|si_se_entera_del|de_risa',
        'me|nos va|quiere|intento|quiso|van a? matar|estrangular|apunalar !si|cuando|por|como|de',
        'miedo|temo|terror|asustada|asustado|aterrada|panico ~5 me|nos mate|mata|pegue|haga_dano|maten|encuentre|golpee|viole|matara|lastime|siga',
        'miedo|temo|temiendo|asustada por|de mi_vida|mi_marido|mi_pareja|mi_novio|mi_ex|volver_a_casa',
        'no ~1 estoy|estamos|me_siento ~1 segura|seguro|a_salvo|seguras|salvo',
        'estoy|estamos|corro en? peligro',
        'no me|nos deja|dejan|permite salir|ver_a|irme|hablar|salir_de_casa|trabajar',
        'me|nos tiene|tienen|tuvo|encerro|retiene|ha_encerrado ~1 encerrada|encerrado|secuestrada|secuestrado|retenida|amenazada|en_casa|encerradas',
        'me toca|tocaba|toco|manosea|tocan ~4 noche|noches|dormida|duermo|partes|sin_permiso|no_quiero|ahi_abajo',
        'me obligo|obliga|obligaba|forzo|fuerza|obligaron ~3 sexo|acostarme|tocar|desnudarme|relaciones|hacerlo|cosas',
        'me|nos agarro|cogio|apreto|sujeto|tomo ~1 del|por_el|el cuello',
        'me|nos ~1 sigue|siguiendo|persigue|persiguiendo|acosa|acosando|espia ~6 miedo|vida|casa|hombre|temo',
        'me apunto|apunta|ataco|amenazo ~2 pistola|cuchillo|navaja|arma|machete',
        'ayuda|ayudenme|ayudadme|auxilio|socorro ~3 peligro|por_favor_me|matar|me_va|pega',
      ],
    },
    {
      about: 'someone-else',
      phrases: [
        'se ~1 <quiereOtro> ~1 a? ~1 matar|suicidar|morir|ahorcar|colgar|quitar_la_vida|cortar|tirar_por|hacer_dano|lastimar',
        'se va|iba a matar|suicidar|quitar_la_vida|ahorcar|tirar|cortar_las_venas',
        '<quiereOtro>|dice|dijo|pensar|penso|pensado|habla|ganas|deseos|creo_que|hablo ~3 de|en|a|que? ~1 <matarse>|quitarse_la_vida|morir|hacerse_dano|cortarse|lastimarse',
        'ya? no quiere|queria|desea|quieren seguir? vivir|viviendo|existir|estar_viva|estar_vivo',
        'se corta|cortaba|lastima|autolesiona|hace_dano|hace_cortes|esta_cortando ~1 !el_pelo|las_unas|la_luz|el_agua|la_llamada|el_cabello',
        'se mate|suicide|quite_la_vida|haga_dano|muera_por_su_mano|lastime',
        '<familia>|ella|el|alguien ~4 se? ~1 tomo|trago|tomado|tragado|ingirio ~4 <pastillas>',
        '<familia> ~4 sobredosis',
        '<familia> ~6 piensa|pensando|pensado|habla|hablando|pensaba|piense ~2 suicidio|suicidarse|matarse|la_muerte',
        'encontre|publico|dejo|encontro|leimos|hallamos|subio|halle ~2 nota|carta de ~1 suicidio|despedida|suicida',
        'su marido|esposo|novio|pareja|ex|padre|madre|padrastro|papa|mama ~1 la|le|lo|les ~1 <pega>',
        '<persona> ~1 le|les|la ~1 <pega> a? mi|mis|su|sus|los',
        'tendencias|pensamientos|ideas suicidas',
      ],
    },
  ],
  low: [
    {
      about: 'self',
      steady: true,
      phrases: [
        'estarian|estaria|estaran|estara|estan|viviria|vivirian|irian|iria|seria|serian ~3 mejor|feliz|felices|tranquilos ~1 sin mi|migo',
        'mejor|mejores sin mi',
        'todos|mundo|familia|hijos|gente|ellos ~3 sin mi',
        'no|nunca|ya_no|jamas ~3 despertar|despertarme|despertara|despierte|despertase|levantarme_nunca',
        'ojala|quiero|quisiera|deseo ~5 no ~1 despertara|despertar|despierte|amaneciera',
        'dormir|dormirme|durmiera ~3 para_siempre|eternamente|no_despertar|nunca_despertar',
        'no me importaria|importa ~2 morir|morirme|atropellara|matara|muriera|si_me_muero|atropellase|vivir|vivir_o_morir',
        'me da igual vivir|morir|morirme|si_vivo|si_muero|seguir_viva|seguir_vivo|todo_ya',
        'odio|detesto|aborrezco|asco ~1 estar_viva|estar_vivo|mi_vida|vivir|la_vida|existir|a_mi_misma|a_mi_mismo|me_da_mi_vida',
        'para_que|por_que|de_que_sirve|que_sentido_tiene|cual_es_el_sentido|que_sentido ~1 vivir|seguir_viviendo|seguir|sigo_viva|sigo_vivo|vivo|existir|estoy_viva|la_vida|de_la_vida',
        'no ~2 tiene|encuentro|veo|hay|le_veo|le_encuentro ~1 ningun? sentido ~1 a? ~1 vivir|la_vida|mi_vida|seguir|nada|esto|existir|mi_existencia',
        'no puedo mas !con|de|comer|que',
        'no puedo|aguanto|soporto|resisto|doy ~1 mas|seguir|continuar|con_esto|esta_vida|vivir_asi|con_mi_vida|esto_mas|mas_esto|con_todo_esto !comida|tarta|el_calor|el_ruido|de_risa|leyendo|con_el_libro',
        'no puedo seguir asi|viviendo|adelante',
        'no ~2 tengo|hay|queda|quedan|encuentro|veo ~3 razon|razones|motivo|motivos|nada|ganas|fuerzas ~1 para|por|de ~1 lo_que|la_que? ~1 vivir|seguir|existir|vivo|seguir_viviendo',
        'no ~1 me queda|quedan nada|fuerzas|esperanza|razones|motivos ~3 vivir|seguir|nada?',
        'quiero|quisiera|necesito|ojala|deseo|solo ~1 que ~1 todo|esto|todo_esto|el_dolor|mi_sufrimiento|el_sufrimiento|mi_vida ~1 termine|acabe|pare|termine_ya|se_acabe|terminara|acabara',
        'quiero|quisiera|ganas_de|ojala|deseo|necesito|me_gustaria ~1 desaparecer|esfumarme|desapareciera|desvanecerme|no_estar|dejar_de_estar',
        'nadie|a_nadie|quien ~2 notaria|echaria|extranaria|importaria|importo|llorara|lloraria|daria_cuenta|importa|importaria_si ~3 mi|me|de_menos|si_yo|si_me_muero|falta|estuviera|no_estoy|muero|muriera|desaparezco|desapareciera',
        'no|nunca ~2 haber|hubiera|hubiese|debi|deberia_haber nacido|nacer|existido',
        'vida|vivir ~2 no|ya_no ~1 merece|vale|tiene|sirve|es ~1 la_pena|nada|sentido|valor|vida|para_nada',
        'no ~1 merece|vale|tiene ~1 la_pena|sentido ~1 seguir|vivir|la_vida|estar_viva|estar_vivo',
        'soy|siento|siendo|solo_soy|ser ~2 carga|estorbo|peso|lastre ~1 para|de|en?',
        'cansado|cansada|harto|harta|aburrida|aburrido|agotada|agotado|hasta_el_cuello ~1 de ~1 vivir|la_vida|mi_vida|estar_viva|estar_vivo|existir|seguir_viva|esta_vida|seguir_viviendo|todo_esto',
        'no ~2 veo|hay|encuentro|tengo|le_veo|queda ~2 salida|futuro|esperanza|solucion|esperanzas !laboral_aqui|de_emergencia',
        'sin salida|esperanza|esperanzas|futuro|ganas_de_nada|ganas_de_seguir',
        'rendido|rendida|me_rindo|tiro_la_toalla ~1 con|de|ante ~1 la_vida|todo|vivir|mi_vida',
        'ojala|quisiera|deseo ~3 no existir|existiera|estar_aqui|estuviera',
        'cuando|si ~1 yo? ~1 me_muera|me_haya_ido|ya_no_este|no_estuviera|no_este|me_vaya_para_siempre|muera',
        'violencia domestica|de_genero|machista|intrafamiliar',
        'miedo|temo ~3 de? lo_que|lo_que_pueda|lo_que_puedo ~2 hacerme|hacer',
        'llevo|dias|semanas|meses|anos ~4 sin cortarme|autolesionarme|hacerme_dano|lastimarme|cortar',
        'antes|adolescente|joven|epoca|instituto|anos ~4 me_cortaba|me_hacia_dano|me_autolesionaba|me_lastimaba|cortarme',
        'psiquiatrico|ingresada_en_psiquiatria|ingresado_en_psiquiatria|linea_de_la_vida|telefono_de_la_esperanza|024',
        'tocado|toque|tocando fondo',
        'merezco ~1 morir|sufrir|este_dolor|estar_muerta|estar_muerto|la_muerte',
        'suicidio|suicida|suicidas|suicidarse|suicidar',
        'se suicida|suicidaria|suicidara|mataria',
        'nunca|jamas|no me suicidaria|mataria|haria_dano|cortaria|lastimaria',
      ],
    },
  ],
  negations: [
    'nunca|jamas|tampoco|sin|dejado_de|deje_de|ni',
    'ya? no !cambia|mejora|se|me_importa|importa|entiendo|dejo|dejaba|dejamos|paro|paraba|puedo|aguanto|soporto|veo|duermo|quiero_vivir|soporto|hay|tengo|deja|para|me_deja|paran|encuentro|sirvo|estoy_bien|era_broma|es_broma|como|hago|queda|sabe|salgo|consigo|logro|pude',
  ],
  longAgo: [
    'hace ~2 anos|meses|decadas|tiempo',
    'de adolescente|nina|nino|joven|chica|chico|pequena|pequeno|jovencita',
    'cuando era|tenia|estaba_en_el_instituto|estudiaba|iba_al',
    'en esa|aquella epoca|etapa|entonces',
    'antes|antiguamente|entonces ~1 me|queria|pensaba|solia|de',
    'a los ~1 nn|quince|dieciseis|diecisiete|dieciocho|diecinueve|veinte|treinta|catorce|trece|doce|once',
    'en mi adolescencia|juventud|infancia|pasado',
    'en el instituto|pasado|colegio_me|ano_pasado',
    'el ano pasado',
    'solia|solias',
  ],
  told: [
    'en la|el|una|un|esta|este|mi ~1 pelicula|libro|novela|capitulo|episodio|serie|obra|cancion|cuento|historia|juego|videojuego|documental|partida|nivel',
    'personaje|villano|villana|protagonista|heroe|letra|jefe_final|partida|nivel|fortnite|minecraft|titular|articulo|noticiero|telediario|noticias|paintball|capitulo',
    'vi|vimos|viendo|leyendo|lei|leimos ~4 pelicula|serie|libro|novela|capitulo|noticia|obra|julieta',
  ],
  firstPerson: 'yo me mi mis',
  thirdPerson: 'se el ella ellos ellas su sus le les quien alguien',
});

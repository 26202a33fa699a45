/**
 * Names that people type for large places which GeoNames lists under another: in the language of the place, in Spanish
 * and in English. Country, the name there, the other names. Written down by hand; the build fails on a name that the
 * list of places no longer has.
 */
export const OTHER_NAMES = `
AT Vienna: Wien, Viena
BE Antwerpen: Antwerp, Anvers, Amberes
BE Brugge: Bruges, Brujas
BE Brussels: Bruxelles, Brussel, Bruselas
BE Gent: Ghent, Gand, Gante
BE Leuven: Louvain, Lovaina
BE Liège: Luik, Lieja
BG Sofia: Sofía
BR Rio de Janeiro: Río de Janeiro
BR São Paulo: San Pablo
CH Basel: Basle, Basilea, Bâle
CH Bern: Berne, Berna
CH Genève: Geneva, Ginebra, Genf
CH Luzern: Lucerne, Lucerna
CH Zürich: Zurich, Zúrich
CN Beijing: Peking, Pekín
CN Guangzhou: Canton, Cantón
CU Havana: La Habana
CZ Prague: Praha, Praga
DE Braunschweig: Brunswick
DE Hannover: Hanover
DE Köln: Cologne, Colonia
DE Munich: München, Múnich
DE Nürnberg: Nuremberg, Núremberg
DK Copenhagen: København, Copenhague
DZ Algiers: Alger, Argel
EG Alexandria: Alejandría
EG Cairo: El Cairo
ES A Coruña: La Coruña, Corunna
ES Alicante: Alacant
ES Gasteiz / Vitoria: Vitoria-Gasteiz
ES Palma: Palma de Mallorca
ES Pamplona: Iruña
ES Sevilla: Seville
ES Zaragoza: Saragossa
FR Bordeaux: Burdeos
FR Lyon: Lyons
FR Marseille: Marseilles, Marsella
FR Nice: Niza
FR Paris: París
FR Strasbourg: Strassburg, Estrasburgo
FR Toulouse: Tolosa
GB Edinburgh: Edimburgo
GB Kingston upon Hull: Hull
GB London: Londres
GR Athens: Athína, Atenas
GR Thessaloníki: Salonica, Salónica
IE Dublin: Baile Átha Cliath, Dublín
IL Jerusalem: Yerushalayim, Al-Quds, Jerusalén
IN Bengaluru: Bangalore
IN Chennai: Madras
IN Delhi: Nueva Delhi
IN Kolkata: Calcutta, Calcuta
IN Mumbai: Bombay
IT Florence: Firenze, Florencia
IT Genoa: Genova, Génova
IT Mantova: Mantua
IT Milan: Milano, Milán
IT Naples: Napoli, Nápoles
IT Padova: Padua
IT Rome: Roma
IT Siracusa: Syracuse
IT Turin: Torino, Turín
IT Venice: Venezia, Venecia
JP Tokyo: Tokio
KR Seoul: Seúl
LB Beirut: Bayrut
MA Casablanca: Dar el Beida
MA Marrakesh: Marrakech
MA Tangier: Tanger, Tánger
MM Yangon: Rangoon
MX Juárez: Ciudad Juárez
MX Mexico City: Ciudad de México, CDMX, México
MX Tuxtla: Tuxtla Gutiérrez
NL The Hague: Den Haag, 's-Gravenhage, La Haya
PL Gdańsk: Danzig
PL Kraków: Cracow, Cracovia
PL Warsaw: Warszawa, Varsovia
PL Wrocław: Breslau, Breslavia
PT Lisbon: Lisboa
PT Porto: Oporto
RO Bucharest: București, Bucarest
RS Belgrade: Beograd, Belgrado
RU Moscow: Moskva, Moscú
RU Saint Petersburg: Sankt-Peterburg, San Petersburgo
SA Mecca: La Meca
SE Göteborg: Gothenburg, Gotemburgo
SE Stockholm: Estocolmo
SG Singapore: Singapur
SY Damascus: Damasco
TR Istanbul: Estambul
TR İzmir: Smyrna, Esmirna
UA Kyiv: Kiev
UA Odessa: Odesa
US New York City: New York, NYC, Nueva York
US Philadelphia: Filadelfia
US New Orleans: Nueva Orleans
VN Ho Chi Minh City: Saigon, Saigón
VN Hanoi: Hanói
ZA Cape Town: Kaapstad, Ciudad del Cabo
`;

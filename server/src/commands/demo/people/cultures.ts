import type { Tongue } from '../topics/tongues.ts';

/** Where people come from: what they are called, where they live, what they speak beside English. */
export interface Culture {
  /** How many of a hundred people, roughly. */
  weight: number;
  given: readonly string[];
  family: readonly string[];
  tongue: Tongue | undefined;
  /** Country, its code, its cities. */
  places: readonly (readonly [country: string, code: string, cities: readonly string[]])[];
}

const words = (text: string) => text.split(' ');

export const cultures: readonly Culture[] = [
  {
    weight: 28,
    given: words(
      'James Mary Emma Oliver Charlotte Noah Amelia Liam Ava Henry Grace Samuel Ruby Jack Evelyn Thomas Hannah George Alice Daniel Lucy Owen Zoe Nathan Chloe Isaac Megan Leo Abigail Ethan',
    ),
    family: words(
      "Smith Johnson Brown Taylor Wilson Walker Wright Hughes Edwards Green Hall Wood Harris Clarke Turner Hill Cooper Ward Morris King Baker Bennett Foster Gray Parker Reed Shaw Webb Sullivan O'Brien",
    ),
    tongue: undefined,
    places: [
      ['United States', 'US', ['Portland', 'Austin', 'Chicago', 'Denver', 'Boston', 'Seattle']],
      ['United Kingdom', 'GB', ['Leeds', 'Bristol', 'Manchester', 'Edinburgh', 'London']],
      ['Canada', 'CA', ['Toronto', 'Halifax', 'Calgary']],
      ['Ireland', 'IE', ['Dublin', 'Cork', 'Galway']],
      ['Australia', 'AU', ['Melbourne', 'Perth', 'Hobart']],
    ],
  },
  {
    weight: 12,
    given: words(
      'Lukas Mia Jonas Hanna Felix Lena Paul Marie Finn Sophie Jürgen Ursula Matthias Käthe Tobias Anneliese Jan Greta Moritz Clara Sebastian Frieda Björn Heike',
    ),
    family: words(
      'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Zimmermann Krüger Vogel Lang Huber Groß',
    ),
    tongue: 'de',
    places: [
      ['Germany', 'DE', ['Berlin', 'Hamburg', 'Köln', 'Leipzig', 'München']],
      ['Austria', 'AT', ['Wien', 'Graz', 'Linz']],
      ['Switzerland', 'CH', ['Zürich', 'Bern', 'Basel']],
    ],
  },
  {
    weight: 12,
    given: words(
      'Mateo Sofía Santiago Valentina Diego Camila Javier Lucía Andrés Elena Carlos Paula Alejandro Carmen Miguel Inés Pablo Ximena Luis Rocío Joaquín Marisol Emilio Daniela',
    ),
    family: words(
      'García Rodríguez Martínez López González Hernández Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz Reyes Morales Cruz Ortiz Gutiérrez Castillo Muñoz Vargas Ibáñez Peña',
    ),
    tongue: 'es',
    places: [
      ['Spain', 'ES', ['Madrid', 'Sevilla', 'Valencia', 'Bilbao']],
      ['Mexico', 'MX', ['Guadalajara', 'Puebla', 'Mérida']],
      ['Colombia', 'CO', ['Bogotá', 'Medellín']],
      ['Argentina', 'AR', ['Rosario', 'Córdoba']],
    ],
  },
  {
    weight: 9,
    given: words(
      'João Ana Pedro Beatriz Tiago Mariana Rafael Inês Gustavo Letícia Bruno Fernanda Caio Luísa Otávio Helena Vítor Juliana Thiago Camila Nuno Isabela',
    ),
    family: words(
      'Silva Santos Oliveira Souza Lima Pereira Ferreira Costa Almeida Ribeiro Carvalho Gomes Martins Araújo Rocha Barbosa Nunes Teixeira Moreira Magalhães Conceição Brandão',
    ),
    tongue: 'pt',
    places: [
      ['Brazil', 'BR', ['São Paulo', 'Recife', 'Curitiba', 'Salvador']],
      ['Portugal', 'PT', ['Porto', 'Lisboa', 'Braga']],
    ],
  },
  {
    weight: 8,
    given: words(
      'Louis Camille Hugo Chloé Théo Manon Antoine Élodie Baptiste Margaux Étienne Aurélie Gabriel Noémie Jules Anaïs Rémi Hélène Maxime Solène Yves Océane',
    ),
    family: words(
      'Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefèvre Michel Roux Fournier Girard Bonnet Mercier Blanchard Guérin Lemaître',
    ),
    tongue: 'fr',
    places: [
      ['France', 'FR', ['Lyon', 'Nantes', 'Lille', 'Bordeaux', 'Paris']],
      ['Belgium', 'BE', ['Liège', 'Namur', 'Bruxelles']],
      ['Canada', 'CA', ['Montréal', 'Québec']],
    ],
  },
  {
    weight: 5,
    given: words(
      'Giulia Marco Francesca Luca Chiara Matteo Sara Alessandro Martina Davide Elisa Nicolò Valeria Stefano',
    ),
    family: words(
      'Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Conti Costa Fontana Caruso',
    ),
    tongue: 'it',
    places: [['Italy', 'IT', ['Torino', 'Bologna', 'Napoli', 'Verona']]],
  },
  {
    weight: 5,
    given: words(
      'Zofia Jakub Maja Antoni Hanna Piotr Agnieszka Łukasz Magdalena Krzysztof Katarzyna Tomasz Bożena Paweł',
    ),
    family: words(
      'Nowak Wójcik Kamiński Lewandowska Zieliński Szymańska Woźniak Dąbrowska Kozłowska Mazur Krawczyk Piotrowska',
    ),
    tongue: 'pl',
    places: [['Poland', 'PL', ['Warszawa', 'Kraków', 'Gdańsk', 'Wrocław']]],
  },
  {
    weight: 5,
    given: words(
      'Freja Lars Astrid Erik Ingrid Søren Linnéa Magnus Åsa Mikkel Saga Henrik Eevi Juhani Signe Torsten',
    ),
    family: words(
      'Hansen Johansson Nielsen Andersson Larsen Lindqvist Korhonen Virtanen Bergström Dahl Holm Sørensen Åkesson Nygård',
    ),
    tongue: undefined,
    places: [
      ['Sweden', 'SE', ['Malmö', 'Uppsala', 'Göteborg']],
      ['Denmark', 'DK', ['Aarhus', 'Odense']],
      ['Norway', 'NO', ['Bergen', 'Trondheim']],
      ['Finland', 'FI', ['Turku', 'Tampere']],
    ],
  },
  {
    weight: 8,
    given: words(
      'Aarav Priya Rohan Ananya Vikram Meera Arjun Kavya Siddharth Nisha Imran Fatima Rahul Lakshmi Dev Sneha Karthik Zara',
    ),
    family: words(
      'Sharma Patel Reddy Iyer Singh Gupta Nair Khan Mehta Rao Das Chatterjee Joshi Bhat Kaur Fernandes Menon Ahmed',
    ),
    tongue: undefined,
    places: [
      ['India', 'IN', ['Pune', 'Bengaluru', 'Kochi', 'Jaipur', 'Delhi']],
      ['Singapore', 'SG', ['Singapore']],
    ],
  },
  {
    weight: 4,
    given: words('Layla Omar Yasmin Khalid Noor Hassan Salma Tariq Amina Youssef Rania Ibrahim Mariam Karim'),
    family: words('Haddad Mansour Khoury Nasser Farouk Saleh Aziz Bakri Hamdan Darwish Qasim Zaki'),
    tongue: 'ar',
    places: [
      ['Egypt', 'EG', ['Cairo', 'Alexandria']],
      ['Jordan', 'JO', ['Amman', 'Irbid']],
      ['United Arab Emirates', 'AE', ['Dubai', 'Sharjah']],
    ],
  },
  {
    weight: 6,
    given: words('Wei Mei Jun Li Hua Xin Min-jun Seo-yeon Ji-ho Linh Minh Thanh Anh Ling Jia Hao'),
    family: words('Wang Chen Zhang Liu Huang Zhao Kim Lee Park Choi Nguyen Tran Pham Lim Tan Wong'),
    tongue: undefined,
    places: [
      ['Taiwan', 'TW', ['Taipei', 'Tainan']],
      ['South Korea', 'KR', ['Seoul', 'Busan']],
      ['Vietnam', 'VN', ['Hanoi', 'Da Nang']],
      ['Malaysia', 'MY', ['Penang', 'Ipoh']],
    ],
  },
  {
    weight: 5,
    given: words(
      'Chinedu Amara Kwame Zainab Thabo Naledi Wanjiru Kofi Adaeze Sipho Abena Juma Nomvula Tunde',
    ),
    family: words('Okafor Mensah Dlamini Mwangi Adeyemi Nkosi Boateng Otieno Eze Abubakar Khumalo Owusu'),
    tongue: undefined,
    places: [
      ['Nigeria', 'NG', ['Lagos', 'Ibadan']],
      ['Kenya', 'KE', ['Nairobi', 'Kisumu']],
      ['South Africa', 'ZA', ['Durban', 'Cape Town']],
      ['Ghana', 'GH', ['Accra', 'Kumasi']],
    ],
  },
];

/** People whose names are written in their own script, with the Latin spelling for addresses. */
export const ownScripts: readonly (readonly [
  name: string,
  latin: string,
  culture: Omit<Culture, 'given' | 'family' | 'weight'>,
])[] = [
  ['佐藤 陽菜', 'haruna.sato', { tongue: 'ja', places: [['Japan', 'JP', ['東京', '大阪', '札幌']]] }],
  ['鈴木 大翔', 'hiroto.suzuki', { tongue: 'ja', places: [['Japan', 'JP', ['名古屋', '京都']]] }],
  ['高橋 さくら', 'sakura.takahashi', { tongue: 'ja', places: [['Japan', 'JP', ['福岡', '仙台']]] }],
  ['ليلى حداد', 'layla.haddad', { tongue: 'ar', places: [['Jordan', 'JO', ['عمّان']]] }],
  ['يوسف منصور', 'youssef.mansour', { tongue: 'ar', places: [['Egypt', 'EG', ['القاهرة']]] }],
  [
    'Олена Шевченко',
    'olena.shevchenko',
    { tongue: undefined, places: [['Ukraine', 'UA', ['Львів', 'Київ']]] },
  ],
  [
    'Γιώργος Παπαδόπουλος',
    'giorgos.papadopoulos',
    { tongue: undefined, places: [['Greece', 'GR', ['Αθήνα', 'Πάτρα']]] },
  ],
  ['김 서연', 'seoyeon.kim', { tongue: undefined, places: [['South Korea', 'KR', ['서울', '부산']]] }],
];

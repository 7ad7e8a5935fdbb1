public import Telephony

/// The checked centre file: all that flows call by name.
public struct Centre: Sendable {
    /// The name of the centre.
    public var name: String
    /// The time zone of the centre's clocks.
    public var zone: TimeZoneRules
    /// The country code of numbers that are written without one, as `33`.
    public var countryCode: String
    /// How each language is spoken; empty where the defaults serve.
    public var voices: [LanguageTag: Voice]
    /// The levels of service by name.
    public var levels: [String: Level]
    /// The queues by name.
    public var queues: [String: Queue]
    /// The calendars by name.
    public var calendars: [String: Calendar]
    /// The numbers that can be called.
    public var numbers: [PhoneNumber: ServiceNumber]
    /// The customer files by name.
    public var directories: [String: Directory]
    /// The HTTP endpoints by name.
    public var endpoints: [String: Endpoint]
    /// The destinations of transfers by name.
    public var destinations: [String: Destination]
    /// The pieces of music by name.
    public var music: [String: Music]
    /// How calls come in by network; nil where they don't.
    public var telephone: Telephone?
    /// Who brings calls and takes them, by name.
    public var trunks: [String: Trunk]
    /// The telephones of agents; nil where there are none.
    public var phones: Phones?
    /// The agents by name.
    public var agents: [AgentID: Agent]
    /// How callers are called back; nil where nobody is.
    public var callbacks: Callbacks?
    /// How recordings of calls are kept.
    public var recordings: Recordings
    /// How long a caller waits at most before they are next for any agent who can help them.
    public var starvationBound: Duration

    /// The bound of a centre that names no other (DESIGN.md §11).
    public static let usualStarvationBound = Duration.seconds(600)

    /// Describes a centre; for the checker and for tests.
    public init(
        name: String, zone: TimeZoneRules, countryCode: String = "33",
        voices: [LanguageTag: Voice] = [:], levels: [String: Level] = [:],
        queues: [String: Queue] = [:], calendars: [String: Calendar] = [:],
        numbers: [PhoneNumber: ServiceNumber] = [:], directories: [String: Directory] = [:],
        endpoints: [String: Endpoint] = [:], destinations: [String: Destination] = [:],
        music: [String: Music] = [:], telephone: Telephone? = nil, trunks: [String: Trunk] = [:],
        phones: Phones? = nil, agents: [AgentID: Agent] = [:], callbacks: Callbacks? = nil,
        recordings: Recordings = Recordings(), starvationBound: Duration = usualStarvationBound
    ) {
        self.name = name
        self.zone = zone
        self.countryCode = countryCode
        self.voices = voices
        self.levels = levels
        self.queues = queues
        self.calendars = calendars
        self.numbers = numbers
        self.directories = directories
        self.endpoints = endpoints
        self.destinations = destinations
        self.music = music
        self.telephone = telephone
        self.trunks = trunks
        self.phones = phones
        self.agents = agents
        self.callbacks = callbacks
        self.recordings = recordings
        self.starvationBound = starvationBound
    }
}

extension Centre {
    /// A level of service: a name and a rank, declared by the centre.
    public struct Level: Hashable, Sendable {
        /// The name, as `level1` or `vip`.
        public var name: String
        /// The rank; escalation goes to a higher one.
        public var rank: Int
        /// The destinations outside whose people take calls of its queues; empty where agents take
        /// all.
        public var destinations: [Share]
        /// The part of the agents, in proportion to those of the destinations; 0 where these take
        /// all, and without meaning where there are none.
        public var agentsWeight: Int

        /// Describes a level.
        public init(
            name: String, rank: Int, destinations: [Share] = [], agentsWeight: Int = 0
        ) {
            self.name = name
            self.rank = rank
            self.destinations = destinations
            self.agentsWeight = agentsWeight
        }

        /// The first of the destinations.
        public var destination: String? { destinations.first?.destination }
    }

    /// A destination that takes a part of the calls of a level, or of the letters of a queue.
    public struct Share: Hashable, Sendable {
        /// The name of the destination.
        public var destination: String
        /// Its part, in proportion to those of the others; positive.
        public var weight: Int

        /// Describes a part.
        public init(_ destination: String, weight: Int = 1) {
            self.destination = destination
            self.weight = weight
        }
    }

    /// Opening hours with the zone of their clocks.
    public struct Calendar: Sendable {
        /// When it is open.
        public var hours: OpeningHours
        /// The zone of the clocks.
        public var zone: TimeZoneRules

        /// Describes a calendar.
        public init(hours: OpeningHours, zone: TimeZoneRules) {
            self.hours = hours
            self.zone = zone
        }
    }

    /// A number that can be called.
    public struct ServiceNumber: Hashable, Sendable {
        /// What the number is for.
        public enum Purpose: String, CaseIterable, Sendable {
            case afterSales = "after-sales"
            case complaints
            case orders
            case information
        }

        /// The flow that takes the calls.
        public var flow: String
        /// What the number is for; nil where the designer does not say.
        public var purpose: Purpose?
        /// The language that its calls begin in; nil for the first of the flow's.
        public var language: LanguageTag?

        /// Describes a number.
        public init(flow: String, purpose: Purpose?, language: LanguageTag? = nil) {
            self.flow = flow
            self.purpose = purpose
            self.language = language
        }
    }

    /// A customer file.
    public struct Directory: Sendable {
        /// Its path, relative to the centre file.
        public var file: String
        /// The customers.
        public var customers: CustomerDirectory
        /// The columns that no log may show.
        public var secretColumns: Set<String>

        /// Describes a customer file.
        public init(
            file: String, customers: CustomerDirectory, secretColumns: Set<String> = []
        ) {
            self.file = file
            self.customers = customers
            self.secretColumns = secretColumns
        }
    }

    /// An HTTP endpoint that flows may ask.
    public struct Endpoint: Hashable, Sendable {
        /// The method.
        public var method: WebRequest.Method
        /// The URL.
        public var url: String
        /// Headers that are sent along, by name.
        public var headers: [String: String]
        /// How long an answer may take.
        public var timeout: Duration
        /// The values of the answer that no log may show, by name.
        public var secretValues: Set<String>

        /// Describes an endpoint.
        public init(
            method: WebRequest.Method, url: String, headers: [String: String], timeout: Duration,
            secretValues: Set<String> = []
        ) {
            self.secretValues = secretValues
            self.method = method
            self.url = url
            self.headers = headers
            self.timeout = timeout
        }
    }

    /// A destination outside that calls may be handed to.
    public struct Destination: Hashable, Sendable {
        /// A number or a `sip:` address.
        public var address: String
        /// The trunk that leads there; nil for the only one that leads out.
        public var trunk: String?
        /// How long it may ring.
        public var patience: Duration

        /// How long a destination may ring that says nothing else: three times the four or five
        /// seconds of a ring, after what a network takes to find its telephone.
        public static let usualPatience = Duration.seconds(30)

        /// Describes a destination.
        public init(
            address: String, trunk: String? = nil, patience: Duration = usualPatience
        ) {
            self.address = address
            self.trunk = trunk
            self.patience = patience
        }
    }

    /// How a language is spoken.
    public enum Voice: Hashable, Sendable {
        /// By the built-in synthesiser: its voice, words a minute and pitch (0 to 99); nil for the
        /// voice's own.
        case builtIn(voice: String?, wordsPerMinute: Int?, pitch: Int?)
        /// By a program that reads text and writes a wav, with its arguments.
        case program([String])
    }

    /// A piece of music on hold.
    public enum Music: Hashable, Sendable {
        /// A piece that Allo synthesises itself, by its name.
        case synthesised(String)
        /// A recording, by its path relative to the centre file, with the note on its licence.
        case file(String, licence: String)
    }
}

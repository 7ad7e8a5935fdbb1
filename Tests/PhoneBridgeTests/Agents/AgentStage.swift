import SIP
import Telephony
import Tones

@testable import PhoneBridge

/// Allo, a caller, and the telephones of two agents, each at an address of its own.
struct AgentStage {
    static let address = IPAddress.v4(0x7F00_0002)
    /// Where the telephones of agents are.
    static let desks = [IPAddress.v4(0x7F00_0003), .v4(0x7F00_0004)]

    let allo: PhoneBridge
    let caller: PhoneBridge
    let calls: Reader<IncomingCall>
    let changes: Reader<ReachabilityChange>

    init(settle: (inout Configuration) -> Void = { _ in }) async throws {
        var configuration = AgentStage.configuration(AgentStage.address, [.loopback])
        configuration.phones = PhoneGroup(
            networks: AgentStage.desks.map { IPNetwork($0) }, realm: "agents.test",
            passwords: ["anne": "secret", "bert": "secret"])
        settle(&configuration)
        allo = try await AgentStage.bridge(configuration)
        caller = try await AgentStage.bridge(
            AgentStage.configuration(.loopback, [AgentStage.address]))
        calls = Reader(allo.incoming)
        changes = Reader(allo.reachability)
    }

    static func configuration(_ address: IPAddress, _ peers: [IPAddress]) -> Configuration {
        var configuration = Configuration(
            listeners: [ListenAddress(.udp, at: IPEndpoint(address, port: 0))])
        configuration.mediaThreads = 1
        configuration.trunks = [Trunk(name: "peers", networks: peers.map { IPNetwork($0) })]
        return configuration
    }

    static func bridge(_ configuration: Configuration) async throws -> PhoneBridge {
        try await PhoneBridge(configuration, detector: { ToneDetector() }, report: { _ in })
    }

    /// Where Allo takes calls for a number.
    func address(of number: String) async -> String {
        "sip:\(number)@\(await allo.listeners[0].endpoint)"
    }

    /// Rings Allo as the caller, which answers.
    func arrive() async throws -> (caller: PhoneLine, line: PhoneLine) {
        var settings = PhoneBridge.CallSettings()
        settings.isFree = true
        let line = try await caller.call(await address(of: "accueil"), settings: settings)
        guard let call = try await calls.soon() else { throw TooLate() }
        call.line.answer()
        return (line, call.line)
    }

    /// Rings an agent, and has the call at their telephone, which rings.
    func ring(_ phone: AgentPhone) async throws -> (line: any Line, ring: IncomingCall) {
        let line = allo.ring(
            phone.user, through: nil, as: ShownCaller(name: "level1"), within: .seconds(20))
        guard let ring = try await phone.rings.soon() else { throw TooLate() }
        return (line, ring)
    }

    /// Brings a caller and an agent together.
    func connect(_ phone: AgentPhone) async throws -> Connection {
        let (caller, line) = try await arrive()
        let (agent, ring) = try await ring(phone)
        let events = Reader(agent.events)
        ring.line.answer()
        guard try await events.soon() == .reached else { throw TooLate() }
        allo.join(line, agent)
        return Connection(
            caller: caller, line: line, callerEvents: Reader(line.events), agent: agent,
            events: events, phone: ring.line)
    }

    /// A caller and an agent who hear each other.
    struct Connection {
        /// The caller, and their line at Allo.
        let caller: PhoneLine
        let line: PhoneLine
        let callerEvents: Reader<LineEvent>
        /// The agent's line at Allo, and their telephone.
        let agent: any Line
        let events: Reader<LineEvent>
        let phone: PhoneLine
    }

    func end(_ phones: AgentPhone...) async {
        // A telephone that has no call takes its registration back while Allo is there to hear it.
        for phone in phones where await phone.bridge.census.legs == 0 {
            await phone.bridge.shutDown()
        }
        await withDiscardingTaskGroup { group in
            for bridge in phones.map(\.bridge) + [caller, allo] {
                group.addTask { await bridge.shutDown() }
            }
        }
    }
}

/// The telephone of an agent, which is registered with Allo.
struct AgentPhone {
    let user: String
    let bridge: PhoneBridge
    let rings: Reader<IncomingCall>
    private let stage: AgentStage

    /// Switches a telephone on, and waits until it can be rung.
    init(_ user: String, at desk: Int = 0, of stage: AgentStage) async throws {
        self.user = user
        self.stage = stage
        let address = AgentStage.desks[desk]
        var configuration = AgentStage.configuration(address, [AgentStage.address])
        configuration.trunks[0].address = Trunk.Address(
            host: "\(AgentStage.address)", port: await stage.allo.listeners[0].endpoint.port)
        configuration.trunks[0].credentials = .init(user: user, password: "secret")
        configuration.trunks[0].registration = .init(user: user, domain: "agents.test")
        configuration.destinations.hosts = [.init("\(AgentStage.address)")]
        bridge = try await AgentStage.bridge(configuration)
        rings = Reader(bridge.incoming)
        guard try await stage.changes.soon() == ReachabilityChange(phone: user, isReachable: true)
        else { throw TooLate() }
    }

    /// Calls a number of Allo's.
    func call(_ number: String) async throws -> PhoneLine {
        var settings = PhoneBridge.CallSettings()
        settings.user = user
        settings.credentials = Trunk.Credentials(user: user, password: "secret")
        return try await bridge.call(await stage.address(of: number), settings: settings)
    }
}

import PhoneBridge
import SIP
import Synchronization
import Telephony
import Tones

/// Two bridges on loopback: one that takes calls, and one that places them.
struct BridgePair {
    let server: PhoneBridge
    let client: PhoneBridge
    let calls: Reader<IncomingCall>
    let transport: Transport
    let log: Log
    private let certificate: TestCertificate?

    /// What bridges reported.
    final class Log: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    /// Starts both at an address, on ports that the system picks; `settle` changes what the server
    /// is told.
    init(
        _ transport: Transport = .udp, at address: IPAddress = .loopback,
        settle: (inout Configuration) -> Void = { _ in }
    ) async throws {
        self.transport = transport
        let log = Log()
        self.log = log
        certificate = transport == .tls ? try TestCertificate() : nil
        var configuration = BridgePair.configuration(transport, at: address, certificate)
        settle(&configuration)
        server = try await PhoneBridge(configuration, detector: { ToneDetector() }) { log.add($0) }
        var other = BridgePair.configuration(transport, at: address, certificate)
        other.trunks[0].address = Trunk.Address(
            host: "\(address)", port: await server.listeners[0].endpoint.port, transport: transport)
        other.trunks[0].address?.authorities = certificate?.files.chain
        client = try await PhoneBridge(other, detector: { ToneDetector() }) { log.add($0) }
        calls = Reader(server.incoming)
    }

    /// A configuration with one trunk `loop` that all of this machine belongs to.
    static func configuration(
        _ transport: Transport, at address: IPAddress, _ certificate: TestCertificate?
    ) -> Configuration {
        var configuration = Configuration(
            listeners: [
                ListenAddress(
                    transport, at: IPEndpoint(address, port: 0), certificate: certificate?.files)
            ])
        configuration.mediaThreads = 1
        configuration.trunks = [Trunk(name: "loop", networks: [IPNetwork(address)])]
        return configuration
    }

    /// Where the server takes calls.
    func address(of user: String) async -> String {
        "sip:\(user)@\(await server.listeners[0].endpoint);transport=\(transport.name.lowercased())"
    }

    /// Rings the server.
    func ring(
        _ user: String = "accueil", settings: PhoneBridge.CallSettings = .init()
    ) async throws -> PhoneLine {
        try await client.call(await address(of: user), through: "loop", settings: settings)
    }

    /// Rings the server and waits until it has the call.
    func arrive(
        _ user: String = "accueil", settings: PhoneBridge.CallSettings = .init()
    ) async throws -> (caller: PhoneLine, call: IncomingCall) {
        let caller = try await ring(user, settings: settings)
        guard let call = try await calls.soon() else { throw TooLate() }
        return (caller, call)
    }

    /// Ends both, which say goodbye to each other.
    func end() async throws {
        async let other: Void = client.shutDown()
        await server.shutDown()
        await other
        try certificate?.remove()
    }
}

extension Sound {
    /// A tone of 400 Hz at 8,000 Hz.
    static func tone(_ span: Duration) -> Sound {
        let count = Int(span / .milliseconds(1)) * 8
        // A rectangle of 20 samples is 400 Hz.
        return Sound(samples: (0..<count).map { $0 / 10 % 2 == 0 ? 8_000 : -8_000 }, rate: 8_000)
    }
}

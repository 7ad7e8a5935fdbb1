import SIP
import Synchronization
import Telephony
import TestSupport
import Testing

@testable import PhoneBridge

@Suite struct ResolverTests {
    private static let zone: [DNSRecord] = [
        .fixture("host.test", .address(.v4(0x7F00_0001))),
        .fixture("host.test", .address(.v6(0, 1))),
        .fixture("other.test", .address(.v4(0x7F00_0002))),
        .fixture(
            "_sip._udp.provider.test",
            .service(priority: 10, weight: 0, port: 5070, host: "other.test")),
        .fixture(
            "_sip._udp.provider.test",
            .service(priority: 5, weight: 0, port: 5080, host: "host.test")),
        .fixture(
            "ruled.test",
            .rule(
                order: 2, preference: 1, flags: "s", service: "SIP+D2U",
                name: "_sip._udp.provider.test")),
        .fixture(
            "ruled.test",
            .rule(
                order: 1, preference: 1, flags: "S", service: "SIP+D2T",
                name: "_sip._tcp.ruled.test")),
        .fixture(
            "_sip._tcp.ruled.test",
            .service(priority: 1, weight: 1, port: 5090, host: "other.test")),
        .fixture(
            "_sips._tcp.none.test", .service(priority: 1, weight: 1, port: 1, host: "")),
    ]

    private static func find(
        _ place: Place, hosts: String = "", patience: Duration = .seconds(5)
    ) async throws -> (locations: [String], questions: [String]) {
        let server = try await TestNameServer(zone)
        let resolver = Resolver(
            servers: [server.endpoint], patience: patience, hosts: hosts, clock: { .zero })
        var generator = SeededGenerator(seed: 1)
        let locations = await resolver.locations(
            of: place, usable: [.udp, .tcp], using: &generator)
        resolver.close()
        try await server.end()
        return (locations.map { "\($0.transport) \($0.endpoint)" }, server.questions)
    }

    @Test(arguments: [
        (Place(host: "192.0.2.1"), "udp 192.0.2.1:5060"),
        (Place(host: "192.0.2.1", port: 5070, transport: .tcp), "tcp 192.0.2.1:5070"),
        (Place(host: "2001:db8::1", isSecure: true), "tls [2001:db8::1]:5061"),
    ])
    func `an IP address is found without asking`(place: Place, location: String) async throws {
        let (locations, questions) = try await ResolverTests.find(place)
        #expect(locations == [location])
        #expect(questions == [])
    }

    @Test func `with a port, only addresses are asked for`() async throws {
        let (locations, questions) = try await ResolverTests.find(
            Place(host: "Host.test", port: 5099))
        #expect(locations == ["udp 127.0.0.1:5099", "udp [::1]:5099"])
        #expect(Set(questions) == ["version4 host.test", "version6 host.test"])
    }

    @Test func `with a transport, its service is asked for, the lowest priority first`()
        async throws
    {
        let (locations, _) = try await ResolverTests.find(
            Place(host: "provider.test", transport: .udp))
        #expect(
            locations == ["udp 127.0.0.1:5080", "udp [::1]:5080", "udp 127.0.0.2:5070"])
    }

    @Test func `rules come before services`() async throws {
        let (locations, questions) = try await ResolverTests.find(Place(host: "ruled.test"))
        #expect(
            locations == [
                "tcp 127.0.0.2:5090", "udp 127.0.0.1:5080", "udp [::1]:5080", "udp 127.0.0.2:5070",
            ])
        #expect(questions.first == "rule ruled.test")
    }

    @Test func `without a service, the host itself is asked for`() async throws {
        let (locations, _) = try await ResolverTests.find(Place(host: "other.test"))
        #expect(locations == ["udp 127.0.0.2:5060"])
    }

    @Test func `a service that is not given is not found`() async throws {
        let (locations, _) = try await ResolverTests.find(Place(host: "none.test", isSecure: true))
        #expect(locations == [])
    }

    @Test func `this machine's own names need no server`() async throws {
        let (locations, questions) = try await ResolverTests.find(
            Place(host: "desk.test", port: 5060), hosts: "127.0.0.9 desk desk.test # here\n")
        #expect(locations == ["udp 127.0.0.9:5060"])
        #expect(questions == [])
    }

    @Test func `what was found is kept for as long as it says`() async throws {
        let server = try await TestNameServer(ResolverTests.zone)
        let time = Mutex(Duration.zero)
        let resolver = Resolver(
            servers: [server.endpoint], patience: .seconds(5), hosts: "",
            clock: { time.withLock { $0 } })
        var generator = SeededGenerator(seed: 1)
        let place = Place(host: "host.test", port: 1)
        for (moment, asked) in [(0, 2), (59, 2), (60, 4)] {
            time.withLock { $0 = .seconds(moment) }
            let found = await resolver.locations(of: place, usable: [.udp], using: &generator)
            #expect(found.count == 2)
            #expect(server.questions.count == asked)
        }
        resolver.close()
        try await server.end()
    }

    @Test func `a server that is silent is given up`() async throws {
        let server = try await TestNameServer([])
        let nowhere = server.endpoint
        try await server.end()
        let resolver = Resolver(
            servers: [nowhere], patience: .milliseconds(300), hosts: "", clock: { .zero })
        let locations = try await within {
            var generator = SystemRandomNumberGenerator()
            return await resolver.locations(
                of: Place(host: "host.test", port: 1), usable: [.udp], using: &generator)
        }
        #expect(locations == [])
        resolver.close()
    }
}

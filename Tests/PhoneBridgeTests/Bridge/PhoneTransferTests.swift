import SIP
import Telephony
import Testing
import Tones

@testable import PhoneBridge

/// A caller, Allo, an agent's phone and an expert, each at an address of its own.
@Suite struct PhoneTransferTests {
    private struct Stage {
        static let allo = IPAddress.v4(0x7F00_0002)
        static let phone = IPAddress.v4(0x7F00_0003)
        static let expert = IPAddress.v4(0x7F00_0004)

        let allo: PhoneBridge
        let caller: PhoneBridge
        let phone: PhoneBridge
        let expert: PhoneBridge
        let calls: Reader<IncomingCall>
        let rings: Reader<IncomingCall>
        let questions: Reader<IncomingCall>

        init() async throws {
            var configuration = Stage.configuration(Stage.allo, [.loopback, Stage.expert])
            configuration.phones = PhoneGroup(
                networks: [IPNetwork(Stage.phone)], realm: "agents.test",
                passwords: ["anne": "secret"])
            configuration.destinations.hosts = [.init("127.0.0.3"), .init("127.0.0.4")]
            allo = try await Stage.bridge(configuration)
            caller = try await Stage.bridge(Stage.configuration(.loopback, [Stage.allo]))
            configuration = Stage.configuration(Stage.phone, [Stage.allo])
            configuration.destinations.hosts = [.init("127.0.0.4")]
            phone = try await Stage.bridge(configuration)
            expert = try await Stage.bridge(Stage.configuration(Stage.expert, [Stage.allo]))
            calls = Reader(allo.incoming)
            rings = Reader(phone.incoming)
            questions = Reader(expert.incoming)
        }

        private static func configuration(
            _ address: IPAddress, _ peers: [IPAddress]
        ) -> Configuration {
            var configuration = Configuration(
                listeners: [ListenAddress(.udp, at: IPEndpoint(address, port: 0))])
            configuration.mediaThreads = 1
            configuration.trunks = [Trunk(name: "peers", networks: peers.map { IPNetwork($0) })]
            return configuration
        }

        private static func bridge(_ configuration: Configuration) async throws -> PhoneBridge {
            try await PhoneBridge(configuration, detector: { ToneDetector() }, report: { _ in })
        }

        static func address(_ user: String, at bridge: PhoneBridge) async -> String {
            "sip:\(user)@\(await bridge.listeners[0].endpoint)"
        }

        /// Rings Allo as the caller, and has the call.
        func arrive() async throws -> (caller: PhoneLine, line: PhoneLine) {
            var settings = PhoneBridge.CallSettings()
            settings.isFree = true
            let line = try await caller.call(
                await Stage.address("accueil", at: allo), settings: settings)
            guard let call = try await calls.soon() else { throw TooLate() }
            call.line.answer()
            return (line, call.line)
        }

        /// Brings a caller to the agent's phone, which answers.
        func reachPhone(_ line: PhoneLine, _ events: Reader<LineEvent>) async throws -> PhoneLine {
            line.reach(await Stage.address("anne", at: phone), within: .seconds(5))
            guard let ring = try await rings.soon() else { throw TooLate() }
            ring.line.answer()
            #expect(try await events.soon() == .reached)
            return ring.line
        }

        func end() async {
            for bridge in [caller, phone, expert, allo] { await bridge.shutDown() }
        }
    }

    @Test func `an agent's phone transfers its caller to somebody else`() async throws {
        let stage = try await Stage()
        let (caller, line) = try await stage.arrive()
        let events = Reader(line.events)
        let agent = try await stage.reachPhone(line, events)
        let target = await Stage.address("expert", at: stage.expert)
        async let status = stage.phone.transfer(agent, to: target)
        guard let question = try await stage.questions.soon() else { throw TooLate() }
        let heard = Reader(question.line.events)
        question.line.answer()
        #expect(try await status == 200)
        try await until { await stage.phone.census.legs == 0 }

        caller.press([.one])
        #expect(try await heard.soon() == .digit(.one))
        #expect(try await events.soon() == .digit(.one))
        question.line.hangUp()
        #expect(try await events.soon() == .otherPartyHungUp)
        caller.hangUp()
        #expect(try await events.soon() == .hungUp)
        #expect(await stage.allo.census.legs == 0)
        await stage.end()
    }

    @Test func `a transfer that fails leaves the caller with the agent`() async throws {
        let stage = try await Stage()
        let (caller, line) = try await stage.arrive()
        let events = Reader(line.events)
        let agent = try await stage.reachPhone(line, events)
        let heard = Reader(agent.events)
        let target = await Stage.address("expert", at: stage.expert)
        async let status = stage.phone.transfer(agent, to: target)
        try await stage.questions.soon()?.reject(status: 486)
        #expect(try await status == 486)
        caller.press([.two])
        #expect(try await heard.soon() == .digit(.two))
        await stage.end()
    }

    @Test func `an agent asks an expert first, then joins both`() async throws {
        let stage = try await Stage()
        let (caller, line) = try await stage.arrive()
        let events = Reader(line.events)
        let agent = try await stage.reachPhone(line, events)

        var settings = PhoneBridge.CallSettings()
        settings.isFree = true
        settings.user = "anne"
        settings.credentials = Trunk.Credentials(user: "anne", password: "secret")
        let second = try await stage.phone.call(
            await Stage.address("consult", at: stage.allo), settings: settings)
        guard let consult = try await stage.calls.soon() else { throw TooLate() }
        #expect(consult.trunk == "agents.test")
        consult.line.answer()
        #expect(try await Reader(second.events).soon() == .reached)
        consult.line.reach(await Stage.address("expert", at: stage.expert), within: .seconds(5))
        guard let question = try await stage.questions.soon() else { throw TooLate() }
        let heard = Reader(question.line.events)
        question.line.answer()
        #expect(try await Reader(consult.line.events).soon() == .reached)

        let status = try await within { await stage.phone.transfer(agent, to: second) }
        #expect(status == 200)
        caller.press([.three])
        #expect(try await heard.soon() == .digit(.three))
        caller.hangUp()
        #expect(try await heard.soon() == .hungUp)
        try await until { await stage.allo.census.legs == 0 }
        await stage.end()
    }

    @Test func `a phone without its password is not heard`() async throws {
        let stage = try await Stage()
        var settings = PhoneBridge.CallSettings()
        settings.isFree = true
        settings.user = "anne"
        let address = await Stage.address("accueil", at: stage.allo)
        let bare = try await stage.phone.call(address, settings: settings)
        #expect(
            try await Reader(bare.events).soon() == .notReached(.unreachable, "401 Unauthorized"))
        settings.credentials = Trunk.Credentials(user: "anne", password: "guess")
        for _ in 0..<5 {
            let wrong = try await stage.phone.call(address, settings: settings)
            #expect(
                try await Reader(wrong.events).soon()
                    == .notReached(.unreachable, "401 Unauthorized"))
        }
        // After five wrong ones not even the right one is heard.
        settings.credentials = Trunk.Credentials(user: "anne", password: "secret")
        settings.patience = .milliseconds(300)
        let late = try await stage.phone.call(address, settings: settings)
        _ = try await Reader(late.events).soon()
        #expect(late.report.answered == nil)
        #expect(await stage.allo.census.legs == 0)
        await stage.end()
    }

    @Test func `a party on hold is told, and taken back`() async throws {
        let stage = try await Stage()
        let (caller, line) = try await stage.arrive()
        #expect(try await Reader(caller.events).soon() == .reached)
        @Sendable func direction() async -> Direction? {
            await stage.caller.legs[caller.leg]?.session.agreement?.direction
        }
        #expect(await direction() == .both)
        await stage.allo.hold(line)
        try await until { await direction() == .receiveOnly }
        await stage.allo.retrieve(line)
        try await until { await direction() == .both }
        await stage.end()
    }

    @Test func `keys by INFO count, unless they came otherwise before`() async throws {
        let stage = try await Stage()
        let (caller, line) = try await stage.arrive()
        let events = Reader(line.events)
        #expect(try await Reader(caller.events).soon() == .reached)
        caller.signal([.four, .star])
        #expect(try await events.soon() == .digit(.four))
        #expect(try await events.soon() == .digit(.star))
        // The same keys once more as telephone events are those that INFO has told already.
        caller.press([.four])
        caller.signal([.five])
        #expect(try await events.soon() == .digit(.five))
        await stage.end()
    }
}

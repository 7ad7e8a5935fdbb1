import SIP
import Telephony
import TestSupport
import Testing

@testable import PhoneBridge

/// Agents are rung on lines of their own.
@Suite struct AgentRingTests {
    @Test func `an agent who answers is reached, and nobody else was asked`() async throws {
        let stage = try await AgentStage()
        let phone = try await AgentPhone("anne", of: stage)
        #expect(stage.allo.isReachable("anne"))
        #expect(stage.allo.isReachable("sip:anne@agents.test"))
        #expect(!stage.allo.isReachable("bert"))
        let (line, ring) = try await stage.ring(phone)
        let events = Reader(line.events)
        ring.line.answer()
        #expect(try await events.soon() == .reached)
        ring.line.hangUp()
        #expect(try await events.soon() == .hungUp)
        line.acknowledgeHangUp()
        #expect(try await events.soon() == nil)
        try await until { await stage.phoneIsFree(phone) }
        await stage.end(phone)
    }

    @Test func `an agent's phone shows who calls`() async throws {
        let stage = try await AgentStage()
        let phone = try await RawPhone("anne", of: stage)
        let line = stage.allo.ring(
            "anne", through: nil,
            as: ShownCaller(
                name: "level1 - Mme \"Ève\" Martin", number: PhoneNumber("+33612345678")),
            within: .seconds(20))
        let invite = try await phone.request(.invite)
        #expect(invite.from?.displayName == "level1 - Mme \"Ève\" Martin")
        #expect(invite.from?.uri.user == "+33612345678")
        try await phone.answer(invite, 486)
        #expect(try await Reader(line.events).soon() == .notReached(.busy, "486 Busy Here"))
        await phone.peer.close()
        await stage.end()
    }

    @Test func `a call that another agent has answered is taken back as such`() async throws {
        let stage = try await AgentStage()
        let phone = try await RawPhone("anne", of: stage)
        let line = stage.allo.ring(
            "anne", through: nil, as: ShownCaller(), within: .seconds(20))
        let invite = try await phone.request(.invite)
        try await phone.answer(invite, 180)
        stage.allo.withdraw(line)
        let cancel = try await phone.request(.cancel)
        #expect(cancel.headers[.reason] == "SIP;cause=200;text=\"Call completed elsewhere\"")
        #expect(try await Reader(line.events).soon() == nil)
        try await within { await line.close() }
        await phone.peer.close()
        await stage.end()
    }

    @Test(arguments: [
        (486, NoAnswer.busy), (600, .busy), (603, .declined), (403, .declined), (480, .timeout),
        (404, .unreachable), (503, .unreachable), (488, .unreachable),
    ])
    func `why an agent did not answer is told apart`(status: Int, cause: NoAnswer) async throws {
        let stage = try await AgentStage()
        let phone = try await AgentPhone("anne", of: stage)
        let (line, ring) = try await stage.ring(phone)
        ring.reject(status: status)
        guard case .notReached(cause, _) = try await Reader(line.events).soon() else {
            Issue.record("another cause")
            return
        }
        // A word of theirs, whatever it is, is a sign of life.
        #expect(stage.allo.isReachable("anne"))
        await stage.end(phone)
    }

    @Test func `an agent who does not answer in time is hung up on`() async throws {
        let stage = try await AgentStage()
        let phone = try await AgentPhone("anne", of: stage)
        let line = stage.allo.ring(
            "anne", through: nil, as: ShownCaller(), within: .milliseconds(200))
        guard let ring = try await phone.rings.soon() else { throw TooLate() }
        let events = Reader(line.events)
        #expect(try await events.soon() == .notReached(.timeout, "nobody answered in time"))
        #expect(try await events.soon() == nil)
        #expect(try await Reader(ring.line.events).soon() == .hungUp)
        await stage.end(phone)
    }

    @Test func `a call that is taken back tells nothing, and the phone rings no more`()
        async throws
    {
        let stage = try await AgentStage()
        let phone = try await AgentPhone("anne", of: stage)
        let (line, ring) = try await stage.ring(phone)
        try await within { await line.close() }
        #expect(try await Reader(line.events).soon() == nil)
        #expect(try await Reader(ring.line.events).soon() == .hungUp)

        // Before the way is known, too.
        let early = stage.allo.ring(
            "anne", through: nil, as: ShownCaller(), within: .seconds(20))
        await early.close()
        #expect(try await Reader(early.events).soon() == nil)
        try await until { await stage.phoneIsFree(phone) }
        await stage.end(phone)
    }

    @Test func `a phone that is not registered is unreachable at once`() async throws {
        let stage = try await AgentStage()
        let line = stage.allo.ring(
            "bert", through: nil, as: ShownCaller(), within: .seconds(20))
        #expect(
            try await Reader(line.events).soon()
                == .notReached(
                    .unreachable, "bert leads to no address: no phone is registered"))
        await stage.end()
    }

    @Test func `the end of a registration is told`() async throws {
        let stage = try await AgentStage()
        let phone = try await AgentPhone("anne", of: stage)
        await phone.bridge.shutDown()
        #expect(
            try await stage.changes.soon() == ReachabilityChange(phone: "anne", isReachable: false))
        #expect(!stage.allo.isReachable("anne"))
        await stage.end()
    }

    @Test func `a user who is struck off can't be rung any more`() async throws {
        let stage = try await AgentStage()
        let phone = try await AgentPhone("anne", of: stage)
        var configuration = await stage.allo.configuration
        configuration.phones?.passwords["anne"] = nil
        try await stage.allo.update(configuration)
        #expect(
            try await stage.changes.soon() == ReachabilityChange(phone: "anne", isReachable: false))
        await stage.end(phone)
    }

    @Test func `who is not listed for a trunk is not rung through it`() async throws {
        let stage = try await AgentStage { configuration in
            var trunk = Trunk(name: "pbx", networks: [IPNetwork(AgentStage.desks[1])])
            trunk.address = Trunk.Address(host: "127.0.0.4")
            configuration.trunks.append(trunk)
            configuration.destinations.prefixes = [.init("+331", through: "peers")]
            configuration.destinations.hosts = [.init("127.0.0.4", through: "pbx")]
        }
        for (address, trunk) in [
            ("+33199001122", "pbx"), ("+33612345678", "pbx"), ("+33612345678", nil),
            ("sip:anne@127.0.0.4", "peers"), ("sip:anne@127.0.0.9", nil), ("nobody", nil),
        ] {
            let line = stage.allo.ring(
                address, through: trunk, as: ShownCaller(), within: .seconds(20))
            guard case .notReached(.notAllowed, _) = try await Reader(line.events).soon() else {
                Issue.record("\(address) was rung")
                continue
            }
        }
        await stage.end()
    }

    @Test func `an agent behind a PBX is rung through its trunk`() async throws {
        let pbx = try await AgentStage.bridge(
            AgentStage.configuration(AgentStage.desks[1], [AgentStage.address]))
        let port = await pbx.listeners[0].endpoint.port
        let stage = try await AgentStage { configuration in
            var trunk = Trunk(name: "pbx", networks: [IPNetwork(AgentStage.desks[1])])
            trunk.address = Trunk.Address(host: "127.0.0.4", port: port)
            configuration.trunks.append(trunk)
            configuration.destinations.prefixes = [.init("4001", through: "pbx")]
        }
        #expect(stage.allo.isReachable("4001"))
        let line = stage.allo.ring(
            "4001", through: "pbx", as: ShownCaller(), within: .seconds(20))
        guard let ring = try await Reader(pbx.incoming).soon() else { throw TooLate() }
        #expect(ring.to == "4001")
        ring.line.answer()
        #expect(try await Reader(line.events).soon() == .reached)
        await pbx.shutDown()
        await stage.end()
    }
}

extension AgentStage {
    /// Whether nothing is left of calls with a telephone.
    func phoneIsFree(_ phone: AgentPhone) async -> Bool {
        let (allo, phone) = (await allo.census, await phone.bridge.census)
        return allo.legs == 0 && phone.legs == 0
    }
}

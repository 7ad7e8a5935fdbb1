import CallCentre
import Flows
import Queues
import Telephony
import Testing

/// Letters and e-mails in a whole centre.
@Suite struct WrittenTests {
    private static func letter(_ queue: String = "level1") -> WrittenInput.Letter {
        WrittenInput.Letter(
            queue: queue, caller: CallerID(rawValue: "anne"), from: "anne@exemple.fr",
            subject: "Ma commande", received: 1_795_424_399_000, now: 1_795_424_400_000)
    }

    private func events(_ centre: VirtualCentre, _ contact: String) -> [WrittenEvent] {
        centre.records.filter { $0.call.rawValue == contact }.compactMap { record in
            guard case .written(let event) = record.event else { return nil }
            if case .received = event { return nil }
            return event
        }
    }

    private func writing(_ centre: VirtualCentre, _ agent: String) -> String? {
        centre.state.agents.first { $0.agent.rawValue == agent }?.writing?.rawValue
    }

    @Test func `a letter goes to who is ready, yields to a call, and goes on after it`() throws {
        var centre = try VirtualCentre()
        centre.logIn("n1-a")
        centre.take(.written(CallID(rawValue: "mail"), .received(Self.letter())))
        #expect(writing(centre, "n1-a") == "mail")
        #expect(centre.state("n1-a") == .ready(since: .zero), "in none but the known states")
        centre.call("c1", after: .seconds(30))
        #expect(centre.rings[AgentID(rawValue: "n1-a")] != nil)
        centre.happen(.reached, at: "n1-a", after: .seconds(3))
        centre.pass(.seconds(2))
        centre.happen(.hungUp, to: "c1", after: .seconds(60))
        #expect(writing(centre, "n1-a") == "mail")
        centre.happen(AgentInput.wrappedUp, to: "n1-a", after: .seconds(5))
        #expect(centre.state("n1-a") == .ready(since: .seconds(100)))
        centre.happen(AgentInput.wrappedUp, to: "n1-a", after: .seconds(20))
        #expect(
            events(centre, "mail") == [
                .given(agent: "n1-a"), .paused, .resumed, .answered(by: .agent("n1-a")),
            ])
        #expect(centre.state.contactStandings.isEmpty)
        #expect(writing(centre, "n1-a") == nil)
    }

    @Test func `who has a caller is not done with a letter by the key that ends wrap-up`() throws {
        var centre = try VirtualCentre()
        centre.logIn("n1-a")
        centre.take(.written(CallID(rawValue: "mail"), .received(Self.letter())))
        centre.call("c1", after: .seconds(30))
        centre.happen(AgentInput.wrappedUp, to: "n1-a")
        centre.happen(.reached, at: "n1-a", after: .seconds(3))
        centre.pass(.seconds(2))
        centre.happen(AgentInput.wrappedUp, to: "n1-a", after: .seconds(5))
        #expect(events(centre, "mail") == [.given(agent: "n1-a"), .paused])
        #expect(writing(centre, "n1-a") == "mail")
    }

    @Test func `its receipt tells when it came and when it is due`() throws {
        let text = VirtualCentre.text.replacing(
            #"number: "81"}"#, with: #"number: "81", written: {due: 2h}}"#)
        var centre = try VirtualCentre(centre: text)
        centre.take(.written(CallID(rawValue: "mail"), .received(Self.letter())))
        guard case .written(.received(let receipt)) = centre.records.first?.event else {
            Issue.record("nothing was received")
            return
        }
        #expect(receipt.age == .seconds(1))
        #expect(receipt.due == .seconds(7_200))
        #expect(receipt.level == "level1" && receipt.rank == 1)
        #expect(receipt.subject == .personal("Ma commande"))
        #expect(centre.state.contactStandings.first?.due == .seconds(7_199))
        #expect(centre.records.count == 1)
    }

    @Test func `who goes gives it back, and who comes has it next`() throws {
        var centre = try VirtualCentre()
        centre.logIn("n1-a")
        centre.take(.written(CallID(rawValue: "mail"), .received(Self.letter())))
        centre.happen(AgentInput.away(reason: "pause"), to: "n1-a")
        centre.logIn("n1-b")
        centre.happen(AgentInput.logout(.stopped), to: "n1-b")
        centre.happen(AgentInput.ready, to: "n1-a")
        centre.happen(AgentInput.logout(.agent), to: "n1-a")
        #expect(
            events(centre, "mail") == [
                .given(agent: "n1-a"), .returned(.away), .given(agent: "n1-b"),
                .returned(.stopped), .given(agent: "n1-a"), .returned(.logout),
            ])
        #expect(centre.state.standings.first?.written == 1)
    }

    @Test func `what was kept is given again, and its numbers go on`() throws {
        var centre = try VirtualCentre()
        var receipt: WrittenEvent.Receipt?
        centre.take(.written(CallID(rawValue: "mail"), .received(Self.letter())))
        if case .written(.received(let known)) = centre.records.first?.event { receipt = known }
        var next = try VirtualCentre()
        next.take(
            .written(
                CallID(rawValue: "mail"),
                .kept(
                    KeptContact(
                        receipt: try #require(receipt), received: .seconds(-90), records: 4))))
        next.logIn("n1-a")
        #expect(next.records.filter { $0.call.rawValue == "mail" }.map(\.number) == [5])
        #expect(next.state.contactStandings.first?.due == .seconds(86_310))
    }

    @Test func `people outside have their share, and agents none of it`() throws {
        let text =
            VirtualCentre.text.replacing(
                #"number: "81"}"#,
                with: #"number: "81", written: {agents: 1, destinations: {lyon: 2}}}"#)
            + "\ndestinations: {lyon: {address: \"+33188000099\"}}"
        var centre = try VirtualCentre(centre: text)
        centre.logIn("n1-a")
        for number in 0..<6 {
            centre.take(.written(CallID(rawValue: "m\(number)"), .received(Self.letter())))
        }
        let standings = centre.state.contactStandings
        #expect(standings.count(where: { $0.receipt.provider == "lyon" }) == 4)
        let outside = try #require(standings.first { $0.receipt.provider == "lyon" })
        #expect(outside.agent == nil)
        centre.take(.written(outside.contact, .answered(provider: nil)))
        #expect(events(centre, outside.contact.rawValue) == [.answered(by: .provider("lyon"))])
        // A later process goes on with the turns where this one was.
        var next = try VirtualCentre(centre: text)
        next.take(
            .written(CallID(rawValue: ""), .counted(queue: "level1", count: 1)))
        for number in 6..<8 {
            next.take(.written(CallID(rawValue: "m\(number)"), .received(Self.letter())))
        }
        let first = standings.sorted { $0.contact.rawValue < $1.contact.rawValue }
        #expect(
            next.state.contactStandings.sorted { $0.contact.rawValue < $1.contact.rawValue }
                .map(\.receipt.provider) == first[1...2].map(\.receipt.provider))
    }

    @Test func `turns go on where the journal is, of which some are known`() throws {
        let text =
            VirtualCentre.text.replacing(
                #"number: "81"}"#,
                with: #"number: "81", written: {agents: 1, destinations: {lyon: 1}}}"#)
            + "\ndestinations: {lyon: {address: \"+33188000099\"}}"
        func turns(_ others: [Int]) throws -> [String?] {
            var centre = try VirtualCentre(centre: text)
            centre.take(.written(CallID(rawValue: "m1"), .received(Self.letter())))
            for count in others {
                centre.take(
                    .written(CallID(rawValue: ""), .counted(queue: "level1", count: count)))
            }
            centre.take(.written(CallID(rawValue: "m2"), .received(Self.letter())))
            return centre.state.contactStandings.sorted {
                $0.contact.rawValue < $1.contact.rawValue
            }.map(\.receipt.provider)
        }
        let usual = try turns([])
        #expect(Set(usual) == [nil, "lyon"], "\(usual)")
        #expect(try turns([1, 1]) == usual, "the one that came here is none of the others")
        #expect(try turns([2, 2]) == [usual[0], usual[0]], "another has come to the journal")
        #expect(try turns([3]) == usual)
    }

    @Test(arguments: [
        (WrittenInput.received(letter("other")), ContactRefusal.unknownQueue("other")),
        (.answered(provider: nil), .unknown(CallID(rawValue: "mail"))),
        (.dropped, .unknown(CallID(rawValue: "mail"))),
    ])
    func `what can't be done changes nothing`(
        _ input: WrittenInput, _ refusal: ContactRefusal
    ) throws {
        var centre = try VirtualCentre()
        let contact = CallID(rawValue: "mail")
        #expect(
            centre.state.objection(to: input, of: contact, in: centre.centre.program) == refusal)
        centre.take(.written(contact, input))
        #expect(centre.records.isEmpty)
        centre.take(.written(contact, .received(Self.letter())))
        #expect(
            centre.state.objection(
                to: .answered(provider: "lyon"), of: contact, in: centre.centre.program)
                == .unknownProvider("lyon"))
    }
}

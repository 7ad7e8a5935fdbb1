import Reports
import Telephony
import Testing

/// Letters and e-mails, and their figures.
@Suite struct WrittenFoldTests {
    private func receipt(
        provider: String? = nil, due: Int = 3_600, age: Int = 0
    ) -> WrittenEvent.Receipt {
        WrittenEvent.Receipt(
            queue: "n1", level: "level1", rank: 1, caller: CallerID(rawValue: "c"),
            segment: "vip", provider: provider, age: .seconds(age), due: .seconds(due),
            time: CivilTime(secondsSince1970: 0), zone: "Europe/Paris")
    }

    private func facts(_ events: (Double, WrittenEvent)...) throws -> WrittenFacts {
        var stream = Stream("mail")
        for (second, event) in events { stream.at(second, .written(event)) }
        var fold = WrittenFold()
        for record in stream.records { fold.take(record, wallOffset: .zero) }
        return try #require(fold.facts)
    }

    @Test func `handling is what an agent wrote, without the calls between`() throws {
        let mail = try facts(
            (100, .received(receipt(age: 40))), (110, .given(agent: "anne")), (130, .paused),
            (200, .resumed), (215, .returned(.away)), (300, .given(agent: "bruno")),
            (310, .answered(by: .agent("bruno"))))
        #expect(mail.received == WallTime(seconds: 60))
        #expect(mail.due == WallTime(seconds: 3_660))
        #expect(mail.answered == WallTime(seconds: 310))
        #expect(mail.handling == .seconds(45))
        #expect(mail.agent == "bruno")
        #expect(mail.spans.map(\.agent) == ["anne", "anne", "bruno"])
    }

    @Test func `it counts where it came, by queue, level, segment, provider and who answered`()
        throws
    {
        var book = TallyBook()
        book.add(
            try facts(
                (0, .received(receipt())), (10, .given(agent: "anne")),
                (40, .answered(by: .agent("anne")))))
        book.add(
            try facts(
                (0, .received(receipt(provider: "lyon", due: 60))),
                (90, .answered(by: .provider("lyon")))))
        for (dimension, value, received) in [
            (Dimension.all, "", 2), (.queue, "n1", 2), (.level, "level1", 2),
            (.segment, "vip", 2), (.provider, "lyon", 1), (.provider, "house", 1),
            (.agent, "anne", 1),
        ] {
            #expect(book.whole(dimension, value)[.writtenReceived] == received)
        }
        let all = book.whole()
        #expect(Figure.writtenWithinDue.value(of: all) == 50)
        #expect(Figure.writtenWithinDueContacts.value(of: all) == 2)
        #expect(Figure.writtenAnswerTime.value(of: all) == 65)
        #expect(Figure.writtenHandleTime.value(of: all) == 30)
        #expect(book.whole(.agent, "anne")[.writingTime] == 30_000)
        #expect(Figure.writtenWithinDue.value(of: Tally()) == nil)
    }

    @Test func `what is not answered waits, and is late once its time is over`() throws {
        let mail = try facts((0, .received(receipt(due: 60))))
        func tally(at second: Int?) -> Tally {
            var book = TallyBook()
            book.add(mail, now: second.map { WallTime(seconds: $0) })
            return book.whole()
        }
        #expect(tally(at: 60)[.writtenWaiting] == 1)
        #expect(tally(at: 60)[.writtenOverdue] == 0, "at its very moment it is not late")
        #expect(tally(at: 61)[.writtenOverdue] == 1)
        #expect(Figure.writtenWithinDue.value(of: tally(at: 61)) == 0)
        #expect(Figure.writtenWithinDue.value(of: tally(at: 60)) == nil)
        #expect(tally(at: nil)[.writtenOverdue] == 0)
        let answered = try facts(
            (0, .received(receipt(due: 60))), (60, .answered(by: nil)))
        var book = TallyBook()
        book.add(answered)
        #expect(Figure.writtenWithinDue.value(of: book.whole()) == 100)
        #expect(book.whole()[.writtenHandled] == 0)
    }
}

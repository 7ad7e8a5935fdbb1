import Testing

@testable import Media

@Suite struct KeyMethodTests {
    @Test func `with telephone events tones are never listened to`() {
        var choice = KeyMethodChoice(telephoneEvents: true)
        #expect(!choice.listensInBand)
        let takes = choice.takes(.inBand)
        #expect(!takes)
        #expect(choice.chosen == nil)
    }

    @Test(arguments: [
        (true, KeyMethod.telephoneEvent, KeyMethod.info), (true, .info, .telephoneEvent),
        (false, .inBand, .info), (false, .info, .inBand),
    ])
    func `the first method that brings a key keeps the other out`(
        events: Bool, first: KeyMethod, second: KeyMethod
    ) {
        var choice = KeyMethodChoice(telephoneEvents: events)
        let verdicts = [choice.takes(first), choice.takes(second), choice.takes(first)]
        #expect(verdicts == [true, false, true])
        #expect(choice.chosen == first)
    }

    @Test func `without telephone events they do not count`() {
        var choice = KeyMethodChoice(telephoneEvents: false)
        #expect(choice.listensInBand)
        let takes = choice.takes(.telephoneEvent)
        #expect(!takes)
    }

    @Test func `tones are no longer listened to once keys come by INFO`() {
        var choice = KeyMethodChoice(telephoneEvents: false)
        _ = choice.takes(.info)
        #expect(!choice.listensInBand)
    }

    @Test(
        arguments: [
            (true, KeyMethod.telephoneEvent, false, nil), (true, .info, false, .info),
            (false, .inBand, true, nil), (false, .inBand, false, .inBand),
            (true, .telephoneEvent, true, .telephoneEvent),
        ] as [(Bool, KeyMethod, Bool, KeyMethod?)])
    func `a later offer reopens the choice only where its method is gone`(
        before: Bool, method: KeyMethod, after: Bool, chosen: KeyMethod?
    ) {
        var choice = KeyMethodChoice(telephoneEvents: before)
        _ = choice.takes(method)
        choice.renegotiated(telephoneEvents: after)
        #expect(choice.chosen == chosen)
    }
}

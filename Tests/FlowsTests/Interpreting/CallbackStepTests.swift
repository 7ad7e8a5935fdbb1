import Telephony
import Testing

@testable import Flows

@Suite struct CallbackStepTests {
    private static func flow(_ step: String) -> String {
        """
        format: 1
        flow: kept
        start: number
        steps:
          number: {collect: typed, say: Votre numéro., length: 3..15, exhausted: no-number, next: kept}
          kept: {callback: level1, consents: callback, accepted: bye, refused: no-number\(step)}
          no-number: {hang-up: Ce numéro ne convient pas.}
          bye: {hang-up: Au revoir.}
        """
    }

    private static let typed = ", number: typed"

    private func call(
        _ step: String = typed, typing number: String, from: String? = "+33612345678"
    ) throws -> CallFixture {
        var call = try CallFixture(Self.flow(step), from: from)
        call.press(number + "#")
        return call
    }

    @Test(arguments: [
        ("0612345678", "+33612345678"), ("0188000099", "+33188000099"),
        ("0033612345678", "+33612345678"), ("0970000000", "+33970000000"),
    ])
    func `a number is taken in full`(_ typed: String, _ number: String) throws {
        let call = try call(typing: typed)
        let wanted = try #require(PhoneNumber(number))
        #expect(call.asked == [.callBack(queue: "level1", number: wanted)])
    }

    @Test(arguments: [
        "061234567", "06123456789", "3949", "118712", "0899123456", "0800000000", "0012125550100",
        "015", "0012345678",
    ])
    func `no call goes to a number that is incomplete, costs money or is not allowed`(
        _ typed: String
    ) throws {
        let call = try call(typing: typed)
        #expect(call.asked == [])
        #expect(call.steps.last == "no-number")
    }

    @Test func `without a number of its own the step takes the caller's, if there is one`() throws {
        let wanted = try #require(PhoneNumber("+33612345678"))
        #expect(
            try call("", typing: "123").asked == [.callBack(queue: "level1", number: wanted)])
        #expect(try call("", typing: "123", from: nil).steps.last == "no-number")
    }

    @Test func `the consent is written down before the place is kept`() throws {
        var call = try call(typing: "0612345678")
        call.take(.callbackTaken(true))
        let consent = call.events.firstIndex(of: .consent(kind: "callback", given: true))
        let accepted = call.events.firstIndex(
            of: .callbackAccepted(queue: "level1", number: .personal("+33612345678")))
        #expect(try #require(consent) < #require(accepted))
    }

    @Test func `the confirmation tells the number in groups`() throws {
        var call = try call(typing: "0612345678")
        call.take(.callbackTaken(true))
        #expect(
            call.said.last
                == "C’est noté. Vous gardez votre place, et nous vous rappellerons au zéro six, "
                + "douze, trente-quatre, cinquante-six, soixante-dix-huit. Vous pouvez raccrocher.")
        let isPersonal = call.events.contains { event in
            if case .promptStarted(_, .personal, _) = event { true } else { false }
        }
        #expect(isPersonal)
        call.hearOut()
        #expect(call.ends == [.flow])
    }

    @Test func `a designer's own confirmation is said in its place`() throws {
        var call = try call(
            Self.typed + ", say: \"Au {typed as telephone}, d'accord.\"", typing: "0612345678")
        call.take(.callbackTaken(true))
        #expect(call.said.last?.hasPrefix("Au zéro six, douze") == true)
    }

    @Test func `a place that is not kept leads to the exit for it`() throws {
        var call = try call(typing: "0612345678")
        call.take(.callbackTaken(false))
        #expect(call.steps.last == "no-number")
        #expect(!call.events.contains { $0.endsVisit })
    }

    @Test func `English confirms in English`() {
        let number = PhoneNumber("+441632960961")
        #expect(
            number.map { CallbackSentence.spoken($0, in: .englishOfBritain) }
                == "Thank you. You keep your place, and we will call you back on zero one six three "
                + "two, nine six zero, nine six one. You may now hang up.")
    }
}

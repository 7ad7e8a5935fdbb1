import Telephony
import Testing

@testable import Flows

@Suite struct WaitSentenceTests {
    @Test(arguments: [
        (1, "Votre appel est le prochain.", "Your call is the next one."),
        (2, "Vous êtes en position deux.", "You are number two in the queue."),
        (21, "Vous êtes en position vingt et un.", "You are number twenty-one in the queue."),
        (0, "", ""),
    ])
    func `a position is told, the first in words of its own`(
        _ position: Int, _ french: String, _ english: String
    ) {
        #expect(
            WaitSentence.spoken(position: position, wait: nil, in: .frenchOfFrance) == french)
        #expect(
            WaitSentence.spoken(position: position, wait: nil, in: .englishOfBritain) == english)
    }

    @Test(arguments: [
        (0, 60, "à moins d’une minute", "less than one minute"),
        (0, 120, "à moins de deux minutes", "less than two minutes"),
        (60, 120, "entre une et deux minutes", "between one and two minutes"),
        (120, 180, "entre deux et trois minutes", "between two and three minutes"),
        (30, 60, "entre trente secondes et une minute", "between thirty seconds and one minute"),
        (120, 120, "à environ deux minutes", "about two minutes"),
        (600, nil, "à plus de dix minutes", "more than ten minutes"),
        (60, nil, "à plus d’une minute", "more than one minute"),
        (3_600, nil, "à plus d’une heure", "more than one hour"),
        (660, 1_260, "entre onze et vingt et une minutes", "between eleven and twenty-one minutes"),
        (660, nil, "à plus de onze minutes", "more than eleven minutes"),
        (
            3_000, 3_600, "entre cinquante minutes et une heure",
            "between fifty minutes and one hour"
        ),
    ])
    func `a wait is told as a band`(
        _ lower: Int, _ upper: Int?, _ french: String, _ english: String
    ) {
        let band = WaitBand(lower: .seconds(lower), upper: upper.map { .seconds($0) })
        #expect(
            WaitSentence.spoken(position: nil, wait: band, in: .frenchOfFrance)
                == "L’attente est estimée \(french).")
        #expect(
            WaitSentence.spoken(position: nil, wait: band, in: .englishOfBritain)
                == "The estimated wait is \(english).")
    }

    @Test func `both are told together`() {
        let band = WaitBand(lower: .seconds(60), upper: .seconds(120))
        #expect(
            WaitSentence.spoken(position: 3, wait: band, in: .frenchOfBelgium)
                == "Vous êtes en position trois. L’attente est estimée entre une et deux minutes.")
        #expect(WaitSentence.spoken(position: nil, wait: nil, in: .frenchOfFrance) == "")
    }
}

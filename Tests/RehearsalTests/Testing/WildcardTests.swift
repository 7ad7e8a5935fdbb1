import Telephony
import Testing
import Transcripts

@testable import Rehearsal

@Suite struct WildcardTests {
    @Test(arguments: [
        ("Bonjour.", "Bonjour.", true), ("Bonjour.", "Bonsoir.", false),
        ("…", "", true), ("...", "Bonjour.", true), ("Bon…", "Bonjour.", true),
        ("…jour.", "Bonjour.", true), ("Bon...r.", "Bonjour.", true),
        ("Bon…soir", "Bonjour.", false), ("a…a", "a", false), ("a…a", "aa", true),
        ("a…b…c", "a b c", true), ("a…c…b", "a b c", false), ("…b…", "abc", true),
        ("Un instant...", "Un instant...", true), ("ab…ba", "aba", false),
        ("…aab", "aaab", true), ("", "a", false),
    ])
    func `three dots stand for any words`(pattern: String, text: String, fits: Bool) {
        #expect(pattern.fits(text) == fits)
    }

    @Test(arguments: [
        (Moment.Keys.Content.secret(count: 1), Moment.Keys.Content.clear([.d]), true),
        (.secret(count: 2), .clear([.d]), false), (.secret(count: 2), .secret(count: 2), true),
        (.secret(count: 1), .secret(count: 2), false), (.clear([.d]), .clear([.d]), true),
        (.clear([.d]), .secret(count: 1), false),
    ])
    func `keys that are only counted stand for as many`(
        told: Moment.Keys.Content, heard: Moment.Keys.Content, isMet: Bool
    ) {
        #expect(
            Moment.noMatch(Moment.Keys(told)).isMet(by: .noMatch(Moment.Keys(heard)), in: "a")
                == isMet)
    }
}

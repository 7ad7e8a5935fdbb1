import Testing

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
}

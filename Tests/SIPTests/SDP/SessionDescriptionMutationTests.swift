import SIP
import TestSupport
import Testing

@Suite struct SessionDescriptionMutationTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `descriptions that were changed are read or refused`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let key = MediaKey(using: &generator)
        let secret = Negotiation.offer(.fixture(security: .required(key)))
        let texts = PhoneDescription.all.map(\.bytes) + [secret.bytes()]
        for _ in 0..<200 {
            let text = try #require(texts.randomElement(using: &generator))
            let bytes = Mutation.mutated(text, using: &generator)
            // A refusal is a good end.
            guard let description = try? SessionDescription(bytes) else { continue }
            #expect(try SessionDescription(description.bytes()) == description)
            for policy in [SecurityPolicy.never, .allowed(key), .required(key)] {
                let ours = MediaOffering.fixture(security: policy)
                _ = try? Negotiation.answer(to: description, with: ours, after: secret)
                _ = try? Negotiation.agreement(offer: secret, answer: description)
                _ = Negotiation.offer(ours, after: description)
            }
        }
    }
}

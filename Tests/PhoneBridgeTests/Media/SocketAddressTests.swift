import Telephony
import Testing

@testable import PhoneBridge

@Suite struct SocketAddressTests {
    @Test(arguments: ["127.0.0.1:4000", "192.0.2.255:65535", "[2001:db8::1:2]:1", "[::1]:40000"])
    func `an endpoint comes back as it was`(text: String) throws {
        let endpoint = try #require(IPEndpoint(text))
        #expect(SocketAddress(endpoint).endpoint == endpoint)
    }

    @Test func `room that nobody wrote to is no endpoint`() {
        #expect(SocketAddress().endpoint == nil)
    }
}

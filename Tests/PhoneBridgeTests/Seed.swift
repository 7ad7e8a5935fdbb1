import Testing

@testable import PhoneBridge

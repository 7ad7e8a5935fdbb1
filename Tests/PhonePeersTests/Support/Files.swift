import Foundation

/// The files of these tests.
enum Files {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The SIPp scenario of that name.
    static func scenario(_ name: String) -> String { "\(folder)/Scenarios/\(name).xml" }

    /// The softphone of pjsua2.
    static var pjsuaPhone: String { "\(folder)/Phones/pjsua_phone.py" }
}

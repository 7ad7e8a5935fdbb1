import Foundation
package import Telephony

extension Sound {
    /// Reads a wav file of 16-bit samples and one channel (RIFF).
    package init(wav path: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        func number(at place: Int, bytes count: Int) -> Int {
            bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        func name(at place: Int) -> String {
            String(decoding: bytes[place..<place + 4], as: UTF8.self)
        }
        var rate = 0
        var place = 12
        while place + 8 <= bytes.count {
            let length = number(at: place + 4, bytes: 4)
            let content = place + 8
            if name(at: place) == "fmt " { rate = number(at: content + 4, bytes: 4) }
            if name(at: place) == "data" {
                let end = min(content + length, bytes.count)
                let samples = stride(from: content, to: end - 1, by: 2).map {
                    Int16(bitPattern: UInt16(number(at: $0, bytes: 2)))
                }
                self.init(samples: samples, rate: rate)
                return
            }
            place = content + length + length % 2
        }
        throw ChildProcess.Failure(description: "\(path) holds no samples")
    }
}

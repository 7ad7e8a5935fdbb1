import Glibc
import NIOCore
import NIOSSL

/// Why there is no connection, in words for the log and for whoever examines a trunk.
enum ConnectionFault: Error, Equatable {
    /// The certificate of the other side is not one that is trusted.
    case certificate(String)
    /// Something else.
    case other(String)

    /// Tells what an error of a channel means.
    init(_ error: any Error) {
        switch error {
        case let error as ConnectionFault: self = error
        case is NIOSSLExtraError:
            self = .certificate("the certificate is that of another host")
        case let error as NIOSSLError where "\(error)".contains("CERTIFICATE_VERIFY_FAILED"):
            self = .certificate(
                "nobody who is trusted vouches for the certificate, or it is out of date")
        case is NIOSSLError, is BoringSSLError: self = .other("TLS fails: \(error)")
        case let error as IOError: self = .other(String(cString: strerror(error.errnoCode)))
        case ChannelError.connectTimeout: self = .other("nobody took the connection in time")
        default: self = .other("\(error)")
        }
    }
}

extension ConnectionFault: CustomStringConvertible {
    var description: String {
        switch self {
        case .certificate(let reason), .other(let reason): reason
        }
    }
}

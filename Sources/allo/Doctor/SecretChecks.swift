import Flows
import Foundation
import PhoneBridge
import Telephony

/// Whether the passwords are there, and nobody else reads them.
struct PasswordCheck {
    let centre: Centre
    let folder: String

    func findings() -> [Finding] {
        let trunks = centre.trunks.values.sorted { $0.name < $1.name }
            .compactMap { trunk in trunk.account.map { ("trunk \(trunk.name)", $0.password) } }
        let users = (centre.phones?.users ?? [:]).sorted { $0.key < $1.key }
            .map { ("phone \($0.key)", $0.value) }
        return (trunks + users).map(finding)
    }

    private func finding(_ owner: String, _ password: Centre.Password) -> Finding {
        do {
            _ = try password.read(in: folder)
        } catch {
            return .fail("passwords", "\(owner): \(error)", do: "write it there")
        }
        guard case .file(let path) = password else {
            return .ok("passwords", "\(owner) has its password")
        }
        let file = Paths.join(folder, path)
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0
        guard mode & 0o044 == 0 else {
            return .warn(
                "passwords", "\(owner): others may read \(file)", do: "chmod 600 \(file)")
        }
        return .ok("passwords", "\(owner) has its password, which nobody else reads")
    }
}

/// Whether the certificate of TLS can be used, and for how long.
struct CertificateCheck {
    let telephone: Centre.Telephone
    let folder: String
    let now: Date

    func findings() -> [Finding] {
        guard let certificate = telephone.certificate else { return [] }
        let files = CertificateFiles(
            chain: Paths.join(folder, certificate.chain),
            key: Paths.join(folder, certificate.privateKey))
        do throws(PhoneBridgeError) {
            return [finding(try files.validity(), of: files.chain)]
        } catch {
            return [
                .fail(
                    "certificate", "\(error)",
                    do: "both files must be PEM, the key that of the first certificate")
            ]
        }
    }

    private func finding(_ validity: Range<Int>, of file: String) -> Finding {
        let now = Int(now.timeIntervalSince1970)
        let last = CivilTime(secondsSince1970: validity.upperBound)
        guard validity.contains(now) else {
            let text =
                now < validity.lowerBound
                ? "\(file) is not valid yet" : "\(file) was valid until \(last) UTC"
            return .fail("certificate", text, do: "get a new certificate, or set the clock right")
        }
        let days = (validity.upperBound - now) / 86_400
        guard days >= 14 else {
            let rest = days == 1 ? "1 day" : "\(days) days"
            return .warn(
                "certificate", "\(file) is valid until \(last) UTC, \(rest) more",
                do: "renew it, then send SIGHUP")
        }
        return .ok("certificate", "\(file) is valid until \(last) UTC")
    }
}

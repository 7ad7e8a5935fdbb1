import Flows
import Foundation
import Telephony

extension Centre.Password {
    /// The password.
    ///
    /// - Parameter folder: the folder of the centre file.
    /// - Returns: the password.
    /// - Throws: ``Failure``, which names the place and never what is there.
    func read(in folder: String) throws -> String {
        switch self {
        case .file(let path):
            let path = Paths.join(folder, path)
            let text = try Project.text(of: path)
            guard let line = text.split(whereSeparator: \.isNewline).first, !line.isEmpty else {
                throw Failure("\(path) has no password in its first line")
            }
            return String(line)
        case .environment(let name):
            guard let password = ProcessInfo.processInfo.environment[name], !password.isEmpty else {
                throw Failure("the variable \(name) of the environment, a password, is not set")
            }
            return password
        case .written(let secret):
            guard case .known(let password) = secret.content else {
                throw Failure("the password of the centre file is not known")
            }
            return password
        }
    }
}

//! How much of what was sent has not been received yet at the far end of an SSH session.
//!
//! sshd takes all a program writes at once, so the terminal itself tells nothing (TIOCOUTQ of a pseudo-terminal is always 0). But
//! the system knows how much of sshd's connection the other side has not acknowledged, and lets everybody read it in
//! `/proc/net/tcp`; which connection it is, stands in `SSH_CONNECTION`. Behind a jump host that is the connection to the
//! jump host, which tells too little.

use std::fs;
use std::net::IpAddr;

/// The connection of an SSH session.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Connection {
    table: &'static str,
    /// Its two ends, as the table writes them, with a blank between.
    ends: String,
}

impl Connection {
    /// The connection that `SSH_CONNECTION` names: the client's address and port, then the server's.
    pub(super) fn of(ssh_connection: &str) -> Option<Connection> {
        let mut words = ssh_connection.split_whitespace();
        let client = end(words.next()?, words.next()?)?;
        let server = end(words.next()?, words.next()?)?;
        let table = if server.len() > 13 { "/proc/net/tcp6" } else { "/proc/net/tcp" };
        Some(Connection { table, ends: format!("{server} {client}") })
    }

    /// Bytes sent and not yet received; none when there is no such connection here.
    pub(super) fn backlog(&self) -> Option<usize> {
        self.find(&fs::read_to_string(self.table).ok()?)
    }

    fn find(&self, table: &str) -> Option<usize> {
        let line = table.lines().find(|line| line.contains(&self.ends))?;
        // after the ends: the state, and the two queues parted by a colon
        let queues = line.split_once(&self.ends)?.1.split_whitespace().nth(1)?;
        usize::from_str_radix(queues.split_once(':')?.0, 16).ok()
    }
}

/// An address and a port as the table writes them: words of four bytes in the machine's own order.
fn end(address: &str, port: &str) -> Option<String> {
    let address: IpAddr = address.split('%').next()?.parse().ok()?;
    let port: u16 = port.parse().ok()?;
    let bytes = match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    };
    let words = bytes.chunks_exact(4).filter_map(|word| word.try_into().ok()).map(u32::from_ne_bytes);
    let address: String = words.map(|word| format!("{word:08X}")).collect();
    Some(format!("{address}:{port:04X}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::net::{TcpListener, TcpStream};

    const TABLE: &str = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   \
        0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0000000000000000 100 0 0 10 0\n   \
        1: 0100007F:0016 0200007F:D431 01 000004B0:00000000 01:00000014 00000000     0        0 2 1 0000000000000000 20 4 31 10 -1\n";

    #[cfg(target_endian = "little")]
    #[test]
    fn what_the_other_side_has_not_acknowledged_is_found_by_both_ends() {
        let connection = Connection::of("127.0.0.2 54321 127.0.0.1 22").unwrap();
        assert_eq!(connection.find(TABLE), Some(1_200));
        assert_eq!(Connection::of("127.0.0.2 54322 127.0.0.1 22").unwrap().find(TABLE), None);
    }

    #[test]
    fn what_is_no_connection_is_none() {
        for wrong in ["", "here", "127.0.0.1 22", "127.0.0.1 x 127.0.0.1 22", "::1 99999 ::1 22"] {
            assert_eq!(Connection::of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_nobody_reads_waits() {
        for address in ["127.0.0.1:0", "[::1]:0"] {
            let Ok(listener) = TcpListener::bind(address) else { continue };
            let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
            let (mut server, _) = listener.accept().unwrap();
            let (near, far) = (server.local_addr().unwrap(), client.local_addr().unwrap());
            let connection = Connection::of(&format!("{} {} {} {}", far.ip(), far.port(), near.ip(), near.port())).unwrap();
            server.set_nonblocking(true).unwrap();
            while server.write(&[0; 65536]).is_ok() {}
            assert!(connection.backlog().unwrap() > 0);
        }
    }
}

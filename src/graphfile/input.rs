//! The bytes of a file: unpacked where they are gzip, hashed as they lie on disk.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

use flate2::bufread::MultiGzDecoder;
use sha2::{Digest, Sha256};

/// Bytes read at a time.
const CHUNK: usize = 1 << 20;
/// The first bytes of gzip (RFC 1952).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// What a file says, unpacked, and the hash of what it holds.
pub(super) struct Input<'b> {
    text: Box<dyn BufRead + 'b>,
    hash: Rc<RefCell<Sha256>>,
}

impl<'b> Input<'b> {
    /// A file.
    pub fn open(path: &Path) -> io::Result<Input<'static>> {
        Input::new(File::open(path)?)
    }

    /// Bytes; gzip is known by its first two.
    pub fn new(bytes: impl Read + 'b) -> io::Result<Input<'b>> {
        let hash = Rc::new(RefCell::new(Sha256::new()));
        let mut packed = BufReader::with_capacity(CHUNK, Hashed { bytes, hash: Rc::clone(&hash) });
        let is_gzip = packed.fill_buf()?.starts_with(&GZIP);
        let text: Box<dyn BufRead> = if is_gzip {
            Box::new(BufReader::with_capacity(CHUNK, MultiGzDecoder::new(packed)))
        } else {
            Box::new(packed)
        };
        Ok(Input { text, hash })
    }

    /// What the file says.
    pub fn text(&mut self) -> &mut (dyn BufRead + 'b) {
        &mut *self.text
    }

    /// SHA-256 of the bytes as they lie on disk, in hexadecimal; reads them to the end.
    pub fn sha256(mut self) -> io::Result<String> {
        io::copy(&mut self.text, &mut io::sink())?;
        let digest = self.hash.take().finalize();
        Ok(digest.iter().fold(String::new(), |mut digits, byte| {
            let _ = write!(digits, "{byte:02x}");
            digits
        }))
    }
}

/// Bytes that are hashed on their way.
struct Hashed<R> {
    bytes: R,
    hash: Rc<RefCell<Sha256>>,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.bytes.read(buffer)?;
        self.hash.borrow_mut().update(&buffer[..length]);
        Ok(length)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn said(bytes: &[u8]) -> io::Result<String> {
        let mut said = String::new();
        Input::new(bytes)?.text().read_to_string(&mut said)?;
        Ok(said)
    }

    #[test]
    fn gzip_is_known_by_its_content_also_in_several_members() {
        let two = [packed(b"1 2\n"), packed(b"3 4\n")].concat();
        assert_eq!(said(&two).unwrap(), "1 2\n3 4\n");
        assert_eq!(said(b"1 2\n").unwrap(), "1 2\n");
        assert_eq!(said(b"").unwrap(), "");
        assert!(said(&two[..two.len() - 5]).is_err(), "cut short");
    }

    #[test]
    fn the_hash_is_that_of_the_bytes_on_disk() {
        // SHA-256 of "abc", FIPS 180-2 appendix B.1.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Input::new(&b"abc"[..]).unwrap().sha256().unwrap(), abc);
        let packed = packed(b"abc");
        assert_ne!(Input::new(&packed[..]).unwrap().sha256().unwrap(), abc);
    }
}

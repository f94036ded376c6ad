//! Pairs as they come, in pieces that threads can take side by side.

use std::num::NonZeroUsize;

use crate::parallel::side_by_side;

/// Most pairs of a piece that is filled one by one.
const PIECE: usize = 1 << 18;

/// Pairs as they come.
#[derive(Debug, Default)]
pub(super) struct List {
    pieces: Vec<Piece>,
}

/// Pairs one after the other.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub pairs: Vec<(u32, u32)>,
    /// As many as there are pairs, or none where weights are ignored.
    pub weights: Vec<f32>,
}

impl List {
    /// Adds a pair, with its weight if weights are kept.
    #[inline]
    pub fn push(&mut self, pair: (u32, u32), weight: Option<f32>) {
        if self.pieces.last().is_none_or(|piece| piece.pairs.len() >= PIECE) {
            self.pieces.push(Piece::default());
        }
        if let Some(piece) = self.pieces.last_mut() {
            piece.pairs.push(pair);
            piece.weights.extend(weight);
        }
    }

    /// Adds a piece.
    pub fn add(&mut self, piece: Piece) {
        self.pieces.push(piece);
    }

    /// Number of pairs.
    pub fn len(&self) -> usize {
        self.pieces.iter().map(|piece| piece.pairs.len()).sum()
    }

    /// Whether there is no pair.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether pairs have weights.
    pub fn weighs(&self) -> bool {
        self.pieces.iter().any(|piece| !piece.weights.is_empty())
    }

    /// The pairs, piece by piece.
    pub fn pieces(&self) -> impl Iterator<Item = &[(u32, u32)]> {
        self.pieces.iter().map(|piece| &piece.pairs[..])
    }

    /// Changes the numbers of all persons.
    pub fn renumber(&mut self, threads: NonZeroUsize, number: impl Fn(u32) -> u32 + Sync) {
        side_by_side(&mut self.pieces, threads.get(), |_, piece| {
            for (i, j) in &mut piece.pairs {
                (*i, *j) = (number(*i), number(*j));
            }
        });
    }

    /// Gives the pieces away.
    pub fn into_pieces(self) -> Vec<Piece> {
        self.pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_fill_one_piece_after_the_other() {
        let mut list = List::default();
        let pairs: Vec<(u32, u32)> = (0..PIECE as u32 + 3).map(|i| (i, i + 1)).collect();
        for pair in &pairs {
            list.push(*pair, Some(1.0));
        }
        list.add(Piece { pairs: vec![(7, 8)], weights: vec![2.0] });
        list.renumber(NonZeroUsize::new(3).expect("not 0"), |number| number + 1);
        assert_eq!(list.pieces().map(<[_]>::len).collect::<Vec<_>>(), [PIECE, 3, 1]);
        let expected = pairs.iter().chain(&[(7, 8)]).map(|(i, j)| (i + 1, j + 1));
        assert!(list.pieces().flatten().copied().eq(expected));
    }
}

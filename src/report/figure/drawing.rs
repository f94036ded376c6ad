//! The data of any figure of an experiment: what is kept beside it, so that it can be drawn again.

use serde::{Deserialize, Serialize};

use super::canvas::Figure;
use super::{
    DegreeCurves, Indices, Lifeline, Morris, Overlay, Phase, Response, Surroundings, Tornado, Waterfall, degree_curves,
    indices, lifeline, morris, neighborhood, overlay, phase, response, tornado, waterfall,
};

/// The data of a figure, by its kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Drawing {
    /// Degrees of layers of contacts.
    Degrees(DegreeCurves),
    /// Shares of a variance.
    Indices(Indices),
    /// The life of a person.
    Lifeline(Lifeline),
    /// Elementary effects.
    Morris(Morris),
    /// Persons around one of them.
    Neighborhood(Surroundings),
    /// Two worlds in one picture.
    Overlay(Overlay),
    /// A map over two parameters.
    Phase(Box<Phase>),
    /// A curve over one parameter.
    Response(Response),
    /// One parameter at a time at its ends.
    Tornado(Tornado),
    /// A difference, shared out.
    Waterfall(Waterfall),
}

impl Drawing {
    /// Draws the figure.
    pub fn drawn(&self) -> Figure {
        match self {
            Drawing::Degrees(data) => degree_curves(data),
            Drawing::Indices(data) => indices(data),
            Drawing::Lifeline(data) => lifeline(data),
            Drawing::Morris(data) => morris(data),
            Drawing::Neighborhood(data) => neighborhood(data),
            Drawing::Overlay(data) => overlay(data),
            Drawing::Phase(data) => phase(data),
            Drawing::Response(data) => response(data),
            Drawing::Tornado(data) => tornado(data),
            Drawing::Waterfall(data) => waterfall(data),
        }
    }
}

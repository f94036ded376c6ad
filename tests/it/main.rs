mod report;
mod synthetic;

//! Tables as Parquet files, compressed by Zstandard; a row group for each table.

use std::io;
use std::sync::Arc;

use jiff::civil::{Date, date};
use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::table::{Column, Table, Values};

/// Writes tables with the same columns.
pub fn write_parquet(out: impl io::Write + Send, tables: impl IntoIterator<Item = Table>) -> io::Result<()> {
    write_tables(out, tables).map_err(io::Error::other)
}

fn write_tables(out: impl io::Write + Send, tables: impl IntoIterator<Item = Table>) -> Result<()> {
    let mut tables = tables.into_iter();
    let first = tables.next().unwrap_or_default();
    let fields = first.columns.iter().map(field).collect::<Result<Vec<_>>>()?;
    let schema = Type::group_type_builder("headstart").with_fields(fields).build()?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by("headstart".to_owned())
        .build();
    let mut file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?;
    for table in std::iter::once(first).chain(tables) {
        let mut group = file.next_row_group()?;
        for column in &table.columns {
            let mut writer = group.next_column()?.expect("the schema has every column of the table");
            write_column(&mut writer, &column.values)?;
            writer.close()?;
        }
        group.close()?;
    }
    file.close().map(|_| ())
}

fn field(column: &Column) -> Result<Arc<Type>> {
    let (physical, logical, converted, repetition) = match column.values {
        Values::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String), ConvertedType::UTF8, Repetition::OPTIONAL),
        Values::Date(_) => (Physical::INT32, Some(LogicalType::Date), ConvertedType::DATE, Repetition::OPTIONAL),
        Values::Whole(_) => (Physical::INT64, None, ConvertedType::NONE, Repetition::REQUIRED),
        Values::Real(_) => (Physical::DOUBLE, None, ConvertedType::NONE, Repetition::REQUIRED),
        Values::Optional(_) => (Physical::DOUBLE, None, ConvertedType::NONE, Repetition::OPTIONAL),
    };
    let field = Type::primitive_type_builder(&column.name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical)
        .with_converted_type(converted)
        .build()?;
    Ok(Arc::new(field))
}

fn write_column(writer: &mut SerializedColumnWriter, values: &Values) -> Result<()> {
    match values {
        Values::Text(words) => {
            let (present, levels) = present(words, |word| ByteArray::from(word.as_str()));
            writer.typed::<ByteArrayType>().write_batch(&present, Some(&levels), None)
        }
        Values::Date(dates) => {
            let (present, levels) = present(dates, |date| days_since_1970(*date));
            writer.typed::<Int32Type>().write_batch(&present, Some(&levels), None)
        }
        Values::Whole(numbers) => writer.typed::<Int64Type>().write_batch(numbers, None, None),
        Values::Real(numbers) => writer.typed::<DoubleType>().write_batch(numbers, None, None),
        Values::Optional(numbers) => {
            let (present, levels) = present(numbers, |number| *number);
            writer.typed::<DoubleType>().write_batch(&present, Some(&levels), None)
        }
    }
    .map(|_| ())
}

/// The values that are there, and for each row whether it is (Parquet's definition levels).
fn present<T, P>(values: &[Option<T>], convert: impl Fn(&T) -> P) -> (Vec<P>, Vec<i16>) {
    let levels = values.iter().map(|value| i16::from(value.is_some())).collect();
    (values.iter().flatten().map(convert).collect(), levels)
}

fn days_since_1970(day: Date) -> i32 {
    (day - date(1970, 1, 1)).get_days()
}

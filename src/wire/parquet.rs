//! Rows of JSON as a Parquet file, column by column, without Arrow. Lists are repeated fields, days are text as everywhere else.

use super::table::{Column, Holds};
use parquet::basic::{Compression, ConvertedType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use serde_json::Value;
use std::io::Write;
use std::sync::Arc;

/// So many rows are held in memory and make a group.
const GROUP: usize = 10_000;

/// A Parquet file while rows come in.
pub struct Parquet<W: Write + Send> {
    columns: Vec<Column>,
    file: SerializedFileWriter<W>,
    rows: Vec<Value>,
}

impl<W: Write + Send> Parquet<W> {
    /// Begins a file.
    pub fn new(columns: Vec<Column>, out: W) -> Result<Self, ParquetError> {
        let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
        let schema = Type::group_type_builder("countersign").with_fields(fields).build()?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?;
        Ok(Self { columns, file, rows: Vec::new() })
    }

    /// Adds a row.
    pub fn row(&mut self, row: Value) -> Result<(), ParquetError> {
        self.rows.push(row);
        if self.rows.len() == GROUP { self.group() } else { Ok(()) }
    }

    /// Ends the file.
    pub fn end(mut self) -> Result<(), ParquetError> {
        if !self.rows.is_empty() {
            self.group()?;
        }
        self.file.close().map(|_| ())
    }

    fn group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.file.next_row_group()?;
        for column in &self.columns {
            if let Some(mut writer) = group.next_column()? {
                let cells = self.rows.iter().map(|row| column.of(row));
                match column.holds {
                    Holds::Text => single::<ByteArrayType>(&mut writer, cells, |cell| cell.as_str().map(ByteArray::from))?,
                    Holds::Number => single::<DoubleType>(&mut writer, cells, Value::as_f64)?,
                    Holds::Whole => single::<Int64Type>(&mut writer, cells, Value::as_i64)?,
                    Holds::Flag => single::<BoolType>(&mut writer, cells, Value::as_bool)?,
                    Holds::List => lists(&mut writer, cells)?,
                }
                writer.close()?;
            }
        }
        group.close()?;
        self.rows.clear();
        Ok(())
    }
}

fn field(column: &Column) -> Result<Arc<Type>, ParquetError> {
    let (physical, converted, repetition) = match column.holds {
        Holds::Text => (Physical::BYTE_ARRAY, ConvertedType::UTF8, Repetition::OPTIONAL),
        Holds::List => (Physical::BYTE_ARRAY, ConvertedType::UTF8, Repetition::REPEATED),
        Holds::Number => (Physical::DOUBLE, ConvertedType::NONE, Repetition::OPTIONAL),
        Holds::Whole => (Physical::INT64, ConvertedType::NONE, Repetition::OPTIONAL),
        Holds::Flag => (Physical::BOOLEAN, ConvertedType::NONE, Repetition::OPTIONAL),
    };
    let builder = Type::primitive_type_builder(column.name, physical);
    Ok(Arc::new(builder.with_converted_type(converted).with_repetition(repetition).build()?))
}

/// A column with one value a row, or none.
fn single<'a, T: DataType>(
    writer: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = &'a Value>,
    value: impl Fn(&'a Value) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        let value = value(cell);
        levels.push(i16::from(value.is_some()));
        values.extend(value);
    }
    writer.typed::<T>().write_batch(&values, Some(&levels), None).map(|_| ())
}

/// A column with any number of values a row.
fn lists<'a>(writer: &mut SerializedColumnWriter<'_>, cells: impl Iterator<Item = &'a Value>) -> Result<(), ParquetError> {
    let (mut values, mut levels, mut repeats) = (Vec::new(), Vec::new(), Vec::new());
    for cell in cells {
        let items: Vec<&str> = cell.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        levels.extend(std::iter::repeat_n(i16::from(!items.is_empty()), items.len().max(1)));
        repeats.extend((0..items.len().max(1)).map(|n| i16::from(n > 0)));
        values.extend(items.into_iter().map(ByteArray::from));
    }
    writer.typed::<ByteArrayType>().write_batch(&values, Some(&levels), Some(&repeats)).map(|_| ())
}

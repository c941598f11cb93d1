using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>Writes many states in few statements, the same on both engines; polling does this all the time.</summary>
internal static class SourceStateWriter
{
    /// <summary>Inserts new sources.</summary>
    public static Task InsertAsync(IngestionDb db, IReadOnlyCollection<SourceState> states, CancellationToken cancellationToken) =>
        WriteAsync(db, states, SourceStateColumn.New, Insert, cancellationToken);

    /// <summary>Updates when sources are due and who holds them.</summary>
    public static Task WriteDueAsync(IngestionDb db, IReadOnlyCollection<SourceState> states, CancellationToken cancellationToken) =>
        WriteAsync(db, states, SourceStateColumn.Due, Update, cancellationToken);

    /// <summary>Updates what a poll without a document changes.</summary>
    public static Task WritePolledAsync(IngestionDb db, IReadOnlyCollection<SourceState> states, CancellationToken cancellationToken) =>
        WriteAsync(db, states, SourceStateColumn.Polled, Update, cancellationToken);

    private static async Task WriteAsync(
        IngestionDb db,
        IReadOnlyCollection<SourceState> states,
        SourceStateColumn[] columns,
        Func<SourceStateColumn[], int, string> statement,
        CancellationToken cancellationToken)
    {
        if (states.Count == 0)
            return;
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        // The order is always the same, so that two writers of the same rows cannot deadlock.
        foreach (
            var rows in states.OrderBy(s => s.SourceId, StringComparer.Ordinal).Chunk(db.RowsPerStatement).GroupBy(rows => rows.Length))
            await WriteAsync(db, statement(columns, rows.Key), rows, columns, cancellationToken);
        if (own is not null)
            await own.CommitAsync(cancellationToken);
    }

    /// <summary>Executes one statement for each group of equally many rows.</summary>
    private static async Task WriteAsync(
        IngestionDb db,
        string statement,
        IEnumerable<SourceState[]> chunks,
        SourceStateColumn[] columns,
        CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = statement;
        foreach (var chunk in chunks)
        {
            command.Parameters.Clear();
            foreach (var row in chunk)
            {
                Add(command, row.SourceId);
                foreach (var column in columns)
                    Add(command, column.Value(row) is DateTimeOffset at ? db.Stored(at) : column.Value(row));
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static string Insert(SourceStateColumn[] columns, int rows) =>
        $"""INSERT INTO source_states ("SourceId", {string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) {Values(columns, rows)}""";

    private static string Update(SourceStateColumn[] columns, int rows) =>
        $"UPDATE source_states SET {string.Join(", ", columns.Select((c, i) => $"\"{c.Name}\" = v.column{i + 2}"))} FROM ({Values(
            columns, rows)}) AS v WHERE \"SourceId\" = v.column1";

    /// <summary>Writes the values; the first row states the types, because PostgreSQL cannot infer those of nulls.</summary>
    private static string Values(SourceStateColumn[] columns, int rows)
    {
        var sql = new StringBuilder("VALUES ");
        var parameter = 0;
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "(" : ", (").Append('@').Append(Parameter(parameter++));
            foreach (var column in columns)
                sql.Append(row == 0 ? $", CAST(@{Parameter(parameter++)} AS {column.Type})" : $", @{Parameter(parameter++)}");
            sql.Append(')');
        }

        return sql.ToString();
    }

    private static void Add(DbCommand command, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = Parameter(command.Parameters.Count);
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }

    private static string Parameter(int number) => "p" + number.ToString(CultureInfo.InvariantCulture);
}

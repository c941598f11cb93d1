using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>Many states in few statements, the same on both engines: what polling writes all the time.</summary>
internal static class SourceStateWriter
{
    private static readonly Column NewHomes = new("NewHomes", "text", s => JsonSerializer.Serialize(s.NewHomes));

    /// <summary>What a source that was never polled has.</summary>
    private static readonly Column[] New =
    [
        new("Url", "text", s => s.Url),
        new("NextCheckAt", "timestamptz", s => s.NextCheckAt),
        new("NextReason", "integer", s => (int)s.NextReason),
        new("DueAt", "timestamptz", s => s.DueAt),
        new("Failures", "integer", s => s.Failures),
        new("LastItems", "integer", s => s.LastItems),
        new("MovedTimes", "integer", s => s.MovedTimes),
        new("SkipHours", "integer", s => s.SkipHours),
        new("SkipDays", "integer", s => s.SkipDays),
        new("SuspectPolls", "integer", s => s.SuspectPolls),
        new("Kind", "integer", s => (int)s.Kind),
        new("NewInDay", "integer", s => s.NewInDay),
        new("LeftOut", "integer", s => s.LeftOut),
        NewHomes,
    ];

    private static readonly Column[] Due =
    [
        new("NextCheckAt", "timestamptz", s => s.NextCheckAt),
        new("NextReason", "integer", s => (int)s.NextReason),
        new("NextPageAt", "timestamptz", s => s.NextPageAt),
        new("DueAt", "timestamptz", s => s.DueAt),
        new("LeaseUntil", "timestamptz", s => s.LeaseUntil),
    ];

    private static readonly Column[] Polled =
    [
        .. Due,
        new("LastCheckAt", "timestamptz", s => s.LastCheckAt),
        new("LastSuccessAt", "timestamptz", s => s.LastSuccessAt),
        new("FirstSuccessAt", "timestamptz", s => s.FirstSuccessAt),
        new("Failures", "integer", s => s.Failures),
        new("LastError", "text", s => s.LastError),
        new("ETag", "text", s => s.ETag),
        new("LastModified", "text", s => s.LastModified),
        new("AdoptedUrl", "text", s => s.AdoptedUrl),
        new("MovedTo", "text", s => s.MovedTo),
        new("MovedTimes", "integer", s => s.MovedTimes),
        new("AdoptedAt", "timestamptz", s => s.AdoptedAt),
        new("OldAskedAt", "timestamptz", s => s.OldAskedAt),
        new("FeedUrl", "text", s => s.FeedUrl),
        new("Kind", "integer", s => (int)s.Kind),
        new("Baseline", "text", s => s.Baseline),
        new("Suspicion", "text", s => s.Suspicion),
        new("Suspected", "integer", s => (int?)s.Suspected),
        new("SuspectSince", "timestamptz", s => s.SuspectSince),
        new("SuspectPolls", "integer", s => s.SuspectPolls),
        NewHomes,
        new("PushedUntil", "timestamptz", s => s.PushedUntil),
        new("ProbedAt", "timestamptz", s => s.ProbedAt),
    ];

    /// <summary>Sources that are new.</summary>
    public static Task InsertAsync(IngestionDb db, IReadOnlyCollection<SourceState> states, CancellationToken cancellationToken) =>
        WriteAsync(db, states, New, Insert, cancellationToken);

    /// <summary>When they are due and who holds them.</summary>
    public static Task WriteDueAsync(IngestionDb db, IReadOnlyCollection<SourceState> states, CancellationToken cancellationToken) =>
        WriteAsync(db, states, Due, Update, cancellationToken);

    /// <summary>What a poll that brought no document changes.</summary>
    public static Task WritePolledAsync(IngestionDb db, IReadOnlyCollection<SourceState> states, CancellationToken cancellationToken) =>
        WriteAsync(db, states, Polled, Update, cancellationToken);

    private static async Task WriteAsync(
        IngestionDb db,
        IReadOnlyCollection<SourceState> states,
        Column[] columns,
        Func<Column[], int, string> statement,
        CancellationToken cancellationToken)
    {
        if (states.Count == 0)
            return;
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        // Always in one order: two writers of the same rows cannot wait for each other.
        foreach (
            var rows in states.OrderBy(s => s.SourceId, StringComparer.Ordinal).Chunk(db.RowsPerStatement).GroupBy(rows => rows.Length))
            await WriteAsync(db, statement(columns, rows.Key), rows, columns, cancellationToken);
        if (own is not null)
            await own.CommitAsync(cancellationToken);
    }

    /// <summary>One statement, executed for each of the equally many rows.</summary>
    private static async Task WriteAsync(
        IngestionDb db,
        string statement,
        IEnumerable<SourceState[]> chunks,
        Column[] columns,
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

    private static string Insert(Column[] columns, int rows) =>
        $"""INSERT INTO source_states ("SourceId", {string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) {Values(columns, rows)}""";

    private static string Update(Column[] columns, int rows) =>
        $"UPDATE source_states SET {string.Join(", ", columns.Select((c, i) => $"\"{c.Name}\" = v.column{i + 2}"))} FROM ({Values(
            columns, rows)}) AS v WHERE \"SourceId\" = v.column1";

    /// <summary>The first row says the types: PostgreSQL would not know those of nulls, SQLite does not mind.</summary>
    private static string Values(Column[] columns, int rows)
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

    /// <param name="Name">Of the column.</param>
    /// <param name="Type">In PostgreSQL's words.</param>
    /// <param name="Value">What it holds.</param>
    private sealed record Column(string Name, string Type, Func<SourceState, object?> Value);
}

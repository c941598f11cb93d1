using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Articles.Refreshing;

/// <summary>Many states in few statements, the same on both engines: what polling writes all the time.</summary>
internal static class SourceStateWriter
{
    private static readonly (string Column, string Type, Func<SourceState, object?> Value)[] Due =
    [
        ("NextCheckAt", "timestamptz", s => s.NextCheckAt),
        ("NextReason", "integer", s => (int)s.NextReason),
        ("NextPageAt", "timestamptz", s => s.NextPageAt),
        ("DueAt", "timestamptz", s => s.DueAt),
        ("LeaseUntil", "timestamptz", s => s.LeaseUntil),
    ];

    private static readonly (string Column, string Type, Func<SourceState, object?> Value)[] Polled =
    [
        .. Due,
        ("LastCheckAt", "timestamptz", s => s.LastCheckAt),
        ("LastSuccessAt", "timestamptz", s => s.LastSuccessAt),
        ("FirstSuccessAt", "timestamptz", s => s.FirstSuccessAt),
        ("Failures", "integer", s => s.Failures),
        ("LastError", "text", s => s.LastError),
        ("ETag", "text", s => s.ETag),
        ("LastModified", "text", s => s.LastModified),
        ("AdoptedUrl", "text", s => s.AdoptedUrl),
        ("MovedTo", "text", s => s.MovedTo),
        ("MovedTimes", "integer", s => s.MovedTimes),
        ("Suspicion", "text", s => s.Suspicion),
        ("SuspectSince", "timestamptz", s => s.SuspectSince),
        ("SuspectPolls", "integer", s => s.SuspectPolls),
        ("NewHomes", "text", s => s.NewHomes),
        ("PushedUntil", "timestamptz", s => s.PushedUntil),
        ("ProbedAt", "timestamptz", s => s.ProbedAt),
    ];

    /// <summary>When they are due and who holds them.</summary>
    public static Task WriteDueAsync(ArticlesDb db, IReadOnlyCollection<SourceState> states, CancellationToken cancellationToken) =>
        WriteAsync(db, states, Due, cancellationToken);

    /// <summary>What a poll that brought no document changes.</summary>
    public static Task WritePolledAsync(ArticlesDb db, IReadOnlyCollection<SourceState> states, CancellationToken cancellationToken) =>
        WriteAsync(db, states, Polled, cancellationToken);

    private static async Task WriteAsync(
        ArticlesDb db,
        IReadOnlyCollection<SourceState> states,
        (string Column, string Type, Func<SourceState, object?> Value)[] columns,
        CancellationToken cancellationToken)
    {
        if (states.Count == 0)
            return;
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        // Always in one order: two writers of the same rows cannot wait for each other.
        foreach (var rows in states.OrderBy(s => s.SourceId, StringComparer.Ordinal).Chunk(db.RowsPerStatement).GroupBy(rows => rows.Length))
            await WriteAsync(db, rows.Key, rows, columns, cancellationToken);
        if (own is not null)
            await own.CommitAsync(cancellationToken);
    }

    /// <summary>One statement, executed for each of the equally many rows.</summary>
    private static async Task WriteAsync(
        ArticlesDb db,
        int rows,
        IEnumerable<SourceState[]> chunks,
        (string Column, string Type, Func<SourceState, object?> Value)[] columns,
        CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = Statement(columns, rows);
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

    /// <summary>The first row says the types: PostgreSQL would not know those of nulls, SQLite does not mind.</summary>
    private static string Statement((string Column, string Type, Func<SourceState, object?> Value)[] columns, int rows)
    {
        var sql = new StringBuilder("UPDATE source_states SET ");
        sql.AppendJoin(", ", columns.Select((c, i) => $"\"{c.Column}\" = v.column{i + 2}"));
        sql.Append(" FROM (VALUES ");
        var parameter = 0;
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "(" : ", (").Append('@').Append(Name(parameter++));
            foreach (var column in columns)
                sql.Append(row == 0 ? $", CAST(@{Name(parameter++)} AS {column.Type})" : $", @{Name(parameter++)}");
            sql.Append(')');
        }

        return sql.Append(") AS v WHERE \"SourceId\" = v.column1").ToString();
    }

    private static void Add(DbCommand command, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = Name(command.Parameters.Count);
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }

    private static string Name(int number) => "p" + number.ToString(CultureInfo.InvariantCulture);
}
